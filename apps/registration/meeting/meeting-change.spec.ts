import { describe, expect, it } from '@jest/globals';
import { exampleMeetingContent, exampleMeetingDraft, type MeetingContent } from '#contracts';
import { AppError } from '#platform';
import { isLate } from './answering.js';
import { type MeetingRecord } from './meeting.js';
import { changeMeeting } from './meeting-change.js';
import { draftMeeting } from './meeting-draft.js';

const now = new Date('2016-11-10T02:00:00.000Z');
const draft = draftMeeting(exampleMeetingDraft, undefined, now);
const announced: MeetingRecord = {
  ...draft,
  status: 'announced',
  revision: 2,
  announcedAt: '2016-11-07T02:00:00.000Z',
};
const withContent = (changes: Partial<MeetingContent>): MeetingContent => ({ ...exampleMeetingContent, ...changes });
const change = (
  meeting: MeetingRecord,
  changes: Partial<MeetingContent>,
  at = now,
  expectedRevision = meeting.revision,
) => changeMeeting(meeting, { content: withContent(changes), expectedRevision }, at);
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};
const place = { th: 'ห้องประชุม' };
const moved = { startsAt: '2016-11-24T07:30:00Z', endsAt: '2016-11-24T09:30:00Z' };

describe('a change of a draft', () => {
  it('is kept and told to nobody', () => expect(change(draft, { place })).toEqual({ changes: { place } }));

  it('may leave it without a class, and takes away what is left out', () => {
    expect(change(draft, { classes: [], fax: undefined })).toEqual({ changes: { classes: [], fax: undefined } });
  });
});

describe('a change of an announced meeting', () => {
  it('keeps a question that is asked no more, so that what was answered to it stays readable', () => {
    const question = { id: 'cars', kind: 'number' as const, label: { th: 'รถกี่คัน' }, required: false };
    const form = { questions: [question] };
    const asking = { ...announced, form };
    expect(change(asking, {})?.changes).toEqual({ form: { questions: [{ ...question, retired: true }] } });
    expect(change(asking, { form: { quota: 2 } })?.changes).toEqual({
      form: { quota: 2, questions: [{ ...question, retired: true }] },
    });
    // The same once more changes nothing, and nobody can have answered a draft.
    expect(change({ ...asking, form: { questions: [{ ...question, retired: true }] } }, {})).toBeUndefined();
    expect(change({ ...draft, form }, {})?.changes).toEqual({ form: undefined });
  });

  it('tells how it is, how it was, in what it differs and why', () => {
    const content = withContent(moved);
    expect(changeMeeting(announced, { content, expectedRevision: 2, reason: 'taken' }, now)).toMatchObject({
      changes: { startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' },
      fact: {
        data: {
          meeting: { startsAt: '2016-11-24T07:30:00.000Z', revision: 3, status: 'announced' },
          previous: { startsAt: announced.startsAt, revision: 2 },
          changed: ['startsAt', 'endsAt'],
          reason: 'taken',
        },
      },
    });
  });

  it('may ask those who come to confirm it, where its time or place is otherwise', () => {
    const asking = (meeting: MeetingRecord, changes: Partial<MeetingContent>) =>
      changeMeeting(
        meeting,
        { content: withContent(changes), expectedRevision: meeting.revision, confirmAgain: true },
        now,
      );
    const asked = { confirmedFrom: now.toISOString() };
    expect(asking(announced, moved)).toMatchObject({ changes: asked, fact: { data: { meeting: asked } } });
    expect(asking(announced, { place })?.changes).toMatchObject(asked);
    expect(change(announced, moved)?.changes).not.toHaveProperty('confirmedFrom');
    expect(codeOf(() => asking(announced, { fax: '0 2612 0000' }))).toBe('invalid-input');
    expect(asking(draft, moved)?.changes).not.toHaveProperty('confirmedFrom');
    expect(asking(announced, {})).toBeUndefined();
  });

  it('that changes nothing is nothing, however it is spelt and whatever revision was seen', () => {
    expect(change(announced, { startsAt: '2016-11-23T14:30:00+07:00' }, now, 1)).toBeUndefined();
  });

  it('is a conflict where it has changed since it was seen', () =>
    expect(codeOf(() => change(announced, moved, now, 1))).toBe('revision-conflict'));

  it('moves the deadline either way; what came before is judged by the deadline that held then', () => {
    const after = { ...announced, ...change(announced, { replyBy: '2016-11-15T16:59:59Z' })?.changes };
    expect(after.replyBy).toBe('2016-11-15T16:59:59.000Z');
    expect(isLate('fax', after, '2016-11-16T00:00:00.000Z')).toBe(true);
    expect(isLate('fax', after, '2016-11-09T00:00:00.000Z')).toBe(false);
    expect(change(announced, { replyBy: '2016-11-21T16:59:59Z' })?.fact).toMatchObject({
      data: { meeting: { answersUntil: '2016-11-21T16:59:59.000Z' }, changed: ['replyBy'] },
    });
  });

  it.each([
    ['a deadline that has passed', { replyBy: '2016-11-09T16:59:59Z' }, 'invalid-meeting-times'],
    [
      'a start that has passed',
      { startsAt: '2016-11-09T16:59:59Z', replyBy: '2016-11-08T00:00:00Z' },
      'invalid-meeting-times',
    ],
    ['a meeting of weeks', { endsAt: '2016-12-23T09:30:00Z' }, 'invalid-meeting-times'],
    ['nobody invited', { classes: [] }, 'meeting-incomplete'],
  ])('is refused to %s', (_what, changes, code) => expect(codeOf(() => change(announced, changes))).toBe(code));

  it('leaves a deadline alone that has passed by itself', () => {
    expect(change(announced, { place }, new Date('2016-11-20T00:00:00.000Z'))).toMatchObject({ changes: { place } });
  });

  it('is possible while it runs, to make it longer, and not once it is over', () => {
    expect(change(announced, { endsAt: '2016-11-23T10:30:00Z' }, new Date('2016-11-23T08:00:00.000Z'))).toMatchObject({
      changes: { endsAt: '2016-11-23T10:30:00.000Z' },
    });
    const over = new Date('2016-11-23T09:30:00.000Z');
    expect(codeOf(() => change(announced, { fax: '0 2000 0000' }, over))).toBe('meeting-over');
  });

  it.each(['cancelled', 'closed'] as const)('is refused for one that is %s', (status) =>
    expect(codeOf(() => change({ ...announced, status }, moved))).toBe(`meeting-${status}`),
  );
});
