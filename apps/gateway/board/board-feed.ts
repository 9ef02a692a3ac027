import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Asker, BoardChanged, boardChangedSubject, GetResponseBoard } from '#contracts';
import { asker, confinedTo, Hints, RpcClient, withAsker } from '#messaging';
import { WakeLoop } from '#platform';

export type BoardListener = {
  /** The board as JSON text: at once, and whenever it has changed. */
  readonly board: (json: string) => void;
  /** The feed ends, since the gateway stops. */
  readonly end: () => void;
};

type Watched = {
  readonly meetingId: string;
  readonly asker: Asker;
  readonly listeners: Set<BoardListener>;
  json: string | undefined;
  readonly reading: WakeLoop;
};

const rereadMs = 15_000;
const system: Asker = { kind: 'system' };

/**
 * Hands the boards of meetings to many listeners, to a focal point the board of its province. All who see the same share one subscription to hints and one read a change: hints that
 * come while a board is being read make one more read after it. A hint that was missed is made up for by a read now and then.
 */
@Injectable()
export class BoardFeed implements OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(BoardFeed.name);
  readonly #watched = new Map<string, Watched>();
  #stop: () => void = () => undefined;

  constructor(
    private readonly rpc: RpcClient,
    private readonly hints: Hints,
  ) {}

  onModuleInit(): void {
    const unsubscribe = this.hints.on(boardChangedSubject, BoardChanged, ({ meetingId }) => this.#changed(meetingId));
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

  /** Adds a listener; it has got the board when this resolves. Rejects, without adding it, if the board cannot be read. */
  async listen(meetingId: string, listener: BoardListener): Promise<() => void> {
    const only = confinedTo();
    const key = `${meetingId} ${only ?? ''}`;
    const watched = this.#watched.get(key) ?? this.#watch(meetingId, only === undefined ? system : asker());
    this.#watched.set(key, watched);
    watched.listeners.add(listener);
    const leave = (): void => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key);
    };
    if (watched.json !== undefined) {
      listener.board(watched.json);
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
      (error) => this.#logger.warn({ err: error, meetingId }, 'the board could not be read; it is read again later'),
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
    const json = JSON.stringify(
      await withAsker(watched.asker, () => this.rpc.call(GetResponseBoard, { meetingId: watched.meetingId })),
    );
    if (json === watched.json) return;
    watched.json = json;
    for (const listener of watched.listeners) listener.board(json);
  }
}
