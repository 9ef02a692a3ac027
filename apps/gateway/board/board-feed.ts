import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BoardChanged, boardChangedSubject, GetResponseBoard } from '#contracts';
import { Hints, RpcClient } from '#messaging';

export type BoardListener = {
  /** The board as JSON text: at once, and whenever it has changed. */
  readonly board: (json: string) => void;
  /** The feed ends, since the gateway stops. */
  readonly end: () => void;
};

type Watched = { readonly listeners: Set<BoardListener>; json: string | undefined; reading: Promise<void> | undefined; again: boolean };

const rereadMs = 15_000;

/**
 * Hands the boards of meetings to many listeners. All share one subscription to hints and one read a change: hints that
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
    const timer = setInterval(() => this.#watched.forEach((_watched, meetingId) => this.#changed(meetingId)), rereadMs);
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
    const watched = this.#watched.get(meetingId) ?? { listeners: new Set(), json: undefined, reading: undefined, again: false };
    this.#watched.set(meetingId, watched);
    watched.listeners.add(listener);
    const leave = (): void => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(meetingId) === watched) this.#watched.delete(meetingId);
    };
    if (watched.json !== undefined) {
      listener.board(watched.json);
      return leave;
    }
    try {
      await this.#reread(meetingId, watched);
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  #changed(meetingId: string): void {
    const watched = this.#watched.get(meetingId);
    if (watched === undefined) return;
    this.#reread(meetingId, watched).catch((error: unknown) => {
      this.#logger.warn({ err: error, meetingId }, 'the board could not be read; it is read again later');
    });
  }

  /** One read at a time; whoever asks while one runs shares the next. */
  #reread(meetingId: string, watched: Watched): Promise<void> {
    watched.again = true;
    watched.reading ??= this.#read(meetingId, watched).finally(() => {
      watched.reading = undefined;
    });
    return watched.reading;
  }

  async #read(meetingId: string, watched: Watched): Promise<void> {
    while (watched.again && watched.listeners.size > 0) {
      watched.again = false;
      const json = JSON.stringify(await this.rpc.call(GetResponseBoard, { meetingId }));
      if (json === watched.json) continue;
      watched.json = json;
      for (const listener of watched.listeners) listener.board(json);
    }
  }
}
