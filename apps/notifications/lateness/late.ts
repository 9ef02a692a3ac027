/** What is seen of mails that do not leave. Real instants are marked so; the others are the meeting clock's. */
export type Seen = { readonly oldestDueAt: string; readonly sinceReal: number };

/**
 * What is seen now, after what was seen before: mails are late where the oldest that is due has been so for longer than it may, and that
 * is so for a while by the clock on the wall too. The meeting clock may pass over days in a moment, in which nothing could leave.
 */
export const seeLate = (
  before: Seen | undefined,
  oldestDueAt: string | undefined,
  now: { readonly meeting: Date; readonly real: Date },
  lateMs: number,
): Seen | undefined => {
  if (oldestDueAt === undefined || now.meeting.getTime() - Date.parse(oldestDueAt) <= lateMs) return undefined;
  return { oldestDueAt, sinceReal: before?.sinceReal ?? now.real.getTime() };
};

/** For so long back it is compared what was taken and what was put off. */
export const putOffWithinMs = 7 * 24 * 3_600_000;
/** So few that are put off say something of their mailboxes; as many as are taken, or more, of the way there. */
const fewMailboxes = 2;
export const isPutOff = ({ waiting, taken }: { readonly waiting: number; readonly taken: number }): boolean =>
  waiting > fewMailboxes && taken < waiting;

export const isLate = (seen: Seen | undefined, real: Date, forMs: number): seen is Seen =>
  seen !== undefined && real.getTime() - seen.sinceReal >= forMs;
