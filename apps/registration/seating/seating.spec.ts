import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exampleInvitation, exampleResponse, type Response } from '#contracts';
import { type InvitationRecord } from '../invitation/invitation.module.js';
import {
  beginHall,
  type Claim,
  claimOf,
  claimSeats,
  factsOfSeats,
  fill,
  noSeats,
  seatedIn,
  seatOf,
  type Seats,
  waitingIn,
} from './seating.js';

const at = '2016-11-09T03:00:00.000Z';
const claim = (invitationId: string, people: number): Claim => ({
  invitationId,
  organisationId: `office-${invitationId}`,
  provinceCode: 'TH-50',
  people,
});
const after = (limit: number | undefined, ...claims: readonly (readonly [string, number])[]): Seats =>
  claims.reduce<Seats>((hall, [id, people]) => claimSeats(hall, limit, claim(id, people), at), noSeats);
const shown = ({ seated, waiting }: Seats) =>
  `${seated.map(({ invitationId, people }) => `${invitationId}${people}`).join(' ')} | ${waiting
    .map(({ invitationId, people }) => `${invitationId}${people}`)
    .join(' ')}`.trim();

describe('a hall', () => {
  it.each([
    [
      'seats who comes while there is room',
      4,
      [
        ['a', 2],
        ['b', 2],
      ],
      'a2 b2 |',
    ],
    [
      'seats all where it has no number of seats',
      undefined,
      [
        ['a', 20],
        ['b', 20],
      ],
      'a20 b20 |',
    ],
    [
      'lets a delegation wait whole for which there is not room for all',
      3,
      [
        ['a', 2],
        ['b', 2],
      ],
      'a2 | b2',
    ],
    [
      'lets nobody pass whoever waits',
      3,
      [
        ['a', 2],
        ['b', 2],
        ['c', 1],
      ],
      'a2 | b2 c1',
    ],
    [
      'gives a freed seat to the first who waits',
      2,
      [
        ['a', 2],
        ['b', 1],
        ['c', 2],
        ['a', 0],
      ],
      'b1 | c2',
    ],
    [
      'gives freed seats to all for whom there is room',
      2,
      [
        ['a', 2],
        ['b', 1],
        ['c', 1],
        ['a', 0],
      ],
      'b1 c1 |',
    ],
    [
      'keeps the place of whoever waits with fewer',
      2,
      [
        ['a', 2],
        ['b', 2],
        ['c', 1],
        ['b', 1],
        ['a', 0],
      ],
      'b1 c1 |',
    ],
    [
      'keeps the place of whoever waits with more',
      2,
      [
        ['a', 2],
        ['b', 1],
        ['c', 1],
        ['b', 2],
        ['a', 0],
      ],
      'b2 | c1',
    ],
    [
      'frees what a smaller delegation leaves',
      3,
      [
        ['a', 3],
        ['b', 1],
        ['a', 2],
      ],
      'a2 b1 |',
    ],
    [
      'keeps the seats of an office that wants more than there is room for',
      3,
      [
        ['a', 1],
        ['b', 2],
        ['a', 2],
      ],
      'a1 b2 | a2',
    ],
    [
      'seats the rest of it when there is room',
      3,
      [
        ['a', 1],
        ['b', 2],
        ['a', 2],
        ['b', 1],
      ],
      'a2 b1 |',
    ],
    [
      'forgets what it wanted when it wants no more',
      3,
      [
        ['a', 1],
        ['b', 2],
        ['a', 2],
        ['a', 1],
      ],
      'a1 b2 |',
    ],
    [
      'forgets who declines while waiting',
      2,
      [
        ['a', 2],
        ['b', 1],
        ['c', 2],
        ['b', 0],
      ],
      'a2 | c2',
    ],
    [
      'is passed by nobody because of one that is larger than it',
      2,
      [
        ['a', 3],
        ['b', 1],
        ['c', 1],
        ['d', 1],
      ],
      'b1 c1 | a3 d1',
    ],
  ] as const)('%s', (_title, limit, claims, expected) => {
    expect(shown(after(limit, ...claims))).toBe(expected);
  });

  it('seats the next when it has more seats, and takes none from anybody when it has fewer', () => {
    const hall = after(2, ['a', 2], ['b', 2], ['c', 1]);
    expect(shown(fill(hall, 4))).toBe('a2 b2 | c1');
    expect(shown(fill(hall, 1))).toBe('a2 | b2 c1');
    expect(shown(fill(hall))).toBe('a2 b2 c1 |');
    expect(seatedIn(fill(hall, 1))).toBe(2);
  });

  it('says what it holds for an office, and where it stands on the waiting list', () => {
    const hall = after(3, ['a', 1], ['b', 2], ['c', 1], ['a', 2]);
    expect(seatOf(hall, 'a')).toEqual({ state: 'seated', people: 1, wants: 2, place: 2 });
    expect(seatOf(hall, 'b')).toEqual({ state: 'seated', people: 2 });
    expect(seatOf(hall, 'c')).toEqual({ state: 'waiting', people: 1, place: 1 });
    expect(seatOf(hall, 'd')).toBeUndefined();
    expect(waitingIn(hall)).toBe(2);
  });

  it('tells of each office whose seat has changed, and of no other', () => {
    const before = after(2, ['a', 2], ['b', 1], ['c', 2]);
    const facts = factsOfSeats({ meetingId: 'm', siteId: 's' }, before, claimSeats(before, 2, claim('a', 0), at));
    expect(facts.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        invitationId: 'b',
        seat: { state: 'seated', people: 1 },
        previous: { state: 'waiting', people: 1 },
      }),
      expect.not.objectContaining({ seat: expect.anything() }),
    ]);
    expect(facts.map(({ note }) => note?.changes)).toEqual([
      [{ field: 'seat', before: 'waiting', after: 'seated' }],
      [
        { field: 'siteId', before: 's' },
        { field: 'seat', before: 'seated' },
        { field: 'people', before: 2 },
      ],
    ]);
  });
});

const answered = (id: string, people: number, enteredAt: string): InvitationRecord => {
  const response: Response = {
    ...exampleResponse,
    enteredAt,
    attendees: Array.from({ length: people }, () => ({ name: id })),
  };
  const { response: _response, ...invitation } = exampleInvitation;
  return { ...invitation, id, linkVersion: 1, responses: [response] };
};
const { siteId } = exampleInvitation.organisation;

describe('a hall whose seats begin to be counted', () => {
  const records = [
    answered('late', 1, '2016-11-10T03:00:00.000Z'),
    answered('first', 2, '2016-11-08T03:00:00.000Z'),
    answered('second', 2, '2016-11-09T03:00:00.000Z'),
  ];
  it('goes by the order in which answers were entered', () => {
    expect(shown(beginHall(records, siteId, 3, undefined))).toBe('first2 | second2 late1');
  });
  it('has a seat for whoever had answered before they were counted', () => {
    expect(shown(beginHall(records, siteId, 3, '2016-11-09T12:00:00.000Z'))).toBe('first2 second2 | late1');
  });
  it('takes whoever came from another hall since for one who has just arrived', () => {
    const moved = records.map((each) =>
      each.id === 'first' ? { ...each, movedAt: '2016-11-11T03:00:00.000Z' } : each,
    );
    expect(shown(beginHall(moved, siteId, 3, '2016-11-09T12:00:00.000Z'))).toBe('second2 late1 | first2');
  });
  it('holds nothing for who declines, is withdrawn or joins elsewhere', () => {
    const [record] = records;
    if (record === undefined) throw new Error('none');
    expect(claimOf(record, siteId).people).toBe(1);
    expect(claimOf({ ...record, status: 'withdrawn' }, siteId).people).toBe(0);
    expect(claimOf(record, 'th-99').people).toBe(0);
    expect(claimOf({ ...record, responses: [] }, siteId).people).toBe(0);
    const declined: Response = { ...exampleResponse, answer: 'decline', attendees: [] };
    expect(claimOf({ ...record, responses: [declined] }, siteId).people).toBe(0);
  });
});

describe('whatever offices say, one after the other', () => {
  const office = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const said = fc.array(fc.tuple(office, fc.integer({ min: 0, max: 4 })), { maxLength: 40 });

  it('never seats more than the hall has, and seats all that come or lets them wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), said, (limit, claims) => {
        const hall = after(limit, ...claims);
        expect(seatedIn(hall)).toBeLessThanOrEqual(limit);
        const wanted = [...new Map(claims)].filter(([, people]) => people > 0);
        expect(wanted.map(([id]) => id).filter((id) => seatOf(hall, id) === undefined)).toEqual([]);
        expect(seatedIn(hall) + waitingIn(hall)).toBe(wanted.reduce((sum, [, people]) => sum + people, 0));
      }),
    );
  });

  it('takes no seat from anybody, and lets nobody who arrives later pass one that the hall could seat', () => {
    const change = fc.oneof(
      fc.record({ id: office, people: fc.integer({ min: 0, max: 4 }) }),
      fc.record({ limit: fc.integer({ min: 1, max: 8 }) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        let [hall, limit]: [Seats, number] = [noSeats, 4];
        for (const each of changes) {
          const before = hall;
          if ('limit' in each) limit = each.limit;
          hall = 'limit' in each ? fill(hall, limit) : claimSeats(hall, limit, claim(each.id, each.people), at);
          const who = 'id' in each ? each.id : undefined;
          for (const { invitationId, people } of before.seated)
            if (invitationId !== who) expect(seatOf(hall, invitationId)?.people ?? 0).toBeGreaterThanOrEqual(people);
          if (seatedIn(hall) > limit) expect(seatedIn(hall)).toBeLessThanOrEqual(seatedIn(before));
          const still = hall.waiting.filter(({ people }) => people <= limit).map(({ invitationId }) => invitationId);
          const [next] = still;
          const passed = before.waiting
            .map(({ invitationId }) => invitationId)
            .slice(
              0,
              Math.max(
                0,
                before.waiting.findIndex(({ invitationId }) => invitationId === next),
              ),
            );
          if (next !== undefined && before.waiting.some(({ invitationId }) => invitationId === next))
            for (const { invitationId } of before.waiting)
              if (invitationId !== who && !passed.includes(invitationId))
                expect(seatOf(hall, invitationId)?.people).toBe(seatOf(before, invitationId)?.people);
        }
      }),
    );
  });
});
