import { isDeepStrictEqual } from 'node:util';
import {
  DeadlineExtended,
  type Meeting,
  MeetingAnnounced,
  MeetingCancelled,
  type MeetingDraft,
  fieldProblem,
  type FieldProblem,
} from '#contracts';
import { conflict, invalid } from '#platform';
import { type Fact, fact } from '#persistence';
import { answersUntil, type Extension } from './answering.js';

/** The meeting as it is kept. Until when offices may answer is no part of it: it follows from the rest. */
export type MeetingRecord = Omit<Meeting, 'answersUntil'> & { readonly extensions?: readonly Extension[] };

/** The meeting as others are told of it. */
export const meetingOf = (record: MeetingRecord): Meeting => {
  const { extensions: _extensions, ...meeting } = record;
  return { ...meeting, answersUntil: answersUntil(record) };
};

/** What a command makes of a meeting: the fields that change, and the fact to tell. Nothing when it had been done before. */
export type MeetingDecision =
  | {
      readonly changes: Partial<Pick<MeetingRecord, 'status' | 'announcedAt' | 'replyBy' | 'extensions'>>;
      readonly fact: Fact;
    }
  | undefined;

/** Instants in one form: those of one document are of one length, whatever spelling came in. */
const instant = (text: string): string => new Date(text).toISOString();
const isLater = (a: string | Date, b: string | Date): boolean => new Date(a).getTime() > new Date(b).getTime();

const dayMs = 86_400_000;
/** A meeting lies within three years, and takes a week at most: what is further off is a slip of the pen or of the era. */
const farthestMs = 3 * 366 * dayMs;
const longestMs = 7 * dayMs;

/** Throws invalid 'invalid-meeting-times': a meeting that has begun already, lies years ahead or takes weeks, or a deadline that nobody could keep. */
export const assertSaneTimes = (
  { startsAt, endsAt, replyBy }: Pick<Meeting, 'startsAt' | 'endsAt' | 'replyBy'>,
  now: Date,
): void => {
  const ahead = (instant: string): number => Date.parse(instant) - now.getTime();
  const fields = [
    ...(ahead(startsAt) <= 0 ? [fieldProblem('startsAt', 'past-or-era')] : []),
    ...(ahead(startsAt) > farthestMs ? [fieldProblem('startsAt', 'years-ahead')] : []),
    ...(Date.parse(endsAt) - Date.parse(startsAt) > longestMs ? [fieldProblem('endsAt', 'meeting-too-long')] : []),
    // It could never be announced: nobody could answer in time.
    ...(ahead(replyBy) <= 0 ? [fieldProblem('replyBy', 'past-or-era')] : []),
  ];
  if (fields.length === 0) return;
  throw invalid('invalid-meeting-times', { details: { fields } });
};

export const draftMeeting = (draft: MeetingDraft): MeetingRecord => ({
  ...draft,
  startsAt: instant(draft.startsAt),
  endsAt: instant(draft.endsAt),
  replyBy: instant(draft.replyBy),
  status: 'draft',
  revision: 1,
});

/** The same draft again is no error, so that an interrupted set-up can be run again; another draft under the same id is. */
export const assertSameDraft = (present: MeetingRecord, draft: MeetingDraft): void => {
  const { status: _status, revision: _revision, announcedAt: _announcedAt, extensions: _extensions, ...kept } = present;
  const { status: _draftStatus, revision: _draftRevision, ...wanted } = draftMeeting({ ...draft });
  // A deadline that was extended since does not make it another meeting: the one that it was created with is the same draft.
  const created = present.extensions?.[0]?.replyBy ?? kept.replyBy;
  if (isDeepStrictEqual({ ...kept, replyBy: created }, wanted) || isDeepStrictEqual(kept, wanted)) return;
  throw conflict('meeting-exists', { values: { id: draft.id }, details: { fields: [fieldProblem('id', 'id-taken')] } });
};

const cancelledMeeting = (meeting: Meeting) => conflict('meeting-cancelled', { why: meeting.id });

export const announceMeeting = (meeting: MeetingRecord, now: Date): MeetingDecision => {
  switch (meeting.status) {
    case 'announced':
      return undefined;
    case 'cancelled':
      throw cancelledMeeting(meeting);
    case 'draft': {
      if (isLater(now, meeting.replyBy)) throw conflict('deadline-passed', { values: { unkept: meeting.replyBy } });
      const changes = { status: 'announced' as const, announcedAt: now.toISOString() };
      return {
        changes,
        fact: fact(MeetingAnnounced, {
          meeting: meetingOf({ ...meeting, ...changes, revision: meeting.revision + 1 }),
        }),
      };
    }
    default:
      return meeting.status satisfies never;
  }
};

export const extendDeadline = (meeting: MeetingRecord, newReplyBy: string, now: Date): MeetingDecision => {
  const replyBy = instant(newReplyBy);
  if (meeting.status === 'cancelled') throw cancelledMeeting(meeting);
  if (meeting.status === 'draft') throw conflict('meeting-not-announced', { values: { id: meeting.id } });
  // Said once more, as after an answer that was lost on the way: it is done.
  if (replyBy === meeting.replyBy && meeting.extensions !== undefined && meeting.extensions.length > 0)
    return undefined;
  const { timeZone } = meeting;
  const refuse = (field: FieldProblem) => invalid('invalid-deadline', { details: { fields: [field], timeZone } });
  if (!isLater(replyBy, meeting.replyBy))
    throw refuse(fieldProblem('replyBy', 'not-later', { at: meeting.replyBy, timeZone }));
  if (!isLater(meeting.startsAt, replyBy))
    throw refuse(fieldProblem('replyBy', 'not-before-start', { at: meeting.startsAt, timeZone }));
  if (!isLater(replyBy, now)) throw refuse(fieldProblem('replyBy', 'passed-already'));
  const changes = {
    replyBy,
    extensions: [...(meeting.extensions ?? []), { at: now.toISOString(), replyBy: meeting.replyBy }],
  };
  return {
    changes,
    fact: fact(DeadlineExtended, {
      meetingId: meeting.id,
      replyBy,
      previousReplyBy: meeting.replyBy,
      answersUntil: answersUntil({ ...meeting, ...changes }),
    }),
  };
};

/** Throws conflict 'meeting-over' for one that has taken place: offices would be told that it will not. A draft that nobody heard of may be cleared away. */
export const cancelMeeting = (meeting: MeetingRecord, reason: string, now: Date): MeetingDecision => {
  if (meeting.status === 'cancelled') return undefined;
  const wasAnnounced = meeting.status === 'announced';
  if (wasAnnounced && !isLater(meeting.endsAt, now))
    throw conflict('meeting-over', { values: { at: meeting.endsAt }, details: { timeZone: meeting.timeZone } });
  return {
    changes: { status: 'cancelled' },
    fact: fact(MeetingCancelled, {
      meetingId: meeting.id,
      reason,
      meeting: meetingOf({ ...meeting, status: 'cancelled', revision: meeting.revision + 1 }),
      wasAnnounced,
    }),
  };
};
