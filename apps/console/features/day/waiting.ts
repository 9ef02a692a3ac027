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

/** How a line of the register stands: as Sala has it, with what was entered here since. */
export type Line = {
  readonly state?: AttendanceState;
  readonly people?: number | null | undefined;
  readonly names?: string | undefined;
  readonly vouchedBy?: string | undefined;
  readonly waits: boolean;
};
export const lineOf = (invitationId: string, attendance: Attendance | undefined, waiting: readonly Waiting[]): Line => {
  const since = waiting.filter(
    ({ request, refused }) => request.invitationId === invitationId && refused === undefined,
  );
  return [attendance, ...since.map(({ request }) => request)].reduce<Line>(
    (line, said) =>
      said === undefined
        ? line
        : {
            ...line,
            state: said.state,
            ...(said.people !== undefined && { people: said.people }),
            ...(said.names !== undefined && { names: said.names }),
            ...(said.vouchedBy !== undefined && { vouchedBy: said.vouchedBy }),
          },
    { waits: since.length > 0 },
  );
};
