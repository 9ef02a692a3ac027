import { describe, expect, it } from '@jest/globals';
import { exampleMeetingDraft } from '#contracts';
import { type MeetingRecord } from './meeting.js';
import { noteOfDeletion, noteOfMeeting } from './noted.js';

const draft: MeetingRecord = { ...exampleMeetingDraft, status: 'draft', revision: 1 };
const announced: MeetingRecord = {
  ...draft,
  status: 'announced',
  revision: 2,
  announcedAt: '2016-11-07T02:00:00.000Z',
};

describe('what the history notes of a meeting', () => {
  it('is all of a new one', () => {
    const { what, changes } = noteOfMeeting(undefined, draft);
    expect(what).toBe('meeting-created');
    expect(changes).toContainEqual({ field: 'title', after: draft.title });
    expect(changes.filter((each) => 'before' in each)).toEqual([]);
  });

  it('is each part that changed, how it was and is, and the reason', () => {
    const { fax: _fax, ...rest } = announced;
    expect(noteOfMeeting(announced, { ...rest, place: { th: 'ห้องใหม่' } }, 'the hall is taken')).toEqual({
      meetingId: draft.id,
      what: 'meeting-changed',
      changes: [
        { field: 'fax', before: draft.fax },
        { field: 'place', before: draft.place, after: { th: 'ห้องใหม่' } },
      ],
      reason: 'the hall is taken',
    });
  });

  it('is nothing that Sala counts or derives', () => {
    const extensions = [{ at: '2016-11-10T02:00:00.000Z', replyBy: draft.replyBy }];
    const { changes } = noteOfMeeting(announced, { ...announced, extensions, revision: 9 });
    expect(changes).toEqual([]);
  });

  it.each([
    ['draft-changed', draft, { fax: '0 2612 6012' }],
    ['meeting-announced', draft, { status: 'announced' as const }],
    ['meeting-changed', announced, { fax: '0 2612 6012' }],
    ['meeting-cancelled', draft, { status: 'cancelled' as const }],
    ['meeting-closed', announced, { status: 'closed' as const }],
  ])('is called %s', (what, before, changes) => {
    expect(noteOfMeeting(before, { ...before, ...changes }).what).toBe(what);
  });

  it('names a deleted draft by its title', () => {
    expect(noteOfDeletion(draft)).toMatchObject({
      what: 'draft-deleted',
      changes: [{ field: 'title', before: draft.title }],
    });
  });
});
