import { describe, expect, it } from '@jest/globals';
import { type Asker, exampleAttendance, exampleMeeting } from '#contracts';
import {
  attendanceId,
  type AttendanceRecord,
  attendanceOf,
  type Entry,
  entryFrom,
  mustSeeWhoPresides,
  noteOfAttendance,
  openedAttendance,
  registerClosed,
  walkInId,
  withEntry,
} from './attendance.js';
import { cameTo, countHalls, leftBy, type Seat, standingWhereTheyJoin } from './halls.js';

const entry = (entryId: string, at: string, changes: Partial<Entry> = {}): Entry => ({
  entryId,
  state: 'present',
  source: 'live',
  at: `2016-11-23T${at}:00.000Z`,
  recordedBy: 'staff-desk',
  ...changes,
});
const record = (made: readonly Entry[]): AttendanceRecord => ({
  id: 'att-1',
  meetingId: exampleMeeting.id,
  siteId: 'th-50',
  provinceCode: 'TH-50',
  invitationId: 'inv-1',
  revision: 1,
  made,
});

describe('a line of the register', () => {
  it('says what was entered last, whenever that arrived; the other entries stay', () => {
    const made = [entry('b', '07:20', { state: 'absent' }), entry('a', '07:10')];
    expect(attendanceOf(record(made))).toMatchObject({ state: 'absent', entries: 2 });
    const corrected = withEntry(made, entry('c', '07:30', { state: 'represented', people: 3 }));
    expect(attendanceOf(record(corrected ?? []))).toMatchObject({ state: 'represented', people: 3, entries: 3 });
  });

  it('keeps of what an entry leaves out what one before it said, in the order in which they were made', () => {
    const said = (...made: Entry[]) => {
      const { state, people, names, vouchedBy } = attendanceOf(record(made));
      return { state, people, names, vouchedBy };
    };
    const named = entry('a', '07:10', { people: 3, names: 'หนึ่ง', vouchedBy: 'สอง' });
    const all = { people: 3, names: 'หนึ่ง', vouchedBy: 'สอง' };
    const absent = entry('b', '07:20', { state: 'absent' });
    const emptied = entry('c', '07:30', { people: null, names: '' });
    expect(said(named, absent)).toEqual({ ...all, state: 'absent' });
    expect(said(absent, named)).toEqual({ ...all, state: 'absent' });
    expect(said(named, absent, emptied)).toEqual({ state: 'present', vouchedBy: 'สอง' });
    // It had waited for the network since before the names were taken out.
    expect(said(named, emptied, entry('d', '07:25', { names: 'สาม' }))).toEqual({ state: 'present', vouchedBy: 'สอง' });
    expect(said(named, emptied, entry('d', '07:35', { names: 'สาม' }))).toMatchObject({ names: 'สาม' });
  });

  it('loses nothing to somebody who does not see persons: what is empty says nothing, and nobody takes another’s place', () => {
    const as = (role: 'operations' | 'desk'): Asker => ({ kind: 'staff', staffId: 's', role, roles: [role] });
    const here = { provinceCode: 'TH-50' };
    const named = entry('a', '07:10', { names: 'หนึ่ง', vouchedBy: 'สอง' });
    const blank = entry('b', '07:20', { state: 'represented', names: '', vouchedBy: '' });
    const kept = (who: Asker, made: readonly Entry[], next: Entry) =>
      attendanceOf(record([...made, entryFrom(who, here, made, next)]));
    expect(kept(as('operations'), [named], blank)).toMatchObject({
      state: 'represented',
      names: 'หนึ่ง',
      vouchedBy: 'สอง',
    });
    expect(kept(as('desk'), [named], blank)).not.toHaveProperty('names');
    for (const other of [{ names: 'สาม' }, { vouchedBy: 'สาม' }])
      expect(() => kept(as('operations'), [named], { ...blank, ...other })).toThrow(
        expect.objectContaining({ kind: 'forbidden', code: 'withheld-stands' }),
      );
    expect(kept(as('operations'), [], { ...blank, names: 'สาม' })).toMatchObject({ names: 'สาม' });
    expect(kept(as('operations'), [named, { ...blank, entryId: 'c' }], { ...blank, names: 'สาม' })).toMatchObject({
      names: 'สาม',
    });
    const presiding = { name: 'ประธาน' };
    const says = (who: Asker, said?: { name: string }) => () => mustSeeWhoPresides(who, here, presiding, said);
    expect(says(as('operations'), { name: 'อื่น' })).toThrow(expect.objectContaining({ code: 'withheld-stands' }));
    for (const same of [undefined, presiding]) expect(says(as('operations'), same)).not.toThrow();
    expect(says(as('desk'), { name: 'อื่น' })).not.toThrow();
  });

  it('takes the same entry once, and an end to corrections', () => {
    const made = [entry('a', '07:10')];
    expect(withEntry(made, entry('a', '09:00', { state: 'absent' }))).toBeUndefined();
    const many = Array.from({ length: 100 }, (_, index) => entry(`e-${index}`, '07:10'));
    expect(() => withEntry(many, entry('more', '07:11'))).toThrow(
      expect.objectContaining({ code: 'too-many-entries' }),
    );
  });

  it('of whom nobody invited is one of its hall alone, whatever id its sender gave it', () => {
    const here = walkInId({ meetingId: 'm', siteId: 'th-50' }, 'inv-1');
    expect(walkInId({ meetingId: 'm', siteId: 'th-50' }, 'inv-1')).toBe(here);
    expect(walkInId({ meetingId: 'm', siteId: 'th-51' }, 'inv-1')).not.toBe(here);
    expect(attendanceId('m', 'inv-1')).not.toBe(here);
  });

  it('shows persons to those alone who see them', () => {
    const named = { ...exampleAttendance, names: 'หนึ่ง', walkIn: { id: 'w', name: 'สอง', office: 'สำนักงาน' } };
    const as = (role: 'viewer' | 'desk'): Asker => ({ kind: 'staff', staffId: 's', role, roles: [role] });
    expect(openedAttendance(as('desk'), named)).toEqual(named);
    const withheld = openedAttendance(as('viewer'), named);
    expect(JSON.stringify(withheld)).not.toMatch(/หนึ่ง|สอง|staff-desk/);
    expect(withheld).toMatchObject({ withheld: true, walkIn: { office: 'สำนักงาน' } });
  });

  it('is noted with its state, and of persons that they changed', () => {
    const before = attendanceOf(record([entry('a', '07:10')]));
    const after = attendanceOf(record([entry('b', '07:20', { state: 'represented', names: 'หนึ่ง', reason: 'sheet' })]));
    expect(noteOfAttendance(before, after)).toMatchObject({
      what: 'attendance-recorded',
      invitationId: 'inv-1',
      reason: 'sheet',
      changes: [
        { field: 'siteId', after: 'th-50' },
        { field: 'state', before: 'present', after: 'represented' },
        { field: 'names', personal: true },
      ],
    });
    expect(JSON.stringify(noteOfAttendance(before, after))).not.toContain('หนึ่ง');
  });
});

describe('the register of a meeting', () => {
  const { startsAt } = exampleMeeting;
  const before = (hours: number) => new Date(Date.parse(startsAt) - hours * 3_600_000);

  it('is open from the day before, and of a closed meeting only to corrections that say why', () => {
    const code = (status: typeof exampleMeeting.status, now: Date, reason?: string) =>
      registerClosed({ ...exampleMeeting, status }, now, reason)?.code;
    expect(code('announced', before(25))).toBe('meeting-not-begun');
    expect(code('announced', before(24))).toBeUndefined();
    expect(code('closed', before(-48))).toBe('correction-without-reason');
    expect(code('closed', before(-48), 'the sheet came late')).toBeUndefined();
    expect(code('cancelled', before(0))).toBe('meeting-cancelled');
    expect(code('draft', before(0))).toBe('meeting-not-announced');
  });

  it('has a line of an office where it joins now, and all others where they were entered', () => {
    const lines = [
      { siteId: 'th-50', invitationId: 'moved' },
      { siteId: 'th-50', invitationId: 'withdrawn' },
      { siteId: 'th-50' },
    ];
    const siteOf = new Map([['moved', 'th-51']]);
    expect(standingWhereTheyJoin(lines, siteOf).map(({ siteId }) => siteId)).toEqual(['th-51', 'th-50', 'th-50']);
  });

  it('stays where people came whose hall invites nobody any more', () => {
    const walkIn = { id: 'w', office: 'สำนักงาน' };
    const lines = [
      { siteId: 'th-50', state: 'present' as const, people: 2 },
      { siteId: 'th-51', state: 'present' as const, walkIn },
      { siteId: 'th-52', state: 'absent' as const, walkIn },
    ];
    expect(leftBy([{ siteId: 'th-50' }], lines)).toEqual(['th-51']);
    const place = { siteId: 'th-51', siteName: { th: 'ศาลากลาง' }, provinceCode: 'TH-51' };
    expect(countHalls([], lines, [{ siteId: 'th-51', doneAt: startsAt }], undefined, [place])).toMatchObject([
      { siteId: 'th-51', invited: 0, walkIns: 1, people: 1, doneAt: startsAt },
    ]);
  });

  it('counts each hall: whom it expects, who came, and no walk-in that was a mistake', () => {
    const seat = (siteId: string, comes: boolean): Seat => ({
      siteId,
      siteName: { th: siteId },
      provinceCode: siteId === 'th-50' ? 'TH-50' : 'TH-10',
      comes,
    });
    const seats = [seat('th-50', true), seat('th-50', false), seat('th-10', true)];
    const walkIn = { id: 'w', office: 'สำนักงาน' };
    const lines = [
      { siteId: 'th-50', state: 'present' as const, people: 2 },
      { siteId: 'th-50', state: 'excused' as const },
      { siteId: 'th-50', state: 'present' as const, walkIn },
      { siteId: 'th-50', state: 'absent' as const, walkIn },
    ];
    expect(countHalls(seats, lines, [{ siteId: 'th-50', doneAt: startsAt }])).toMatchObject([
      { siteId: 'th-10', invited: 1, expected: 1, people: 0 },
      {
        siteId: 'th-50',
        invited: 2,
        expected: 1,
        byState: { present: 1, represented: 0, absent: 0, excused: 1 },
        walkIns: 1,
        people: 3,
        doneAt: startsAt,
      },
    ]);
    const counted = new Map([['th-50', { of: 1, seated: 2, waiting: 1 }]]);
    expect(countHalls(seats, lines, [], counted).map((hall) => hall.seats)).toEqual([
      undefined,
      { of: 1, seated: 2, waiting: 1 },
    ]);
  });
});

describe('who came', () => {
  const office = (id: string, siteId: string, comes: boolean) => ({ id, siteId, comes });
  const offices = [
    office('d', 'kept', true),
    office('c', 'kept', false),
    office('b', 'kept', true),
    office('a', 'open', true),
    office('e', 'open', false),
    office('f', 'done', true),
    office('g', 'kept', true),
  ];
  it('is told by the register of a hall where one is kept, else by what offices said', () => {
    const lines = [
      { siteId: 'kept', invitationId: 'd', state: 'absent' },
      { siteId: 'kept', invitationId: 'c', state: 'represented' },
      { siteId: 'kept', invitationId: 'b', state: 'present' },
      { siteId: 'kept', invitationId: undefined, state: 'present' },
    ] as const;
    expect(
      cameTo(offices, lines, [{ siteId: 'done', doneAt: '2016-11-23T10:00:00.000Z' }, { siteId: 'open' }]),
    ).toEqual(['a', 'b', 'c']);
    expect(cameTo(offices, [], [])).toEqual(['a', 'b', 'd', 'f', 'g']);
  });
});
