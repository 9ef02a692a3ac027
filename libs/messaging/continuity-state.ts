/** A message that the stream held: its place, and the instant at which the stream took it, by which it is known again. */
export type Mark = { readonly sequence: number; readonly takenAt: string };
/** `floor`: up to here the consumer had handled everything when this was written. */
export type ConsumerFloor = { readonly durable: string; readonly floor: number };

/**
 * What a service knew of the stream when it last looked. `looks` counts the times; `stream` is the instant at which the
 * stream was made, `server` the run of the NATS server, `sequence` its last message.
 */
export type ContinuityState = {
  readonly looks: number;
  readonly era: number;
  readonly stream?: string | undefined;
  readonly server?: string | undefined;
  readonly sequence: number;
  readonly marks: readonly Mark[];
  readonly consumers: readonly ConsumerFloor[];
};

/** To be called now and then by work that takes long and must be alone. */
export type Renew = () => Promise<void>;

/** Where a service keeps its state. */
export type ContinuityStore = {
  read(): Promise<ContinuityState | undefined>;
  /** Writes in the place of the state with so many `looks`, 0 where there is none; false when another is there, and stays. */
  write(state: ContinuityState, inPlaceOf: number): Promise<boolean>;
  /** Does the work while no other replica does such work. */
  alone<Result>(work: (renew: Renew) => Promise<Result>): Promise<Result>;
};
