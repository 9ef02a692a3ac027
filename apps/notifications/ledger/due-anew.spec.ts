import { describe, expect, it } from '@jest/globals';
import { type Delivery } from './delivery.js';
import { deliveryOf } from './new-delivery.js';
import { addressKey, sameAddress } from '../mail/mail.module.js';
import { isDueAnew, nextOrdinal } from './due-anew.js';

type Fields = {
  readonly state: Delivery['state'];
  readonly address?: string;
  readonly cancelReason?: string;
  readonly attempts?: number;
  readonly sendTo?: string;
  readonly past?: Delivery['past'];
};
const mails = (...list: readonly Fields[]): Delivery[] =>
  list.map(
    (fields, index) =>
      ({
        ...deliveryOf(
          {
            meetingId: 'm',
            recipientId: 'r',
            kind: 'invitation',
            ordinal: index + 1,
            language: 'th',
            dueAt: '2016-11-07T02:00:00.000Z',
          },
          'c',
        ),
        ...fields,
      }) as Delivery,
  );
const [a, b] = ['a@x.example', 'b@x.example'];

describe('a mail that a recipient is to have', () => {
  it.each([
    ['there is none yet', [], b, true],
    ['there is none yet and no address: it is noted so', [], undefined, true],
    ['it went to another address', [{ state: 'accepted', address: a }], b, true],
    ['it may have gone to another address', [{ state: 'unknown', address: a }], b, true],
    ['it is being handed over at another address', [{ state: 'submitting', address: a }], b, true],
    ['it is in hand, to an address that was read before', [{ state: 'claimed' }], b, true],
    ['it went there already', [{ state: 'accepted', address: b }], b, false],
    ['it went there already, spelled otherwise', [{ state: 'accepted', address: 'B@X.EXAMPLE' }], b, false],
    ['it still waits', [{ state: 'planned' }], b, false],
    ['it waits for another try at another address', [{ state: 'retry-wait', address: a }], b, false],
    ['it was refused at another address', [{ state: 'rejected', address: a }], b, true],
    ['it was refused there', [{ state: 'rejected', address: b }], b, false],
    ['it had no address', [{ state: 'cancelled', cancelReason: 'no-address' }], b, true],
    ['it had none and still has none', [{ state: 'cancelled', cancelReason: 'no-address' }], undefined, false],
    ['the address was taken away', [{ state: 'accepted', address: a }], undefined, false],
    [
      'the address came back',
      [
        { state: 'accepted', address: a },
        { state: 'accepted', address: b },
      ],
      a,
      false,
    ],
    [
      'the address came back where it was refused',
      [
        { state: 'rejected', address: a },
        { state: 'accepted', address: b },
      ],
      a,
      true,
    ],
    ['the invitation stands again', [{ state: 'cancelled', cancelReason: 'withdrawn' }], b, true],
    ['it was too late', [{ state: 'cancelled', cancelReason: 'too-late' }], b, false],
    [
      'it went there, and staff sent it to somebody else in vain',
      [{ state: 'rejected', address: a, sendTo: a, past: [{ address: b, leftAt: '2016-11-07T02:00:00.000Z' }] }],
      b,
      false,
    ],
    [
      'it went there, and staff are sending it to somebody else',
      [{ state: 'planned', sendTo: a, past: [{ address: b, leftAt: '2016-11-07T02:00:00.000Z' }] }],
      b,
      false,
    ],
    [
      'it went elsewhere, and staff are sending it to somebody else',
      [{ state: 'planned', sendTo: a, past: [{ address: 'c@x.example', leftAt: '2016-11-07T02:00:00.000Z' }] }],
      b,
      true,
    ],
    [
      'it was refused there, and staff are sending it to somebody else',
      [{ state: 'retry-wait', sendTo: a, address: a, past: [{ address: b }] }],
      b,
      false,
    ],
    [
      'staff are sending it there',
      [{ state: 'planned', sendTo: b, past: [{ address: a, leftAt: '2016-11-07T02:00:00.000Z' }] }],
      b,
      false,
    ],
    [
      'the last one was one too many',
      [
        { state: 'accepted', address: a },
        { state: 'cancelled', cancelReason: 'superseded' },
      ],
      a,
      false,
    ],
  ] as const)('is due anew or not when %s', (_name, list, address, expected) => {
    expect(isDueAnew({ mails: mails(...list), address })).toBe(expected);
  });

  it('is taken to have gone where the recipient was reached, when it did not note where', () => {
    const old = mails({ state: 'accepted', attempts: 1 });
    expect(isDueAnew({ mails: old, address: a, knownBefore: a })).toBe(false);
    expect(isDueAnew({ mails: old, address: b, knownBefore: a })).toBe(true);
  });

  it('has an ordinal of its own', () => {
    expect(nextOrdinal([])).toBe(1);
    expect(nextOrdinal(mails({ state: 'accepted' }), 3)).toBe(3);
    expect(nextOrdinal(mails({ state: 'accepted' }, { state: 'accepted' }, { state: 'accepted' }), 2)).toBe(4);
  });
});

describe('two addresses are one mailbox', () => {
  it.each([
    ['Office@X.Example', 'office@x.example', true],
    [' office@x.example', 'office@x.example', true],
    ['office@ไทย.example', 'office@xn--o3cw4h.example', true],
    ['office@x.example', 'officer@x.example', false],
    ['office@x.example', 'office@y.example', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(sameAddress(one, other)).toBe(same);
    expect(addressKey(one) === addressKey(other)).toBe(same);
  });

  it('none is none', () => {
    expect(sameAddress(undefined, undefined)).toBe(true);
    expect(sameAddress('a@x.example', undefined)).toBe(false);
  });
});
