import { describe, expect, it } from '@jest/globals';
import { wayBackOf } from '../mail/mail.module.js';
import { envelopeIn } from './mailbox-envelope.js';

const way = wayBackOf('answers@sala.example');
if (way === undefined) throw new Error('there is a setting');
const key = 'a'.repeat(32);

describe('a mail that lies in a mailbox', () => {
  it.each<[string, string, ReturnType<typeof envelopeIn>]>([
    [
      'came to the address that its server noted',
      `Return-Path: <>\r\nDelivered-To: answers+b-${key}@sala.example\r\nTo: x@y.example`,
      { recipient: `answers+b-${key}@sala.example`, returnPath: '' },
    ],
    [
      'came to the one that has a key, where several are named',
      `Delivered-To: answers@sala.example\nX-Original-To: <answers+b-${key}@sala.example>\nReturn-Path: <a@b.example>`,
      { recipient: `answers+b-${key}@sala.example`, returnPath: 'a@b.example' },
    ],
    [
      'came to the one in its own headers',
      'To: "a, b" <x@y.example>,\n Answers@Sala.example',
      { recipient: 'Answers@Sala.example' },
    ],
    ['came to ours where it names nobody', 'To: x@y.example', { recipient: 'answers@sala.example' }],
    [
      'says nothing below its headers',
      `Subject: x\n\nDelivered-To: answers+b-${key}@sala.example`,
      { recipient: 'answers@sala.example' },
    ],
  ])('%s', (_what, raw, expected) => expect(envelopeIn(way, Buffer.from(raw))).toEqual(expected));
});
