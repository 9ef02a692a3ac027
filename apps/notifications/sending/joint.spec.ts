import { describe, expect, it } from '@jest/globals';
import { type Delivery, deliveryOf, type NewDelivery } from '../ledger/ledger.module.js';
import { companions, mayJoin } from './joint.js';

const dueAt = '2016-11-11T02:00:00.000Z';
const mail = (recipientId: string, changes: Partial<NewDelivery> = {}): Delivery =>
  deliveryOf({ meetingId: 'm', recipientId, kind: 'reminder', ordinal: 2, language: 'th', dueAt, ...changes }, 'c');
const shared = 'one@x.example';
const left: Delivery = { ...mail('b'), state: 'accepted', acceptedAt: dueAt };

describe('offices that share an address', () => {
  it.each<[string, Delivery, readonly Delivery[], readonly string[]]>([
    ['nobody beside it, where there is none', mail('a'), [], ['a']],
    ['those whose mails for the same reason wait', mail('b'), [mail('c'), mail('a')], ['a', 'b', 'c']],
    ['none that has left, as it went before', mail('a'), [left], ['a']],
    [
      'none that is for another reason',
      mail('a'),
      [mail('b', { ordinal: 3 }), mail('c', { kind: 'invitation' })],
      ['a'],
    ],
    ['none of another meeting', mail('a'), [mail('b', { meetingId: 'other' })], ['a']],
    ['none that is not due yet', mail('a'), [mail('b', { dueAt: '2016-11-12T02:00:00.000Z' })], ['a']],
    ['none that staff send somewhere', mail('a'), [mail('b', { sendTo: shared })], ['a']],
    ['none that waits for people', mail('a'), [{ ...mail('b'), state: 'overdue' }], ['a']],
    ['none that is reached elsewhere by now', mail('a'), [mail('b'), mail('elsewhere')], ['a', 'b']],
    ['one for which it is a further address', mail('a'), [mail('b', { alsoTo: shared })], ['a', 'b']],
  ])('get one mail for them all, with %s', (_what, delivery, all, names) => {
    const addressOf = ({ recipientId }: Delivery) => (recipientId === 'elsewhere' ? 'other@x.example' : shared);
    const together = companions(delivery, { address: shared.toUpperCase(), all, addressOf, now: dueAt });
    expect(together.map(({ recipientId }) => recipientId)).toEqual(names);
  });

  it('agree on who carries the others, whichever of them asks', () => {
    const all = ['c', 'a', 'b'].map((each) => mail(each));
    const lead = all.map(
      (delivery) => companions(delivery, { address: shared, all, addressOf: () => shared, now: dueAt })[0]?.recipientId,
    );
    expect(lead).toEqual(['a', 'a', 'a']);
  });

  it('get what is one office’s alone by itself', () => {
    expect(mayJoin(mail('a', { kind: 'receipt' }))).toBe(false);
    expect(mayJoin({ ...mail('a'), generation: 2 })).toBe(false);
    const toSite = { cancelled: { reason: 'x', siteName: { th: 'ศาลากลาง' } } };
    expect(mayJoin(mail('a', { kind: 'meeting-cancelled', content: toSite }))).toBe(false);
    expect(mayJoin(mail('a'))).toBe(true);
  });
});
