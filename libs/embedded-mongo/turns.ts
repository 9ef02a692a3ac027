import { type Database } from './storage/database.js';

interface Job {
  run: () => Uint8Array;
  deliver: (reply: Uint8Array) => void;
}

/** Past this time a turn ends, so that answers which are ready don't wait for the rest. */
const TURN_MS = 20;

/**
 * Works off all commands that wait in the same turn of the event loop and commits them together (group commit):
 * only then are they answered. While a commit waits for the disk, the next turn's commands gather.
 */
export class Turns {
  private waiting: Job[] = [];
  private scheduled = false;

  constructor(
    private readonly database: Database,
    /** The reply in place of all those of a turn that could not be committed. */
    private readonly commitFailed: (error: unknown) => Uint8Array,
  ) {}

  submit(run: () => Uint8Array, deliver: (reply: Uint8Array) => void): void {
    this.waiting.push({ run, deliver });
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.turn();
    });
  }

  private turn(): void {
    const started = performance.now();
    const jobs = this.waiting;
    this.waiting = [];
    const replies: Uint8Array[] = [];
    while (replies.length < jobs.length && (replies.length === 0 || performance.now() - started < TURN_MS)) replies.push(jobs[replies.length]!.run());
    if (replies.length < jobs.length) {
      this.waiting = jobs.slice(replies.length);
      this.schedule();
    }
    let failed: Uint8Array | undefined;
    try {
      this.database.commit();
    } catch (error) {
      failed = this.commitFailed(error);
    }
    for (const [position, reply] of replies.entries()) jobs[position]!.deliver(failed ?? reply);
  }
}
