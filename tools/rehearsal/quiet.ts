import {
  GetNotificationsWorkState,
  GetRegistrationWorkState,
  GetSchedulingWorkState,
  type WorkState,
} from '#contracts';
import { AppError } from '#platform';
import { type NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { eventually } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';

const shortestWaitMs = 20;
const longestWaitMs = 250;
const contracts = [GetRegistrationWorkState, GetNotificationsWorkState, GetSchedulingWorkState];

/** Steps the clock that all services live by, and knows when they have nothing left to do at that instant. */
export class Stepper {
  readonly #rpc: RpcClient;
  #now = '';

  constructor(
    private readonly link: NatsLink,
    private readonly patienceMs = 60_000,
  ) {
    this.#rpc = new RpcClient(link);
  }

  get now(): string {
    return this.#now;
  }

  /** Where NATS is killed under it, the same is said again until it has been heard. */
  async moveTo(instant: string): Promise<void> {
    this.#now = instant;
    const anchor = { realInstant: instant, meetingInstant: instant, speed: 0 };
    await eventually(() => setMeetingClock(this.link, anchor), { within: this.patienceMs, every: 100 });
  }

  /** Waits until every service shows this instant: enough where nothing falls due at it. */
  async arrived(): Promise<void> {
    await this.#until(1, (state) => state?.now === this.#now);
  }

  /**
   * Waits until every service shows this instant and says twice in a row that it has nothing in hand: an event on its
   * way from one service to another is seen by the second look.
   * @returns the earliest instant at which anything falls due next
   */
  async quiet(): Promise<string | undefined> {
    const states = await this.#until(2, (state) => state !== undefined && state.idle && state.now === this.#now);
    return states.flatMap((state) => state?.nextDueAt ?? []).sort()[0];
  }

  /** Looks at all services until each is as wanted so many times in a row; resolves to what the last look saw. */
  async #until(times: number, isSo: (state: WorkState | undefined) => boolean): Promise<(WorkState | undefined)[]> {
    const giveUpAt = performance.now() + this.patienceMs;
    let waitMs = shortestWaitMs;
    for (let inARow = 0; ;) {
      const states = await this.#states();
      const others = states.flatMap((state, index) =>
        isSo(state) ? [] : [`${contracts[index]?.subject ?? ''} ${JSON.stringify(state ?? 'does not answer')}`],
      );
      inARow = others.length === 0 ? inARow + 1 : 0;
      if (inARow === times) return states;
      if (performance.now() > giveUpAt)
        throw new Error(`not quiet at ${this.#now} within ${this.patienceMs / 1000} s:\n${others.join('\n')}`);
      if (others.length === 0) {
        await delay(1);
        continue;
      }
      // Looking costs all of them something: what takes longer is looked at less often.
      await delay(waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 1.5);
    }
  }

  async #states(): Promise<(WorkState | undefined)[]> {
    return await Promise.all(
      contracts.map(async (contract) => {
        try {
          return await this.#rpc.call(contract, {}, { timeoutMs: 3_000 });
        } catch (error) {
          // A service that is being restarted does not answer; it is not quiet.
          if (error instanceof AppError && error.kind === 'unavailable') return undefined;
          throw error;
        }
      }),
    );
  }
}
