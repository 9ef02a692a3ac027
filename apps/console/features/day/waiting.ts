import type { Attendance, AttendanceState, HttpAsk, RecordAttendance } from '#contracts';

/** An entry that has still to reach Sala: what is sent of it, and when it was made by this machine's clock. */
export type Waiting = {
  readonly request: Omit<HttpAsk<typeof RecordAttendance>, 'agoMs'>;
  readonly madeAt: number;
  /** Why Sala did not take it; it is sent no more. */
  readonly refused?: string;
};

const isWaiting = (each: unknown): each is Waiting =>
  typeof each === 'object' && each !== null && 'madeAt' in each && 'request' in each;

/** What was kept, in the order in which it was made; what cannot be read is nothing. */
export const readWaiting = (kept: string | undefined): readonly Waiting[] => {
  try {
    const read: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(read) ? read.filter(isWaiting) : [];
  } catch {
    return [];
  }
};

const longestMs = 7 * 86_400_000;
/** What is sent: how long ago it was made, which no clock that is wrong can change. */
export const asSent = ({ request, madeAt }: Waiting, now: number): HttpAsk<typeof RecordAttendance> => ({
  ...request,
  agoMs: Math.min(longestMs, Math.max(0, Math.round(now - madeAt))),
});

/** How a line of the register stands: as it was entered here last, else as Sala has it. */
export type Line = {
  readonly state?: AttendanceState;
  readonly people?: number | undefined;
  readonly names?: string | undefined;
  readonly vouchedBy?: string | undefined;
  readonly waits: boolean;
};
export const lineOf = (invitationId: string, attendance: Attendance | undefined, waiting: readonly Waiting[]): Line => {
  const last = waiting.findLast(
    ({ request, refused }) => request.invitationId === invitationId && refused === undefined,
  );
  const said = last?.request ?? attendance;
  if (said === undefined) return { waits: false };
  const { state, people, names, vouchedBy } = said;
  return { state, people, names, vouchedBy, waits: last !== undefined };
};
