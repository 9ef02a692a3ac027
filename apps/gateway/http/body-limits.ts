/** How long bodies may take on their way, and how many files may be on theirs at once. */
export type BodyLimits = {
  /** All of a body that a person typed, and what still comes of one that has been answered. */
  readonly wholeMs: number;
  /** A file without another byte of it. */
  readonly idleMs: number;
  /** All of a file: 64 MB by a line of 1 Mbit/s take nine minutes. */
  readonly fileMs: number;
  readonly checkEveryMs: number;
  readonly filesAtOnce: number;
  readonly filesOfOnePerson: number;
};

export const usualBodyLimits: BodyLimits = {
  wholeMs: 30_000,
  idleMs: 30_000,
  fileMs: 900_000,
  checkEveryMs: 1_000,
  filesAtOnce: 32,
  filesOfOnePerson: 4,
};

/** A body of which not all is here. `movedAt`: when something of it came last, or waited for us to take it. */
export type BodyOnItsWay = { readonly isFile: boolean; readonly begunAt: number; readonly movedAt: number };

/** Why nobody waits for the rest of it any more; nothing while it is waited for. */
export const lateAs = (
  { isFile, begunAt, movedAt }: BodyOnItsWay,
  now: number,
  { wholeMs, idleMs, fileMs }: Pick<BodyLimits, 'wholeMs' | 'idleMs' | 'fileMs'>,
): 'request-timeout' | 'upload-stalled' | 'upload-too-slow' | undefined => {
  if (!isFile) return now - begunAt >= wholeMs ? 'request-timeout' : undefined;
  if (now - begunAt >= fileMs) return 'upload-too-slow';
  return now - movedAt >= idleMs ? 'upload-stalled' : undefined;
};
