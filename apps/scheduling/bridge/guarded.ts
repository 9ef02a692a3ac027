import { AppError, type Clock, unavailable } from '#platform';
import { type Callback, ConferenceBridge, type Guest, type Room, type RoomLook } from './conference-bridge.js';

/** So many failures in a row, and nothing is asked for a while: whoever waits would wait in vain. */
const mostFailures = 3;
const restMs = 5_000;

const isAway = (error: unknown): boolean => error instanceof AppError && error.code === 'bridge-away';

/**
 * A bridge that is away costs nobody more than a moment: a call is tried twice, and after some that failed none is made until
 * it has rested; then a single one finds out. By the real clock, which no rehearsal stops.
 */
export class GuardedBridge extends ConferenceBridge {
  #failures = 0;
  #restsUntil = 0;

  constructor(
    private readonly bridge: ConferenceBridge,
    private readonly real: Clock,
  ) {
    super();
  }

  get kind() {
    return this.bridge.kind;
  }
  get watches(): boolean {
    return this.bridge.watches;
  }
  open(room: Room): Promise<void> {
    return this.#try(() => this.bridge.open(room));
  }
  look(room: Room): Promise<RoomLook> {
    return this.#try(() => this.bridge.look(room));
  }
  close(room: Room): Promise<void> {
    return this.#try(() => this.bridge.close(room));
  }
  joinAddress(room: Room, guest: Guest): Promise<string | undefined> {
    return this.bridge.joinAddress(room, guest);
  }
  believes(callback: Callback): boolean {
    return this.bridge.believes(callback);
  }

  async #try<Result>(call: () => Promise<Result>): Promise<Result> {
    const now = this.real.now().getTime();
    if (now < this.#restsUntil) throw unavailable('bridge-away', { why: 'it is left alone for a moment' });
    // While others find out whether it is back nobody else waits for it.
    if (this.#failures >= mostFailures) this.#restsUntil = now + restMs;
    try {
      const result = await call().catch((error: unknown) => {
        if (!isAway(error) || this.#failures > 0) throw error;
        return call();
      });
      this.#failures = 0;
      this.#restsUntil = 0;
      return result;
    } catch (error) {
      if (!isAway(error)) throw error;
      this.#failures += 1;
      if (this.#failures >= mostFailures) this.#restsUntil = this.real.now().getTime() + restMs;
      throw error;
    }
  }
}
