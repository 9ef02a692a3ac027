import { describe, expect, it } from '@jest/globals';
import { readH323, readSip, readWebLink } from './dial-string.js';

const refused = (problem: string) => ({ problem });

describe('what a site is dialled by', () => {
  it.each([
    ['203.0.113.10', '203.0.113.10'],
    ['H323:203.0.113.10:1720', '203.0.113.10:1720'],
    [' 203.0.113.10 ## 1234 ', '203.0.113.10##1234'],
    ['๒๐๓.๐.๑๑๓.๑๐##๕', '203.0.113.10##5'],
    ['hall@GK.Example', 'hall@gk.example'],
    ['VC.Chiang-Mai.example', 'vc.chiang-mai.example'],
    ['0066 53 112 700', '006653112700'],
  ])('as H.323: %j', (typed, value) => {
    expect(readH323(typed)).toEqual({ value });
    expect(readH323(value)).toEqual({ value });
  });
  it.each([
    '',
    '12',
    '203.0.113.256',
    '203.0.113',
    'hall',
    'a@b',
    'a@b.example##1',
    '203.0.113.10:0',
    'a b.example',
    '1'.repeat(400),
  ])('but not %j as H.323', (typed) => expect(readH323(typed)).toEqual(refused('dial-h323')));

  it.each([
    ['hall@vc.example', 'sip:hall@vc.example'],
    ['SIP:hall@VC.example:5060', 'sip:hall@vc.example:5060'],
    ['sips:๑๒๓๔@203.0.113.10', 'sips:1234@203.0.113.10'],
  ])('as SIP: %j', (typed, value) => {
    expect(readSip(typed)).toEqual({ value });
    expect(readSip(value)).toEqual({ value });
  });
  it.each([
    '',
    'sip:',
    'hall',
    'sip:a@b@c.example',
    'a b@vc.example',
    'a@vc.example:99999',
    'tel:+6653',
    `${'a'.repeat(400)}@b.example`,
  ])('but not %j as SIP', (typed) => expect(readSip(typed)).toEqual(refused('dial-sip')));

  it.each([
    ['https://vc.example/hall?x=1', 'https://vc.example/hall?x=1'],
    ['HTTPS://VC.example', 'https://vc.example/'],
  ])('as a web link: %j', (typed, value) => {
    expect(readWebLink(typed)).toEqual({ value });
    expect(readWebLink(value)).toEqual({ value });
  });
  it.each([
    '',
    'vc.example',
    'http://vc.example',
    'javascript:alert(1)',
    'https://me:secret@vc.example',
    'https://localhost',
    'https://a b.example',
  ])('but not %j as a web link', (typed) => expect(readWebLink(typed)).toEqual(refused('dial-web')));
});
