import { JetStreamApiError, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { type ContinuityState, type Mark } from './continuity-state.js';
import { eventStream } from './topology.js';

/** The stream as it is: `created` is the instant at which it was made, `server` the run of the server that was asked. */
export type LookedAt = {
  readonly created: string;
  readonly server: string | undefined;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly last: Mark | undefined;
};

const notFoundCodes: readonly number[] = [10037, 10059, 10014];
export const isNotFound = (error: unknown): boolean =>
  error instanceof JetStreamApiError && notFoundCodes.includes(error.code);

const readMark = async (jsm: JetStreamManager, sequence: number): Promise<Mark | undefined> => {
  if (sequence <= 0) return undefined;
  const stored = await jsm.direct.getMessage(eventStream, { seq: sequence });
  return stored === null || stored === undefined ? undefined : { sequence, takenAt: stored.timestamp };
};

/** Looks at the stream; one that is not there is declared. */
export const lookAtStream = async (
  jsm: JetStreamManager,
  declare: () => Promise<void>,
  server: string | undefined,
): Promise<LookedAt> => {
  const ask = () => jsm.streams.info(eventStream);
  const info = await ask().catch(async (error: unknown) => {
    if (!isNotFound(error)) throw error;
    await declare();
    return ask();
  });
  const { first_seq: firstSequence, last_seq: lastSequence } = info.state;
  return {
    created: String(info.created),
    server,
    firstSequence,
    lastSequence,
    last: await readMark(jsm, lastSequence),
  };
};

/** The id under which an event was published; a repair appends its own name to it. */
export const idOfStored = (stored: Pick<StoredMsg, 'header'>): string =>
  (stored.header.get('Nats-Msg-Id') ?? '').split('@')[0] ?? '';

/**
 * Up to which place the stream still holds what it held when the state was written: the last one, or that of the newest mark
 * that is still true; 0 when it is another stream altogether.
 */
export const heldUpTo = async (jsm: JetStreamManager, state: ContinuityState, looked: LookedAt): Promise<number> => {
  if (state.stream !== looked.created) return 0;
  for (const mark of state.marks.toSorted((a, b) => b.sequence - a.sequence)) {
    // What has passed out of the stream in its time says nothing; what came after it is judged by later marks.
    if (mark.sequence < looked.firstSequence) return Math.min(state.sequence, looked.lastSequence);
    if (mark.sequence > looked.lastSequence) continue;
    if ((await readMark(jsm, mark.sequence))?.takenAt === mark.takenAt) return mark.sequence;
  }
  return 0;
};

const mostMarks = 24;

/** The marks with one more, thinned out: those of late lie close together, earlier ones further apart. */
export const marksWith = (marks: readonly Mark[], last: Mark | undefined): readonly Mark[] => {
  if (last === undefined || marks.at(-1)?.sequence === last.sequence) return marks;
  const all = [...marks.filter(({ sequence }) => sequence < last.sequence), last];
  if (all.length <= mostMarks) return all;
  // The pair that is closest in proportion to its age loses its older one.
  const newest = last.sequence;
  const gaps = all
    .slice(1, -1)
    .map((mark, index) => ({
      index: index + 1,
      width: ((all[index + 2] as Mark).sequence - (all[index] as Mark).sequence) / (newest - mark.sequence + 1),
    }));
  const drop = gaps.reduce((least, each) => (each.width < least.width ? each : least)).index;
  return all.filter((_mark, index) => index !== drop);
};
