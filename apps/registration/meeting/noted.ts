import { isDeepStrictEqual } from 'node:util';
import { type HistoryChange, type HistoryNote, type HistoryWhat } from '#contracts';
import { type MeetingRecord } from './meeting.js';

type Known = Readonly<Record<string, unknown>>;

/** Counted or derived by Sala itself: nothing that anybody wrote. */
const unwritten = new Set(['id', 'revision', 'extensions', 'announcedAt']);

const changesOf = (before: Known, after: Known): HistoryChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !unwritten.has(field) && !isDeepStrictEqual(before[field], after[field]))
    .sort()
    .map((field) => ({
      field,
      ...(before[field] !== undefined && { before: before[field] }),
      ...(after[field] !== undefined && { after: after[field] }),
    }));

const whatOf = (before: MeetingRecord | undefined, after: MeetingRecord): HistoryWhat => {
  if (before === undefined) return 'meeting-created';
  if (before.status === after.status) return after.status === 'draft' ? 'draft-changed' : 'meeting-changed';
  switch (after.status) {
    case 'announced':
      return before.status === 'closed' ? 'meeting-reopened' : 'meeting-announced';
    case 'cancelled':
      return 'meeting-cancelled';
    case 'closed':
      return 'meeting-closed';
    case 'draft':
      return 'draft-changed';
    default:
      return after.status satisfies never;
  }
};

const withReason = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** What became of a meeting, part by part; of a new one all of it. */
export const noteOfMeeting = (
  before: MeetingRecord | undefined,
  after: MeetingRecord,
  reason?: string,
): HistoryNote => ({
  meetingId: after.id,
  what: whatOf(before, after),
  changes: changesOf(before ?? {}, after),
  ...withReason(reason),
});

export const noteOfDeletion = ({ id, title }: MeetingRecord): HistoryNote => ({
  meetingId: id,
  what: 'draft-deleted',
  changes: [{ field: 'title', before: title }],
});
