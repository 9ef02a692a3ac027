import { expect, it } from '@jest/globals';
import { type Delivery, deliveryOf, mailKeyOf } from '../ledger/ledger.module.js';
import { mailedAddress } from './mailed-address.js';

const dueAt = '2016-11-07T02:00:00.000Z';
const first: Delivery = {
  ...deliveryOf({ meetingId: 'm', recipientId: 'a', kind: 'invitation', ordinal: 1, language: 'th', dueAt }, 'c'),
  state: 'accepted',
  acceptedAt: dueAt,
  address: 'now@a.example',
};
const again: Delivery = { ...first, generation: 2 };
const past = [{ address: 'before@a.example', leftAt: dueAt }];

it.each<[string, Delivery, string, string | undefined]>([
  ['where the mail went', first, mailKeyOf(first), 'now@a.example'],
  ['where it went again', { ...again, past }, mailKeyOf(again), 'now@a.example'],
  ['where it went before', { ...again, past }, mailKeyOf(first), 'before@a.example'],
  ['nothing where that was not kept', { ...again, past: [] }, mailKeyOf(first), undefined],
  ['nothing of a key that is not its own', first, '0'.repeat(32), undefined],
])('an address that is called wrong is %s', (_what, delivery, key, address) =>
  expect(mailedAddress(delivery, key)).toBe(address),
);
