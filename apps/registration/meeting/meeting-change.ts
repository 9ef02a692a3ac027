import { isDeepStrictEqual } from 'node:util';
import {
  countsSeats,
  fieldProblem,
  type FieldProblem,
  MeetingChanged,
  type MeetingContent,
  meetingContentNames,
  type MeetingPart,
  withRetired,
} from '#contracts';
import { conflict, invalid } from '#platform';
import { fact } from '#persistence';
import { endedMeeting, isLater, type MeetingDecision, meetingOf, type MeetingRecord } from './meeting.js';
import { assertSaneTimes, instant, withInstants } from './meeting-times.js';

export type MeetingChange = {
  readonly content: MeetingContent;
  readonly expectedRevision: number;
  readonly reason?: string | undefined;
  /** Offices that come are asked to say so again. */
  readonly confirmAgain?: boolean | undefined;
};

/** In which parts two contents differ. */
export const changedParts = (before: MeetingContent, after: MeetingContent): MeetingPart[] =>
  meetingContentNames.filter((name) => !isDeepStrictEqual(before[name], after[name]));

/** Parts that an office which comes has to look at again. */
const whenAndWhere: ReadonlySet<MeetingPart> = new Set(['startsAt', 'endsAt', 'place', 'timeZone']);
export const asksAgain = (changed: readonly MeetingPart[]): boolean => changed.some((part) => whenAndWhere.has(part));

/** Throws invalid 'invalid-input' where nothing has changed that an office would have to confirm. */
const confirmedFrom = (
  { confirmAgain = false }: MeetingChange,
  changed: readonly MeetingPart[],
  now: Date,
): { readonly confirmedFrom?: string } => {
  if (!confirmAgain) return {};
  if (!asksAgain(changed))
    throw invalid('invalid-input', { details: { fields: [fieldProblem('confirmAgain', 'nothing-to-confirm')] } });
  return { confirmedFrom: now.toISOString() };
};

/** Offices may have answered what an announced meeting has asked: a question that is taken away is kept as one that was asked. */
const withForm = ({ status, form: before }: MeetingRecord, content: MeetingContent): MeetingContent => {
  if (status === 'draft') return content;
  const form = withRetired(before, content.form);
  return form === undefined ? content : { ...content, form };
};

/** All parts that differ; one that is left out is named, so that it is taken away from what is kept. */
const changesTo = (changed: readonly MeetingPart[], content: MeetingContent): Partial<MeetingContent> =>
  Object.fromEntries(changed.map((name) => [name, content[name]]));

const replyByBefore = (meeting: MeetingRecord, now: Date) => ({
  extensions: [...(meeting.extensions ?? []), { at: now.toISOString(), replyBy: meeting.replyBy }],
});

/**
 * A meeting with another content. Nothing where it is so already, also when it has changed since it was seen; conflict
 * 'revision-conflict' where something else changed. One that was announced keeps at least a class, and cannot be changed
 * once it is over.
 */
export const changeMeeting = (meeting: MeetingRecord, change: MeetingChange, now: Date): MeetingDecision => {
  const { content: said, expectedRevision, reason } = change;
  if (meeting.status === 'cancelled' || meeting.status === 'closed') throw endedMeeting(meeting);
  const content = withForm(meeting, withInstants(said));
  const changed = changedParts(meeting, content);
  if (changed.length === 0) return undefined;
  if (meeting.revision !== expectedRevision) throw conflict('revision-conflict', { why: meeting.id });
  assertSaneTimes(content, now, meeting);
  const changes = changesTo(changed, content);
  const asked = confirmedFrom(change, changed, now);
  // Nobody has answered a draft.
  if (meeting.status === 'draft') return { changes };
  if (!isLater(meeting.endsAt, now))
    throw conflict('meeting-over', { values: { at: meeting.endsAt }, details: { timeZone: meeting.timeZone } });
  if (content.classes.length === 0)
    throw invalid('meeting-incomplete', { details: { fields: [fieldProblem('classes', 'nobody-invited')] } });
  return told(
    meeting,
    {
      ...changes,
      ...asked,
      ...(changed.includes('replyBy') && replyByBefore(meeting, now)),
      ...(countsSeats(content.form)
        && !countsSeats(meeting.form) && { seatsSince: { at: now.toISOString(), revision: meeting.revision + 1 } }),
    },
    changed,
    reason,
  );
};

/** Only the deadline, to a later instant, whatever else of the meeting has changed since it was seen. */
export const extendDeadline = (meeting: MeetingRecord, newReplyBy: string, now: Date): MeetingDecision => {
  const replyBy = instant(newReplyBy);
  if (meeting.status === 'cancelled' || meeting.status === 'closed') throw endedMeeting(meeting);
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
  return told(meeting, { replyBy, ...replyByBefore(meeting, now) }, ['replyBy'], undefined);
};

const told = (
  meeting: MeetingRecord,
  changes: Partial<Omit<MeetingRecord, 'id' | 'revision'>>,
  changed: MeetingPart[],
  reason: string | undefined,
): MeetingDecision => ({
  changes,
  fact: fact(MeetingChanged, {
    meeting: meetingOf({ ...meeting, ...changes, revision: meeting.revision + 1 }),
    previous: meetingOf(meeting),
    changed,
    ...(reason !== undefined && { reason }),
  }),
});
