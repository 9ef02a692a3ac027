import { type ClockAnchor, meetingMsAt } from '#contracts';

/** Everything that asks for the time asks a Clock. Abstract so that Nest can inject by it. */
export abstract class Clock {
  abstract now(): Date;

  /** Tells whoever waits for an instant that the time was set anew, which the real time never is. */
  onSet(_listener: () => void): void {}
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock for unit tests: it stands still until it is told otherwise. */
export class StoppedClock extends Clock {
  #instant: Date;

  constructor(instant: string | Date) {
    super();
    this.#instant = new Date(instant);
  }

  now(): Date {
    return new Date(this.#instant);
  }

  moveTo(instant: string | Date): void {
    this.#instant = new Date(instant);
  }
}

/** The services' clock: the real one until an anchor is set, then the meeting's. */
export class MeetingClock extends Clock {
  #anchor: ClockAnchor | undefined;
  readonly #listeners: (() => void)[] = [];

  constructor(private readonly real: Clock = new SystemClock()) {
    super();
  }

  now(): Date {
    return this.#anchor === undefined
      ? this.real.now()
      : new Date(meetingMsAt(this.#anchor, this.real.now().getTime()));
  }

  /** The clock now follows this anchor; without one it is the real clock again. */
  set(anchor: ClockAnchor | undefined): void {
    this.#anchor = anchor;
    for (const listener of this.#listeners) listener();
  }

  override onSet(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
