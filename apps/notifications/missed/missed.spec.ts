import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind } from '#contracts';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { missedOf } from './missed.js';

type Became = 'left' | 'refused' | 'left-out' | 'planned' | 'answered';
const mail = (kind: DeliveryKind, day: number, address: string, became: Became, alsoTo?: string): Delivery => {
  const dueAt = `2016-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
  const planned = deliveryOf(
    { meetingId: 'm', recipientId: 'a', kind, ordinal: day, language: 'th', dueAt, ...(alsoTo && { alsoTo }) },
    'c',
  );
  switch (became) {
    case 'planned':
      return planned;
    case 'left':
      return { ...planned, state: 'accepted', acceptedAt: dueAt, submittedAt: dueAt, attempts: 1, address };
    case 'refused':
      return { ...planned, state: 'rejected', lastError: '550 5.1.1', attempts: 1, submittedAt: dueAt, address };
    case 'left-out':
      return { ...planned, state: 'cancelled', cancelReason: 'bad-address' };
    default:
      return { ...planned, state: 'cancelled', cancelReason: 'answered' };
  }
};
const [bad, good] = ['bad@x.example', 'good@x.example'];

describe('what an office has missed at an address that proved bad', () => {
  it.each<[string, readonly Delivery[], readonly string[]]>([
    ['the invitation that was refused', [mail('invitation', 7, bad, 'refused')], ['invitation']],
    ['one that left for it and was not read', [mail('invitation', 7, bad, 'left')], ['invitation']],
    ['one that was left out for it', [mail('reminder', 11, bad, 'left-out')], ['reminder']],
    [
      'nothing that another of its addresses got',
      [mail('invitation', 7, bad, 'refused'), mail('invitation', 7, good, 'left', good)],
      [],
    ],
    [
      'nothing that is on its way to another',
      [mail('invitation', 7, bad, 'refused'), mail('invitation', 7, good, 'planned', good)],
      [],
    ],
    ['nothing that was not sent for another reason', [mail('reminder', 11, bad, 'answered')], []],
    [
      'the last of several reminders',
      [mail('reminder', 11, bad, 'refused'), mail('reminder', 15, bad, 'left-out')],
      ['reminder'],
    ],
    [
      'no reminder beside its invitation, which says more',
      [
        mail('invitation', 7, bad, 'left'),
        mail('reminder', 11, bad, 'refused'),
        mail('day-before', 22, bad, 'left-out'),
      ],
      ['invitation', 'day-before'],
    ],
    ['no old one where a newer came', [mail('reminder', 11, bad, 'refused'), mail('reminder', 15, good, 'left')], []],
  ])('is %s', (_what, mails, kinds) =>
    expect(missedOf(mails, (address) => address === bad).map(({ kind }) => kind)).toStrictEqual(kinds),
  );
});
