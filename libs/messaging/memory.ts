import { type EventEnvelope } from '#contracts';
import { type ContinuityState, type ContinuityStore, type Renew } from './continuity-state.js';
import { type LookedAt } from './stream-look.js';

/** An event and its place in the stream; `model` is what its aggregate is kept as. */
export type ToldEvent = { readonly model: string; readonly event: EventEnvelope; readonly sequence: number };

/** Where the database stands: its era, and up to which place the stream holds what was known of it; undefined: nothing was known. */
export type EraAt = { readonly era: number; readonly held: number | undefined };

/** `regressed`: the stream holds less than it did. `repair` marks what is found lost, so that it is told again once. */
export type LossAt = {
  readonly held: number;
  readonly regressed: boolean;
  readonly keepMs: number;
  readonly repair: string;
};

/** What a service knows of what it has told, and how it compares with what the stream says it told. */
export abstract class Memory {
  abstract readonly state: ContinuityStore;
  abstract prepare(): Promise<void>;
  /** Called when another copy of the database may be there. */
  abstract onBreak(listener: () => void): void;
  /** Keeps what this stream has taken. */
  abstract keep(stream: string, told: readonly ToldEvent[], toldAt: Date): Promise<void>;
  /** Takes out again what was kept at this instant. */
  abstract forget(told: readonly ToldEvent[], toldAt: Date): Promise<void>;
  abstract countLost(): Promise<number>;
  /** Everything is to be told again; says how many events that are. */
  abstract loseAll(repair: string): Promise<number>;
  /** Everything is to be told again above all that others have heard; says of how many aggregates. */
  abstract forgetAll(era: number): Promise<number>;
  /** The era in which the database is once what it forgot was found out, and what it knows of that was raised into it. */
  abstract eraAfter(looked: LookedAt, at: EraAt, renew: Renew): Promise<number>;
  /** Marks what the stream has lost of what was told. */
  abstract findLost(looked: LookedAt, at: LossAt): Promise<void>;
  /** Publishes what is marked as lost. */
  abstract tellLost(stream: string, renew: Renew): Promise<void>;
}

/** That of a service without a database: it tells nothing, and knows of its consumers what it saw since it began. */
export class NoMemory extends Memory {
  #state: ContinuityState | undefined;
  override readonly state: ContinuityStore = {
    read: () => Promise.resolve(this.#state),
    write: (state) => {
      this.#state = state;
      return Promise.resolve(true);
    },
    alone: (work) => work(() => Promise.resolve()),
  };
  override prepare = () => Promise.resolve();
  override onBreak = () => undefined;
  override keep = () => Promise.resolve();
  override forget = () => Promise.resolve();
  override countLost = () => Promise.resolve(0);
  override loseAll = () => Promise.resolve(0);
  override forgetAll = () => Promise.resolve(0);
  override eraAfter = () => Promise.resolve(0);
  override findLost = () => Promise.resolve();
  override tellLost = () => Promise.resolve();
}
