import {
  fieldProblem,
  type Meeting,
  MeetingAnnounced,
  MeetingCancelled,
  MeetingClosed,
  MeetingReopened,
} from '#contracts';
import { type AppError, conflict, invalid } from '#platform';
import { type Fact, fact } from '#persistence';
import { answersUntil, type Extension } from './answering.js';

/**
 * The meeting as it is kept. Until when offices may answer is no part of it: it follows from the rest. `seatsSince`: from
 * when on seats are counted, and since which revision, where that was begun after the announcement; who had answered by
 * then has a seat.
 */
export type MeetingRecord = Omit<Meeting, 'answersUntil'> & {
  readonly extensions?: readonly Extension[];
  readonly seatsSince?: { readonly at: string; readonly revision: number };
};

/** The meeting as others are told of it. */
export const meetingOf = (record: MeetingRecord): Meeting => {
  const { extensions: _extensions, seatsSince: _seatsSince, ...meeting } = record;
  return { ...meeting, answersUntil: answersUntil(record) };
};

/** What a command makes of a meeting: the fields that change, and the fact to tell. Nothing when it had been done before. */
export type MeetingDecision =
  | {
      readonly changes: Partial<Omit<MeetingRecord, 'id' | 'revision'>>;
      /** Nothing of a draft: nobody hears of it. */
      readonly fact?: Fact;
    }
  | undefined;

export const isLater = (a: string | Date, b: string | Date): boolean => new Date(a).getTime() > new Date(b).getTime();

/** Why a meeting that came to its end cannot be changed any more. */
export const endedMeeting = ({ id, status }: Pick<Meeting, 'id' | 'status'>): AppError =>
  conflict(status === 'closed' ? 'meeting-closed' : 'meeting-cancelled', { why: id });

export const announceMeeting = (meeting: MeetingRecord, now: Date): MeetingDecision => {
  switch (meeting.status) {
    case 'announced':
      return undefined;
    case 'cancelled':
    case 'closed':
      throw endedMeeting(meeting);
    case 'draft': {
      if (meeting.classes.length === 0)
        throw invalid('meeting-incomplete', { details: { fields: [fieldProblem('classes', 'nobody-invited')] } });
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

/** Throws conflict 'meeting-over' for one that has taken place: offices would be told that it will not. A draft that nobody heard of may be cleared away. */
export const cancelMeeting = (meeting: MeetingRecord, reason: string, now: Date): MeetingDecision => {
  if (meeting.status === 'cancelled') return undefined;
  if (meeting.status === 'closed') throw endedMeeting(meeting);
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

/** Throws conflict 'meeting-not-over' for one that still has to take place, 'meeting-not-announced' for a draft. */
export const closeMeeting = (meeting: MeetingRecord, now: Date): MeetingDecision => {
  if (meeting.status === 'closed') return undefined;
  if (meeting.status === 'cancelled') throw endedMeeting(meeting);
  if (meeting.status === 'draft') throw conflict('meeting-not-announced', { values: { id: meeting.id } });
  if (isLater(meeting.endsAt, now))
    throw conflict('meeting-not-over', { values: { at: meeting.endsAt }, details: { timeZone: meeting.timeZone } });
  const changes = { status: 'closed' as const };
  return {
    changes,
    fact: fact(MeetingClosed, { meeting: meetingOf({ ...meeting, ...changes, revision: meeting.revision + 1 }) }),
  };
};

/** Nothing where its books are open. Throws conflict 'meeting-not-announced' for a draft, 'meeting-cancelled' for what never took place. */
export const reopenMeeting = (meeting: MeetingRecord, reason: string): MeetingDecision => {
  if (meeting.status === 'announced') return undefined;
  if (meeting.status === 'cancelled') throw endedMeeting(meeting);
  if (meeting.status === 'draft') throw conflict('meeting-not-announced', { values: { id: meeting.id } });
  const changes = { status: 'announced' as const };
  const reopened = meetingOf({ ...meeting, ...changes, revision: meeting.revision + 1 });
  return { changes, fact: fact(MeetingReopened, { meeting: reopened, reason }) };
};
