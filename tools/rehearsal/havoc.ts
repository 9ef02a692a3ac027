import { existsSync } from 'node:fs';
import { cp, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Supervisor } from '../run/supervisor.js';
import { chaosOf, type Event, type Trouble } from './chaos.js';
import { type Step } from './drive.js';

/** How many steps before the power cut the copy is made to which JetStream's folder is taken back. */
const stepsLost = 2;

type Surroundings = {
  readonly seed: number;
  readonly folder: string;
  readonly supervisor: Supervisor;
  /** How long the sender of mails stands still: longer than a mail is left to a sender that does not stir. */
  readonly pauseMs: number;
  /** The meeting clock is kept in JetStream: it is set anew where its bucket was taken back with the rest. */
  readonly setClock: () => Promise<void>;
};

/** Lets what the plan says befall Sala, and counts it. */
export class Havoc {
  #plan: Map<number, Event> | undefined;
  readonly #copy: string;
  readonly counts: Record<Trouble['kind'], number> = { kill: 0, 'empty-queue': 0, pause: 0, 'power-cut': 0 };

  constructor(private readonly around: Surroundings) {
    this.#copy = join(around.folder, 'nats-before');
  }

  /** Runs along with a step's work. */
  async during({ index, of }: Step): Promise<void> {
    this.#plan ??= chaosOf(this.around.seed, of);
    const event = this.#plan.get(index);
    if (event === undefined) return;
    this.#plan.delete(index);
    await delay(event.afterMs);
    await this.#befall(event.trouble);
    this.counts[event.trouble.kind] += 1;
  }

  /** After a step, while nothing stirs: what a cut of the power will take JetStream back to. */
  async after({ index }: Step): Promise<void> {
    if (this.#plan?.get(index + stepsLost)?.trouble.kind !== 'power-cut') return;
    await rm(this.#copy, { recursive: true, force: true });
    await cp(join(this.around.folder, 'nats'), this.#copy, { recursive: true });
  }

  async #befall(trouble: Trouble): Promise<void> {
    const { supervisor, pauseMs, setClock } = this.around;
    switch (trouble.kind) {
      case 'kill':
        return supervisor.crash(trouble.victim);
      case 'empty-queue':
        return supervisor.crash('redis-server', () =>
          rm(join(this.around.folder, 'redis/appendonlydir'), { recursive: true }),
        );
      case 'pause':
        return supervisor.pause('notifications', pauseMs);
      case 'power-cut':
        return supervisor.cutPower(() => this.#loseWhatWasNotOnTheDisk(), setClock);
      default:
        return trouble satisfies never;
    }
  }

  async #loseWhatWasNotOnTheDisk(): Promise<void> {
    const streams = join(this.around.folder, 'nats');
    await rm(streams, { recursive: true });
    await cp(this.#copy, streams, { recursive: true });
    const queue = join(this.around.folder, 'redis/appendonlydir');
    // A queue that was emptied a moment ago may not have begun its files again: then it has nothing to lose.
    const files = existsSync(queue) ? await readdir(queue) : [];
    for (const name of files.filter((each) => each.includes('.incr.'))) {
      const file = await open(join(queue, name), 'r+');
      const { size } = await file.stat();
      const lost = Math.min(size, 4_096);
      await file.write(Buffer.alloc(lost), 0, lost, size - lost);
      await file.close();
    }
  }
}
