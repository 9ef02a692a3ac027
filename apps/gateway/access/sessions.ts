import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { GetSession, SessionsEnded, sessionsEndedSubject } from '#contracts';
import { Hints, NatsLink, RpcClient } from '#messaging';
import { AppError, digestHex, SystemClock } from '#platform';
import { KeptSessions, type SignedIn } from './kept-sessions.js';

/** Where an answer is kept that may stand in, identity has this long to give a new one. */
const patienceMs = 1_500;

/** Who is signed in by a session: identity is asked each time, and what it said last stands in for some minutes while it can't be asked. */
@Injectable()
export class Sessions implements OnModuleInit, BeforeApplicationShutdown {
  readonly #kept = new KeptSessions();
  // Sign-ins last by the system's clock, not the meeting's.
  readonly #clock = new SystemClock();
  #stop: () => void = () => undefined;

  constructor(
    private readonly rpc: RpcClient,
    private readonly hints: Hints,
    private readonly link: NatsLink,
  ) {}

  onModuleInit(): void {
    this.#stop = this.hints.on(sessionsEndedSubject, SessionsEnded, (ended) => this.#kept.ended(ended));
    // Nobody hears a hint while the connection is broken.
    this.link.onChange(() => this.#kept.forgetAll());
  }

  beforeApplicationShutdown(): void {
    this.#stop();
  }

  /** Throws forbidden 'session-invalid', and unavailable 'service-unavailable' when identity can't be asked and said nothing of it lately. */
  async get(sessionToken: string): Promise<SignedIn> {
    const sessionHash = digestHex(sessionToken);
    const standIn = (): SignedIn | undefined => this.#kept.standIn(sessionHash, this.#clock.now().getTime());
    const { asOf } = this.#kept;
    try {
      const answer = await this.rpc.call(
        GetSession,
        { sessionToken },
        standIn() === undefined ? {} : { timeoutMs: patienceMs },
      );
      this.#kept.keep(sessionHash, answer, { asOf, nowMs: this.#clock.now().getTime() });
      return answer;
    } catch (error) {
      if (error instanceof AppError && error.kind !== 'unavailable') this.#kept.forget(sessionHash);
      else {
        const answer = standIn();
        if (answer !== undefined) return answer;
      }
      throw error;
    }
  }
}
