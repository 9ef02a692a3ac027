import { type Clock } from '#platform';

/** How long a run waits for events that are not handled yet, in milliseconds of real time. */
export const patienceMs = 15_000;
/** Asked after a longer pause than this, it is another wait. */
const pauseMs = 30_000;

/**
 * A run waits until all events are handled, but not for ever: one event that can't be handled must not hold up the reminders of
 * all meetings. Going on early harms nobody: whoever answered is found out right before the mail, and whoever is invited this
 * moment needs no reminder.
 */
export class Patience {
  #since: number | undefined;
  #askedAt = 0;

  /** `real` shows real time. */
  constructor(
    private readonly real: Pick<Clock, 'now'>,
    private readonly ms: number,
  ) {}

  /** Whether the wait is over: what is waited for is done, or has been waited for long enough. */
  isOver(done: boolean): boolean {
    const now = this.real.now().getTime();
    if (done || now - this.#askedAt > pauseMs) this.#since = undefined;
    this.#askedAt = now;
    this.#since ??= now;
    return done || now - this.#since >= this.ms;
  }
}
