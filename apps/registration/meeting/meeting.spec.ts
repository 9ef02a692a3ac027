import { describe, expect, it } from '@jest/globals';
import { exampleMeetingDraft, MeetingCancelled, MeetingDraft } from '#contracts';
import { isProblemCode, problemText } from '#words';
import { AppError } from '#platform';
import { answersUntil } from './answering.js';
import { announceMeeting, cancelMeeting, closeMeeting, meetingOf, type MeetingRecord } from './meeting.js';
import { extendDeadline } from './meeting-change.js';
import { assertSameDraft, draftMeeting } from './meeting-draft.js';
import { assertSaneTimes } from './meeting-times.js';

const now = new Date('2016-11-07T02:00:00.000Z');
const draft = draftMeeting(exampleMeetingDraft, undefined, now);
const announced: MeetingRecord = { ...draft, status: 'announced', revision: 2, announcedAt: now.toISOString() };
const cancelled: MeetingRecord = { ...announced, status: 'cancelled', revision: 3 };
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a new meeting', () => {
  it('is a draft with its instants in one form', () => {
    expect(draftMeeting({ ...exampleMeetingDraft, replyBy: '2016-11-18T16:59:59Z' }, undefined, now)).toMatchObject({
      status: 'draft',
      revision: 1,
      replyBy: '2016-11-18T16:59:59.000Z',
    });
  });

  it('may be handed in again, also after its deadline was extended', () => {
    assertSameDraft(announced, exampleMeetingDraft);
    assertSameDraft(
      {
        ...announced,
        replyBy: '2016-11-20T16:59:59.000Z',
        extensions: [{ at: now.toISOString(), replyBy: draft.replyBy }],
      },
      exampleMeetingDraft,
    );
  });

  const twice = {
    ...announced,
    replyBy: '2016-11-21T16:59:59.000Z',
    extensions: [
      { at: '2016-11-10T00:00:00.000Z', replyBy: draft.replyBy },
      { at: '2016-11-12T00:00:00.000Z', replyBy: '2016-11-20T16:59:59.000Z' },
    ],
  };
  it.each([
    ['the deadline that it was created with', twice, draft.replyBy, true],
    ['its present deadline', twice, twice.replyBy, true],
    ['a deadline between them', twice, '2016-11-20T16:59:59.000Z', false],
    ['an earlier deadline than ever', twice, '2016-11-15T16:59:59.000Z', false],
    ['an earlier deadline', announced, '2016-11-15T16:59:59.000Z', false],
    ['an earlier deadline, of a draft', draft, '2016-11-15T16:59:59.000Z', false],
    ['a later deadline', announced, '2016-11-19T16:59:59.000Z', false],
  ] as const)('with %s is the same or another one', (_what, present, replyBy, same) => {
    const thrown = thrownBy(() => assertSameDraft(present, { ...exampleMeetingDraft, replyBy }));
    if (same) expect(thrown).toBeUndefined();
    else expect(thrown).toMatchObject({ kind: 'conflict', code: 'meeting-exists' });
  });

  it('is refused under the id of another', () => {
    expect(thrownBy(() => assertSameDraft(draft, { ...exampleMeetingDraft, fax: '0 0000 0000' }))).toMatchObject({
      kind: 'conflict',
      code: 'meeting-exists',
    });
  });
});

describe('the times of a meeting', () => {
  const times =
    (startsAt: string, endsAt: string, replyBy = draft.replyBy) =>
    () =>
      assertSaneTimes({ startsAt, endsAt, replyBy }, now);
  const told = (thrown: unknown) => (thrown instanceof AppError ? (thrown.details?.fields ?? []) : []);
  it.each([
    ['has begun already', '2016-11-07T02:00:00Z', '2016-11-07T04:00:00Z', 'startsAt'],
    ['lies in the Buddhist year taken as a Gregorian one', '2559-11-23T07:30:00Z', '2559-11-23T09:30:00Z', 'startsAt'],
    ['ends in another era', '2016-11-23T07:30:00Z', '2559-11-23T09:30:00Z', 'endsAt'],
    ['takes weeks', '2016-11-23T07:30:00Z', '2016-12-23T09:30:00Z', 'endsAt'],
  ])('are refused when it %s, naming the field', (_what, startsAt, endsAt, field) => {
    expect(thrownBy(times(startsAt, endsAt))).toMatchObject({
      kind: 'invalid',
      code: 'invalid-meeting-times',
      details: { fields: [{ field, remedy: expect.any(String) }] },
    });
  });

  it.each([
    ['yesterday', '2016-11-06T16:59:59.000Z'],
    ['now', now.toISOString()],
    ['a century ago, by a year of the wrong era', '1916-11-18T16:59:59.000Z'],
  ])('are refused with a deadline that lies %s, naming it', (_what, replyBy) => {
    expect(told(thrownBy(times(draft.startsAt, draft.endsAt, replyBy)))).toMatchObject([
      { field: 'replyBy', code: 'past-or-era' },
    ]);
  });

  it('are all named when all are wrong, in words of either language and by no JSON name', () => {
    const thrown = thrownBy(times('1916-11-23T07:30:00.000Z', '2016-11-23T09:30:00.000Z', '1916-11-18T16:59:59.000Z'));
    expect(told(thrown).map(({ field }) => field)).toEqual(['startsAt', 'endsAt', 'replyBy']);
    for (const { code, params } of [
      ...told(thrown),
      ...told(thrownBy(times('2559-11-23T07:30:00Z', '2559-11-23T09:30:00Z'))),
    ]) {
      if (!isProblemCode(code)) throw new Error('a problem without a code has no Thai words');
      expect(problemText({ code, params }, 'th').problem).toMatch(/\p{Script=Thai}/u);
    }
    expect(thrown instanceof AppError ? thrown.message : '').not.toMatch(/startsAt|endsAt|replyBy/);
  });

  it.each([
    ['2016-11-23T07:30:00Z', '2016-11-23T09:30:00.000Z'],
    ['2019-11-01T14:30:00+07:00', '2019-11-02T07:31:00Z'],
  ])('are taken from %s to %s', (startsAt, endsAt) => {
    expect(thrownBy(times(startsAt, endsAt))).toBeUndefined();
  });

  it.each([
    ['2016-11-23T07:30:00Z', '2016-11-23T07:30:00.500Z', true],
    ['2016-11-23T07:30:00.500Z', '2016-11-23T07:30:00Z', false],
    ['2016-11-23T07:30:00.000Z', '2016-11-23T07:30:00Z', false],
  ])('are compared as instants, not as texts: %s to %s', (startsAt, endsAt, taken) => {
    expect(MeetingDraft.safeParse({ ...exampleMeetingDraft, startsAt, endsAt }).success).toBe(taken);
  });
});

describe('what others are told of a meeting', () => {
  it('says until when offices may answer, and not which deadlines it had before', () => {
    const told = meetingOf({
      ...announced,
      replyBy: '2016-11-20T16:59:59.000Z',
      extensions: [{ at: now.toISOString(), replyBy: draft.replyBy }],
    });
    expect(told).toEqual({
      ...announced,
      replyBy: '2016-11-20T16:59:59.000Z',
      answersUntil: answersUntil({ replyBy: '2016-11-20T16:59:59.000Z' }),
    });
  });
});

describe('announcing', () => {
  it('tells of the meeting as it then stands', () => {
    expect(announceMeeting(draft, now)).toEqual({
      changes: { status: 'announced', announcedAt: now.toISOString() },
      fact: expect.objectContaining({ data: { meeting: { ...announced, answersUntil: answersUntil(announced) } } }),
    });
  });

  it('does nothing the second time', () => expect(announceMeeting(announced, now)).toBeUndefined());

  it('is refused for a meeting that invites nobody, naming the field', () => {
    expect(thrownBy(() => announceMeeting({ ...draft, classes: [] }, now))).toMatchObject({
      code: 'meeting-incomplete',
      details: { fields: [{ field: 'classes' }] },
    });
  });

  it('is refused for a cancelled meeting, and when nobody could reply any more', () => {
    expect(thrownBy(() => announceMeeting(cancelled, now))).toMatchObject({ code: 'meeting-cancelled' });
    expect(thrownBy(() => announceMeeting(draft, new Date('2016-11-18T17:00:00.000Z')))).toMatchObject({
      code: 'deadline-passed',
    });
  });
});

describe('extending the deadline', () => {
  it('moves it to a later instant and tells both', () => {
    expect(extendDeadline(announced, '2016-11-21T16:59:59Z', now)).toMatchObject({
      changes: { replyBy: '2016-11-21T16:59:59.000Z' },
      fact: {
        data: {
          meeting: {
            replyBy: '2016-11-21T16:59:59.000Z',
            answersUntil: answersUntil({ replyBy: '2016-11-21T16:59:59.000Z' }),
            revision: 3,
          },
          previous: { replyBy: announced.replyBy, revision: 2 },
          changed: ['replyBy'],
        },
      },
    });
  });

  it('may reopen a deadline that has passed', () => {
    expect(extendDeadline(announced, '2016-11-21T16:59:59Z', new Date('2016-11-19T00:00:00Z'))).toBeDefined();
  });

  it.each([
    ['an earlier one', '2016-11-10T00:00:00Z', now],
    ['the same', announced.replyBy, now],
    ['the start of the meeting', announced.startsAt, now],
    ['one that has passed', '2016-11-19T00:00:00Z', new Date('2016-11-20T00:00:00Z')],
  ])('refuses %s, naming the field', (_what, replyBy, at) => {
    expect(thrownBy(() => extendDeadline(announced, replyBy, at))).toMatchObject({
      code: 'invalid-deadline',
      details: { fields: [{ field: 'replyBy' }] },
    });
  });

  it('does nothing the second time, whenever that is and however it is spelt', () => {
    const extended = {
      ...announced,
      replyBy: '2016-11-21T16:59:59.000Z',
      extensions: [{ at: now.toISOString(), replyBy: announced.replyBy }],
    };
    for (const at of [now, new Date('2016-12-01T00:00:00Z')])
      expect(thrownBy(() => extendDeadline(extended, '2016-11-21T23:59:59+07:00', at))).toBeUndefined();
  });

  it('is refused for a draft and a cancelled meeting', () => {
    expect(thrownBy(() => extendDeadline(draft, '2016-11-21T16:59:59Z', now))).toMatchObject({
      code: 'meeting-not-announced',
    });
    expect(thrownBy(() => extendDeadline(cancelled, '2016-11-21T16:59:59Z', now))).toMatchObject({
      code: 'meeting-cancelled',
    });
  });
});

describe('cancelling', () => {
  it.each([
    ['a draft', draft, false],
    ['an announced meeting', announced, true],
  ] as const)('of %s says whether offices know of it, and what it was', (_what, meeting, wasAnnounced) => {
    expect(MeetingCancelled.data.parse(cancelMeeting(meeting, 'moved', now)?.fact?.data)).toMatchObject({
      wasAnnounced,
      meeting: { status: 'cancelled', revision: meeting.revision + 1, title: meeting.title },
    });
  });

  it('gives the reason, once', () => {
    expect(cancelMeeting(announced, 'moved', now)).toMatchObject({
      changes: { status: 'cancelled' },
      fact: { data: { reason: 'moved' } },
    });
    expect(cancelMeeting(cancelled, 'moved', now)).toBeUndefined();
  });

  it.each([
    ['an announced meeting that has ended', announced, draft.endsAt, 'meeting-over'],
    ['an announced meeting of last year', announced, '2017-11-23T00:00:00.000Z', 'meeting-over'],
    ['an announced meeting that has begun', announced, draft.startsAt, 'done'],
    ['a draft of last year, which nobody heard of', draft, '2017-11-23T00:00:00.000Z', 'done'],
    ['a cancelled meeting of last year', cancelled, '2017-11-23T00:00:00.000Z', 'nothing'],
  ] as const)('of %s is taken as it is meant', (_what, meeting, at, outcome) => {
    const came = thrownBy(() => cancelMeeting(meeting, 'moved', new Date(at)));
    if (outcome === 'nothing') expect(came).toBeUndefined();
    else
      expect(came).toMatchObject(
        outcome === 'done' ? { changes: { status: 'cancelled' } } : { kind: 'conflict', code: outcome },
      );
  });
});

describe('closing', () => {
  const after = new Date('2016-11-23T09:30:00.000Z');
  it('is for a meeting that has taken place, once', () => {
    expect(closeMeeting(announced, after)).toMatchObject({
      changes: { status: 'closed' },
      fact: { data: { meeting: { status: 'closed', revision: 3 } } },
    });
    expect(closeMeeting({ ...announced, status: 'closed' }, after)).toBeUndefined();
  });

  it.each([
    ['a meeting that is not over', announced, new Date(after.getTime() - 1), 'meeting-not-over'],
    ['a draft', draft, after, 'meeting-not-announced'],
    ['a cancelled meeting', cancelled, after, 'meeting-cancelled'],
  ] as const)('is refused for %s', (_what, meeting, at, code) => {
    expect(thrownBy(() => closeMeeting(meeting, at))).toMatchObject({ kind: 'conflict', code });
  });

  it('ends all changes', () => {
    const closed: MeetingRecord = { ...announced, status: 'closed' };
    for (const work of [
      () => announceMeeting(closed, now),
      () => cancelMeeting(closed, 'moved', now),
      () => extendDeadline(closed, '2016-11-21T16:59:59Z', now),
    ])
      expect(thrownBy(work)).toMatchObject({ kind: 'conflict', code: 'meeting-closed' });
  });
});
