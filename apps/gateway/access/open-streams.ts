import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { GetSession, SessionsEnded, sessionsEndedSubject } from '#contracts';
import { Hints, RpcClient } from '#messaging';
import { AppError, digestHex } from '#platform';

type Open = {
  readonly staffId: string;
  readonly sessionToken: string;
  readonly sessionHash: string;
  readonly end: () => void;
};

/** A hint that was missed is made up for by asking now and then; a session that expires ends its streams by this alone. */
const askAgainMs = 15_000;

/** The streams that are open, by whose they are: they end with their session, and when what its holder may do has changed. */
@Injectable()
export class OpenStreams implements OnModuleInit, BeforeApplicationShutdown {
  readonly #open = new Set<Open>();
  #stop: () => void = () => undefined;

  constructor(
    private readonly rpc: RpcClient,
    private readonly hints: Hints,
  ) {}

  onModuleInit(): void {
    const unsubscribe = this.hints.on(sessionsEndedSubject, SessionsEnded, (ended) => this.#end(ended));
    const timer = setInterval(() => void this.askAgain(), askAgainMs);
    this.#stop = () => {
      unsubscribe();
      clearInterval(timer);
    };
  }

  beforeApplicationShutdown(): void {
    this.#stop();
  }

  /** Gives back how to say that the stream has closed. */
  add(staffId: string, sessionToken: string, end: () => void): () => void {
    const open = { staffId, sessionToken, sessionHash: digestHex(sessionToken), end };
    this.#open.add(open);
    return () => void this.#open.delete(open);
  }

  /** Ends the streams of sessions that are no more; as long as nobody can say, they stay. */
  async askAgain(): Promise<void> {
    for (const sessionToken of new Set([...this.#open].map((each) => each.sessionToken))) {
      try {
        await this.rpc.call(GetSession, { sessionToken });
      } catch (error) {
        if (!(error instanceof AppError) || error.kind === 'unavailable') continue;
        for (const open of this.#open) if (open.sessionToken === sessionToken) open.end();
      }
    }
  }

  #end({ staffId, sessionHash, except }: SessionsEnded): void {
    for (const open of this.#open) {
      if (open.staffId !== staffId || open.sessionHash === except) continue;
      if (sessionHash === undefined || open.sessionHash === sessionHash) open.end();
    }
  }
}
