import { Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type z } from 'zod';
import { type Asker, type Id, type RpcContract } from '#contracts';
import { asker, confinedTo, type Hints, type RpcClient, withAsker } from '#messaging';
import { WakeLoop } from '#platform';

export type LiveListener = {
  /** What is watched, as JSON text: at once, and whenever it has changed. */
  readonly tell: (json: string) => void;
  /** The feed ends, since the gateway stops. */
  readonly end: () => void;
};

/** What of a meeting is watched, and by which hints it is known that it has changed. */
export type Watching = {
  readonly contract: RpcContract<z.ZodObject<{ meetingId: typeof Id }>>;
  readonly subject: string;
  readonly hint: z.ZodType<{ meetingId: string }>;
  /** Whether what is told depends on more of whoever asks than the province: then those of the same roles share it. */
  readonly byRoles: boolean;
};

type Watched = {
  readonly meetingId: string;
  readonly asker: Asker;
  readonly listeners: Set<LiveListener>;
  json: string | undefined;
  readonly reading: WakeLoop;
};

const rereadMs = 15_000;
const system: Asker = { kind: 'system' };

/** Those who see the same, and by whose rights it is read. */
const audienceOf = (byRoles: boolean): { readonly key: string; readonly asker: Asker } => {
  const [who, only] = [asker(), confinedTo()];
  if (!byRoles || who.kind !== 'staff') return { key: only ?? '', asker: only === undefined ? system : who };
  const { role, roles = [role], provinceCode = '' } = who;
  return { key: [role, ...roles.toSorted(), provinceCode].join(' '), asker: who };
};

/**
 * Hands what is watched of meetings to many listeners, to a focal point what is of its province. All who see the same share one
 * subscription to hints and one read a change: hints that come while it is being read make one more read after it. A hint that
 * was missed is made up for by a read now and then.
 */
export abstract class LiveFeed implements OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(LiveFeed.name);
  readonly #watched = new Map<string, Watched>();
  #stop: () => void = () => undefined;

  protected constructor(
    private readonly watching: Watching,
    private readonly rpc: RpcClient,
    private readonly hints: Hints,
  ) {}

  onModuleInit(): void {
    const { subject, hint } = this.watching;
    const unsubscribe = this.hints.on(subject, hint, ({ meetingId }) => this.#changed(meetingId));
    const timer = setInterval(() => [...this.#watched.values()].forEach(({ reading }) => reading.wake()), rereadMs);
    this.#stop = () => {
      unsubscribe();
      clearInterval(timer);
    };
  }

  beforeApplicationShutdown(): void {
    this.#stop();
    for (const { listeners } of this.#watched.values()) for (const listener of listeners) listener.end();
    this.#watched.clear();
  }

  /** Adds a listener; it has been told when this resolves. Rejects, without adding it, if what it watches cannot be read. */
  async listen(meetingId: string, listener: LiveListener): Promise<() => void> {
    const audience = audienceOf(this.watching.byRoles);
    const key = `${meetingId} ${audience.key}`;
    const watched = this.#watched.get(key) ?? this.#watch(meetingId, audience.asker);
    this.#watched.set(key, watched);
    watched.listeners.add(listener);
    const leave = (): void => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key);
    };
    if (watched.json !== undefined) {
      listener.tell(watched.json);
      return leave;
    }
    try {
      await watched.reading.done();
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  #watch(meetingId: string, asking: Asker): Watched {
    const reading = new WakeLoop(
      () => this.#read(watched),
      (error) =>
        this.#logger.warn({ err: error, meetingId }, 'what is watched could not be read; it is read again later'),
    );
    const watched: Watched = { meetingId, asker: asking, listeners: new Set(), json: undefined, reading };
    return watched;
  }

  /** One read at a time; whoever asks while one runs shares the next. */
  #changed(meetingId: string): void {
    for (const watched of this.#watched.values()) if (watched.meetingId === meetingId) watched.reading.wake();
  }

  async #read(watched: Watched): Promise<void> {
    if (watched.listeners.size === 0) return;
    const { contract } = this.watching;
    const json = JSON.stringify(
      await withAsker(watched.asker, () => this.rpc.call(contract, { meetingId: watched.meetingId })),
    );
    if (json === watched.json) return;
    watched.json = json;
    for (const listener of watched.listeners) listener.tell(json);
  }
}
