import { type ConsumerFloor, type ContinuityState, type ContinuityStore } from './continuity-state.js';
import { type LookedAt, marksWith } from './stream-look.js';

/** How the stream and the consumers stood at a look. */
export type Seen = { readonly looked: LookedAt; readonly consumers: readonly ConsumerFloor[] };

export const nothingKnown: ContinuityState = { looks: 0, era: 0, sequence: 0, marks: [], consumers: [] };

/** What this process has written of how stream and consumers stood, by which a database that went back is known. */
export class LookLog {
  #written = nothingKnown;
  #seen: Seen | undefined;

  constructor(private readonly store: ContinuityStore) {}

  get written(): ContinuityState {
    return this.#written;
  }

  /** Whether the database holds an older state than this process has written. */
  wentBack(kept: ContinuityState | undefined): boolean {
    return (kept?.looks ?? 0) < this.#written.looks;
  }

  /** After a repair, in the place of the state that it began from; false when another is there meanwhile. */
  async write(state: ContinuityState, seen: Seen): Promise<boolean> {
    const isWritten = await this.#put(state, seen);
    if (isWritten) this.#seen = seen;
    return isWritten;
  }

  /**
   * Writes how things stood when this process last looked, which the database then held: a copy of it that is older has fewer
   * looks and is known by them, a newer one holds all that was handled until then. How they stand now (`seen`) may be what
   * another copy knows, whose place this one is just taking: it is written at the next look.
   */
  async record(state: ContinuityState, seen: Seen): Promise<void> {
    if (await this.#put(state, this.#seen ?? seen)) this.#seen = seen;
  }

  async #put(state: ContinuityState, { looked, consumers }: Seen): Promise<boolean> {
    const { created, server, lastSequence, last } = looked;
    const looks = Math.max(state.looks, this.#written.looks) + 1;
    const next = {
      ...state,
      looks,
      consumers,
      stream: created,
      server,
      sequence: lastSequence,
      marks: marksWith(state.marks, last),
    };
    if (!(await this.store.write(next, state.looks))) return false;
    this.#written = next;
    return true;
  }
}
