import { GetNotificationsWorkState, GetRegistrationWorkState, GetSchedulingWorkState, type WorkState } from '#contracts';
import { AppError } from '#platform';
import { type NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { setTimeout as delay } from 'node:timers/promises';

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

  async moveTo(instant: string): Promise<void> {
    this.#now = instant;
    await setMeetingClock(this.link, { realInstant: instant, meetingInstant: instant, speed: 0 });
  }

  /**
   * Waits until every service shows this instant and says twice in a row that it has nothing in hand: an event on its
   * way from one service to another is seen by the second look.
   * @returns the earliest instant at which anything falls due next
   */
  async quiet(): Promise<string | undefined> {
    const until = performance.now() + this.patienceMs;
    let last: string[] = [];
    for (let calm = 0; calm < 2; ) {
      const states = await this.#states();
      const busy = states.flatMap((state, index) => (this.#isCalm(state) ? [] : [`${contracts[index]?.subject ?? ''} ${JSON.stringify(state ?? 'does not answer')}`]));
      calm = busy.length === 0 ? calm + 1 : 0;
      last = busy;
      if (calm === 2) return states.flatMap((state) => state?.nextDueAt ?? []).sort()[0];
      if (performance.now() > until) throw new Error(`not quiet at ${this.#now} within ${this.patienceMs / 1000} s:\n${last.join('\n')}`);
      await delay(busy.length === 0 ? 1 : 15);
    }
    return undefined;
  }

  #isCalm(state: WorkState | undefined): boolean {
    return state !== undefined && state.idle && state.now === this.#now;
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
