import { describe, expect, it } from '@jest/globals';
import { exampleAttendance } from '#contracts';
import { asSent, lineOf, readWaiting, type Waiting } from './waiting.js';

const made = (entryId: string, state: 'present' | 'absent', madeAt = 1_000): Waiting => ({
  request: { meetingId: 'm', siteId: 'th-50', entryId, invitationId: 'inv-1', state },
  madeAt,
});

describe('entries that wait for the network', () => {
  it('are read back as they were kept; what is none is left out', () => {
    const kept = [made('a', 'present'), made('b', 'absent')];
    expect(readWaiting(JSON.stringify(kept))).toEqual(kept);
    for (const each of [undefined, '', '{', '7', '[null, 3, {"x": 1}]']) expect(readWaiting(each)).toEqual([]);
  });

  it('say how long they waited, within what Sala takes', () => {
    expect(asSent(made('a', 'present', 1_000), 61_000)).toMatchObject({ entryId: 'a', agoMs: 60_000 });
    // This machine's clock was put back meanwhile.
    expect(asSent(made('a', 'present', 1_000), 0).agoMs).toBe(0);
    expect(asSent(made('a', 'present', 0), 30 * 86_400_000).agoMs).toBe(7 * 86_400_000);
  });

  it('are what the line shows until Sala has them, but for those that it refused', () => {
    expect(lineOf('inv-1', exampleAttendance, [])).toMatchObject({ state: 'present', people: 2, waits: false });
    const later = [made('a', 'present'), made('b', 'absent')];
    expect(lineOf('inv-1', exampleAttendance, later)).toMatchObject({ state: 'absent', waits: true });
    expect(lineOf('inv-1', exampleAttendance, [{ ...made('b', 'absent'), refused: 'no' }])).toMatchObject({
      state: 'present',
      waits: false,
    });
    expect(lineOf('inv-2', undefined, later)).toEqual({ waits: false });
  });

  it('say no more than was entered: the rest of the line stays as Sala or an earlier one has it', () => {
    const more = made('a', 'present');
    const waiting = [{ ...more, request: { ...more.request, names: 'หนึ่ง', people: null } }, made('b', 'absent')];
    expect(lineOf('inv-1', { ...exampleAttendance, vouchedBy: 'สอง' }, waiting)).toEqual({
      state: 'absent',
      people: null,
      names: 'หนึ่ง',
      vouchedBy: 'สอง',
      waits: true,
    });
  });
});
