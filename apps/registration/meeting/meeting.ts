import { isDeepStrictEqual } from 'node:util';
import { DeadlineExtended, type Meeting, MeetingAnnounced, MeetingCancelled, type MeetingDraft } from '#contracts';
import { conflict, invalid } from '#platform';
import { type Fact, fact } from '#persistence';

/** What a command makes of a meeting: the fields that change, and the fact to tell. Nothing when it had been done before. */
export type MeetingDecision = { readonly changes: Partial<Pick<Meeting, 'status' | 'announcedAt' | 'replyBy'>>; readonly fact: Fact } | undefined;

/** Instants in one form, so that comparing them as text compares them in time. */
const instant = (text: string): string => new Date(text).toISOString();

export const draftMeeting = (draft: MeetingDraft): Meeting => ({
  ...draft,
  startsAt: instant(draft.startsAt),
  endsAt: instant(draft.endsAt),
  replyBy: instant(draft.replyBy),
  status: 'draft',
  revision: 1,
});

/** The same draft again is no error, so that an interrupted set-up can be run again; another draft under the same id is. */
export const assertSameDraft = (present: Meeting, draft: MeetingDraft): void => {
  const { status: _status, revision: _revision, announcedAt: _announcedAt, ...kept } = present;
  const { status: _draftStatus, revision: _draftRevision, ...wanted } = draftMeeting({ ...draft });
  // A deadline that was extended since does not make it another meeting.
  if (isDeepStrictEqual({ ...kept, replyBy: wanted.replyBy }, wanted) && kept.replyBy >= wanted.replyBy) return;
  throw conflict('meeting-exists', `There is another meeting with the id ${draft.id}: choose another id.`, {
    details: { fields: [{ field: 'id', problem: 'is taken by a meeting with other details', remedy: 'choose another id' }] },
  });
};

const cancelledMeeting = (meeting: Meeting) =>
  conflict('meeting-cancelled', `The meeting ${meeting.id} was cancelled. Create a new meeting under another id.`);

export const announceMeeting = (meeting: Meeting, now: Date): MeetingDecision => {
  switch (meeting.status) {
    case 'announced':
      return undefined;
    case 'cancelled':
      throw cancelledMeeting(meeting);
    case 'draft': {
      if (now.toISOString() > meeting.replyBy)
        throw conflict('deadline-passed', `Nobody could reply: the deadline ${meeting.replyBy} has passed. Create the meeting anew with a later one.`);
      const changes = { status: 'announced' as const, announcedAt: now.toISOString() };
      return { changes, fact: fact(MeetingAnnounced, { meeting: { ...meeting, ...changes, revision: meeting.revision + 1 } }) };
    }
    default:
      return meeting.status satisfies never;
  }
};

export const extendDeadline = (meeting: Meeting, newReplyBy: string, now: Date): MeetingDecision => {
  const replyBy = instant(newReplyBy);
  if (meeting.status === 'cancelled') throw cancelledMeeting(meeting);
  if (meeting.status === 'draft')
    throw conflict('meeting-not-announced', `The meeting ${meeting.id} is a draft: announce it first.`);
  const refuse = (problem: string, remedy: string) =>
    invalid('invalid-deadline', `The new deadline ${replyBy} ${problem}: ${remedy}.`, { details: { fields: [{ field: 'replyBy', problem, remedy }] } });
  if (replyBy <= meeting.replyBy) throw refuse('is not later than the present one', `name an instant after ${meeting.replyBy}`);
  if (replyBy >= meeting.startsAt) throw refuse('is not before the meeting starts', `name an instant before ${meeting.startsAt}`);
  if (replyBy <= now.toISOString()) throw refuse('has passed already', 'name an instant that is still to come');
  return {
    changes: { replyBy },
    fact: fact(DeadlineExtended, { meetingId: meeting.id, replyBy, previousReplyBy: meeting.replyBy }),
  };
};

export const cancelMeeting = (meeting: Meeting, reason: string): MeetingDecision =>
  meeting.status === 'cancelled'
    ? undefined
    : {
        changes: { status: 'cancelled' },
        fact: fact(MeetingCancelled, {
          meetingId: meeting.id, reason, meeting: { ...meeting, status: 'cancelled', revision: meeting.revision + 1 }, wasAnnounced: meeting.status === 'announced',
        }),
      };
