import { describe, expect, it } from '@jest/globals';
import { exampleCheck, exampleSite } from '#contracts';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { appointmentDueAnew, type NoticeKind, noticeOrdinal, occasionOf } from './appointment-notice.js';

type Fields = {
  readonly kind?: NoticeKind;
  readonly ordinal: number;
  readonly checkId?: string;
  readonly revision?: number;
  readonly startsAt?: string;
  readonly state?: Delivery['state'];
  readonly address?: string;
};
const mail = ({
  kind = 'appointment',
  ordinal,
  checkId = exampleCheck.id,
  revision = 1,
  startsAt = exampleCheck.startsAt,
  state = 'accepted',
  address = 'hall@x.example',
}: Fields): Delivery =>
  ({
    ...deliveryOf(
      {
        meetingId: 'm',
        recipientId: 's',
        kind,
        ordinal,
        language: 'th',
        dueAt: '2016-11-07T02:00:00.000Z',
        content: {
          appointment: {
            siteName: exampleSite.name,
            startsAt,
            endsAt: startsAt,
            room: 1,
            occasion: 'first',
            checkId,
            revision,
          },
        },
      },
      'c',
    ),
    address,
    state,
  }) as Delivery;
const booked = (appointment: number, revision: number, id = exampleCheck.id) => ({
  check: { ...exampleCheck, id, appointment },
  revision,
});

describe('the mail about what happened to a check', () => {
  it('has the count of its appointment, and is planned once', () => {
    expect(noticeOrdinal('appointment', booked(1, 1), [])).toBe(1);
    expect(noticeOrdinal('appointment', booked(1, 1), [mail({ ordinal: 1 })])).toBeUndefined();
    expect(noticeOrdinal('appointment', booked(2, 2), [mail({ ordinal: 1 })])).toBe(2);
  });

  it('is not planned for an event that a newer one of the check has overtaken', () => {
    expect(noticeOrdinal('appointment', booked(1, 1), [mail({ ordinal: 2, revision: 2 })])).toBeUndefined();
  });

  it('is a mail of its own when counts repeat after a restored copy', () => {
    const before = [mail({ ordinal: 1 }), mail({ ordinal: 2, revision: 2 })];
    expect(noticeOrdinal('appointment', booked(2, 1_000_002), before)).toBe(3);
    expect(noticeOrdinal('appointment', booked(1, 1_000_001), before)).toBe(3);
  });

  it('of a cancellation has the ordinal of the appointment that it takes away', () => {
    expect(noticeOrdinal('appointment-cancelled', booked(1, 3), [mail({ ordinal: 3, revision: 2 })])).toBe(3);
    expect(noticeOrdinal('appointment-cancelled', booked(2, 3), [])).toBe(2);
    expect(
      noticeOrdinal('appointment-cancelled', booked(1, 3), [
        mail({ ordinal: 1 }),
        mail({ kind: 'appointment-cancelled', ordinal: 1, revision: 3 }),
      ]),
    ).toBeUndefined();
  });

  it('leaves the mails of the site’s other checks alone', () => {
    expect(noticeOrdinal('appointment', booked(2, 1, 'other'), [mail({ ordinal: 1, revision: 7 })])).toBe(2);
  });

  it.each([
    [{ moved: true, follows: undefined }, 'moved'],
    [{ moved: false, follows: undefined }, 'first'],
    [{ moved: false, follows: 'failed' }, 'recheck'],
    [{ moved: false, follows: 'no-show' }, 'missed'],
    [{ moved: false, follows: 'cancelled' }, 'anew'],
  ] as const)('says what it comes after: %j is %s', (what, occasion) => {
    expect(occasionOf(what)).toBe(occasion);
  });
});

describe('a site that is reached elsewhere now', () => {
  it('gets its present appointment there, once', () => {
    expect(
      appointmentDueAnew(
        [mail({ ordinal: 1 }), mail({ ordinal: 2, revision: 2, startsAt: '2016-11-15T02:00:00.000Z' })],
        ['new@x.example'],
      ),
    ).toMatchObject([{ ordinal: 3, appointment: { startsAt: '2016-11-15T02:00:00.000Z' } }]);
    expect(
      appointmentDueAnew([mail({ ordinal: 1 }), mail({ ordinal: 2, address: 'new@x.example' })], ['new@x.example']),
    ).toStrictEqual([]);
    expect(
      appointmentDueAnew([mail({ ordinal: 1 }), mail({ ordinal: 2, address: 'new@x.example' })], ['hall@x.example']),
    ).toStrictEqual([]);
  });

  it('gets nothing of what was cancelled, still waits, or never was', () => {
    expect(
      appointmentDueAnew(
        [mail({ ordinal: 1 }), mail({ kind: 'appointment-cancelled', ordinal: 1, revision: 2 })],
        ['new@x.example'],
      ),
    ).toStrictEqual([]);
    expect(appointmentDueAnew([mail({ ordinal: 1, state: 'planned' })], ['new@x.example'])).toStrictEqual([]);
    expect(appointmentDueAnew([], ['new@x.example'])).toStrictEqual([]);
  });
});
