import { describe, expect, it } from '@jest/globals';
import { exampleMeetingDraft, type Meeting } from '#contracts';
import { announceMeeting, assertSameDraft, cancelMeeting, draftMeeting, extendDeadline } from './meeting.js';

const now = new Date('2016-11-07T02:00:00.000Z');
const draft = draftMeeting(exampleMeetingDraft);
const announced: Meeting = { ...draft, status: 'announced', revision: 2, announcedAt: now.toISOString() };
const cancelled: Meeting = { ...announced, status: 'cancelled', revision: 3 };
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a new meeting', () => {
  it('is a draft with its instants in one form', () => {
    expect(draftMeeting({ ...exampleMeetingDraft, replyBy: '2016-11-18T16:59:59Z' })).toMatchObject({
      status: 'draft', revision: 1, replyBy: '2016-11-18T16:59:59.000Z',
    });
  });

  it('may be handed in again, also after its deadline was extended', () => {
    assertSameDraft(announced, exampleMeetingDraft);
    assertSameDraft({ ...announced, replyBy: '2016-11-20T16:59:59.000Z' }, exampleMeetingDraft);
  });

  it('is refused under the id of another', () => {
    expect(thrownBy(() => assertSameDraft(draft, { ...exampleMeetingDraft, fax: '0 0000 0000' }))).toMatchObject({ kind: 'conflict', code: 'meeting-exists' });
  });
});

describe('announcing', () => {
  it('tells of the meeting as it then stands', () => {
    expect(announceMeeting(draft, now)).toEqual({
      changes: { status: 'announced', announcedAt: now.toISOString() },
      fact: expect.objectContaining({ data: { meeting: announced } }),
    });
  });

  it('does nothing the second time', () => expect(announceMeeting(announced, now)).toBeUndefined());

  it('is refused for a cancelled meeting, and when nobody could reply any more', () => {
    expect(thrownBy(() => announceMeeting(cancelled, now))).toMatchObject({ code: 'meeting-cancelled' });
    expect(thrownBy(() => announceMeeting(draft, new Date('2016-11-18T17:00:00.000Z')))).toMatchObject({ code: 'deadline-passed' });
  });
});

describe('extending the deadline', () => {
  it('moves it to a later instant and tells both', () => {
    expect(extendDeadline(announced, '2016-11-21T16:59:59Z', now)).toMatchObject({
      changes: { replyBy: '2016-11-21T16:59:59.000Z' },
      fact: { data: { replyBy: '2016-11-21T16:59:59.000Z', previousReplyBy: announced.replyBy } },
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
    expect(thrownBy(() => extendDeadline(announced, replyBy, at))).toMatchObject({ code: 'invalid-deadline', details: { fields: [{ field: 'replyBy' }] } });
  });

  it('is refused for a draft and a cancelled meeting', () => {
    expect(thrownBy(() => extendDeadline(draft, '2016-11-21T16:59:59Z', now))).toMatchObject({ code: 'meeting-not-announced' });
    expect(thrownBy(() => extendDeadline(cancelled, '2016-11-21T16:59:59Z', now))).toMatchObject({ code: 'meeting-cancelled' });
  });
});

describe('cancelling', () => {
  it('gives the reason, once', () => {
    expect(cancelMeeting(announced, 'moved')).toMatchObject({ changes: { status: 'cancelled' }, fact: { data: { reason: 'moved' } } });
    expect(cancelMeeting(cancelled, 'moved')).toBeUndefined();
  });
});
