/** Everything that asks for the time asks a Clock. Abstract so that Nest can inject by it. */
export abstract class Clock {
  abstract now(): Date;
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
