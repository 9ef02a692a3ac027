import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind } from '#contracts';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { type Recipient } from '../recipient/recipient.module.js';
import { attentionOf } from './attention.js';

type Ended = 'accepted' | 'rejected' | 'expired' | 'unknown' | 'planned' | 'superseded' | 'bad-address';
const mail = (recipientId: string, kind: DeliveryKind, day: number, ended: Ended): Delivery => {
  const dueAt = `2016-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const planned = deliveryOf({ meetingId: 'own', recipientId, kind, ordinal: day, language: 'th', dueAt }, 'c');
  switch (ended) {
    case 'planned':
      return planned;
    case 'accepted':
      return { ...planned, state: ended, acceptedAt: dueAt };
    case 'superseded':
    case 'bad-address':
      return { ...planned, state: 'cancelled', cancelReason: ended };
    default:
      return { ...planned, state: ended, lastError: '550' };
  }
};
const office = (id: string, changes: Partial<Recipient> = {}): [string, Recipient] => [
  id,
  {
    invitationId: id,
    meetingId: 'own',
    organisationId: id,
    name: { th: id },
    class: 'revenue',
    provinceCode: 'TH-50',
    language: 'th',
    responseRevision: 0,
    withdrawn: false,
    ...changes,
  } as Recipient,
];
const of = (mails: readonly Delivery[], changes: Partial<Recipient> = {}) =>
  attentionOf(mails, new Map([office('a', changes)]));

describe('what of mails needs a decision', () => {
  it.each<[string, readonly Delivery[], number, number]>([
    ['nothing where all was taken', [mail('a', 'invitation', 7, 'accepted')], 0, 0],
    ['an office whose invitation was refused', [mail('a', 'invitation', 7, 'rejected')], 0, 1],
    [
      'it once, however many failed',
      [mail('a', 'invitation', 7, 'rejected'), mail('a', 'reminder', 11, 'expired')],
      0,
      1,
    ],
    [
      'it no more once a later mail reached it',
      [mail('a', 'invitation', 7, 'rejected'), mail('a', 'invitation', 8, 'accepted')],
      0,
      0,
    ],
    [
      'it still where the later one was left out',
      [mail('a', 'invitation', 7, 'rejected'), mail('a', 'reminder', 11, 'superseded')],
      0,
      1,
    ],
    ['it where its address is known to be bad', [mail('a', 'reminder', 11, 'bad-address')], 0, 1],
    [
      'not yet where another is still to go',
      [mail('a', 'invitation', 7, 'rejected'), mail('a', 'reminder', 11, 'planned')],
      0,
      0,
    ],
    ['a mail of which nobody knows, and not the office twice', [mail('a', 'invitation', 7, 'unknown')], 1, 0],
    ['a site, of which nothing is known', [mail('site', 'appointment', 7, 'rejected')], 0, 1],
  ])('is %s', (_what, mails, unknown, unreached) => expect(of(mails)).toEqual({ unknown, unreached }));

  it('is nothing of an office that was withdrawn, nor of a reminder once it has answered', () => {
    expect(of([mail('a', 'invitation', 7, 'rejected')], { withdrawn: true }).unreached).toBe(0);
    expect(of([mail('a', 'reminder', 11, 'rejected')], { responseRevision: 1 }).unreached).toBe(0);
    expect(of([mail('a', 'receipt', 11, 'rejected')], { responseRevision: 1 }).unreached).toBe(1);
  });
});
