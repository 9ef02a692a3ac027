import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind } from '#contracts';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { goesTo, saidThere, toldThere } from './at-address.js';

const dueAt = '2016-11-07T02:00:00.000Z';
type At = { readonly kind?: DeliveryKind; readonly alsoTo?: string; readonly ordinal?: number };
const mail = ({ kind = 'meeting-changed', alsoTo, ordinal = 3 }: At = {}): Delivery =>
  deliveryOf(
    { meetingId: 'm', recipientId: 'a', kind, ordinal, language: 'th', dueAt, ...(alsoTo && { alsoTo }) },
    'c',
  );
const left = (delivery: Delivery, address: string): Delivery => ({
  ...delivery,
  state: 'accepted',
  acceptedAt: dueAt,
  submittedAt: dueAt,
  attempts: 1,
  address,
});
const claimed = (delivery: Delivery): Delivery => ({
  ...delivery,
  state: 'claimed',
  claim: { worker: 'w', fence: 1, until: dueAt },
});
const [records, coordinator] = ['records@x.example', 'c@x.example'];
/** Reminders go to the coordinator, all else to the records first. */
const to = goesTo((kind) => (kind === 'reminder' ? coordinator : records));

describe('an office that is written to at several addresses', () => {
  it.each<[string, Delivery, string, Delivery[], number]>([
    [
      'its own mail knows what went to other addresses of its own',
      mail(),
      records,
      [left(mail({ kind: 'reminder' }), coordinator)],
      1,
    ],
    ['its own mail knows nothing of those to further addresses', mail(), records, [mail({ alsoTo: coordinator })], 0],
    ['but of those to the address that it goes to now', mail(), coordinator, [mail({ alsoTo: coordinator })], 1],
    [
      'a further address knows what went there',
      mail({ alsoTo: coordinator }),
      coordinator,
      [left(mail({ kind: 'reminder' }), coordinator)],
      1,
    ],
    ['and what is on its way there', mail({ alsoTo: coordinator }), coordinator, [mail({ kind: 'reminder' })], 1],
    [
      'and nothing of what the records got',
      mail({ alsoTo: coordinator }),
      coordinator,
      [left(mail({ kind: 'invitation', ordinal: 1 }), records)],
      0,
    ],
  ])('%s', (_what, delivery, address, others, told) =>
    expect(toldThere(delivery, { address, others, to })).toHaveLength(told),
  );

  it.each<[string, Delivery, string, Delivery[], 'superseded' | 'wait' | undefined]>([
    [
      'one of its own, one of the coordinator',
      mail({ alsoTo: coordinator }),
      coordinator,
      [left(mail(), records)],
      undefined,
    ],
    [
      'none where its own went there',
      mail({ alsoTo: coordinator }),
      coordinator,
      [left(mail(), coordinator)],
      'superseded',
    ],
    [
      'none where its own goes there',
      mail({ alsoTo: coordinator }),
      coordinator,
      [{ ...mail(), sendTo: coordinator }],
      'superseded',
    ],
    [
      'it waits for its own that is in hand for there',
      mail({ alsoTo: coordinator }),
      coordinator,
      [claimed({ ...mail(), sendTo: coordinator })],
      'wait',
    ],
    [
      'not its own where the further one went there',
      mail(),
      coordinator,
      [left(mail({ alsoTo: coordinator }), coordinator)],
      'superseded',
    ],
    ['its own before the further one', mail(), coordinator, [mail({ alsoTo: coordinator })], undefined],
    [
      'another change of the meeting is another reason',
      mail({ alsoTo: coordinator, ordinal: 4 }),
      coordinator,
      [left(mail(), coordinator)],
      undefined,
    ],
    [
      'what staff send again goes',
      { ...mail({ alsoTo: coordinator }), generation: 2 },
      coordinator,
      [left(mail(), coordinator)],
      undefined,
    ],
  ])('gets one mail for one reason at each: %s', (_what, delivery, address, others, outcome) =>
    expect(saidThere(delivery, address, toldThere(delivery, { address, others, to }))).toBe(outcome),
  );
});
