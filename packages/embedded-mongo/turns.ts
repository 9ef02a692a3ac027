import { type Database } from './storage/database.js';

/** A command as the turns see it: done step by step. */
export interface Job {
  /** Goes on until it is done or should let others in. @returns the reply, `null` where there is none, undefined when it goes on later */
  step(sliceEndMs: number): Uint8Array | null | undefined;
  /** Whether it has written anything since it was last told that a commit was made. */
  readonly writes: boolean;
  /** What it has written is gone before it was done: it goes on no more, and lets go of what it holds. */
  abandon(error: unknown): void;
}

interface Entry {
  job: Job;
  deliver: (reply: Uint8Array | null) => void;
}

/** Past this time a turn takes up no more commands, so that answers which are ready don't wait for the rest. */
const TURN_MS = 20;
/** How long a command may run before it lets others in. */
const SLICE_MS = 5;
/** How long what a long command has written may wait to be committed when no answer is waiting for it. */
const COMMIT_MS = 100;

/**
 * Works off all commands that wait in the same turn of the event loop and commits them together (group commit):
 * only then are they answered. While a commit waits for the disk, the next turn's commands gather. A command that is not
 * done within its slice goes on in later turns, one such command a turn, behind those that are new.
 */
export class Turns {
  private waiting: Entry[] = [];
  private long: Entry[] = [];
  /** Long commands that have written since the last commit. */
  private readonly uncommitted = new Set<Entry>();
  private scheduled = false;
  private stopped = false;
  private lastCommitMs = 0;
  /** Turns so far, for tests that count rather than measure. */
  count = 0;

  constructor(
    private readonly database: Database,
    /** The reply in place of all those of a turn that could not be committed. */
    private readonly commitFailed: (error: unknown) => Uint8Array,
  ) {}

  submit(job: Job, deliver: (reply: Uint8Array | null) => void): void {
    if (this.stopped) return;
    this.waiting.push({ job, deliver });
    this.schedule();
  }

  /** Commits what was written, and takes up nothing more. Commands that are not done are left as they are. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
    this.long = [];
    this.database.commit();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (!this.stopped) this.turn();
    });
  }

  private turn(): void {
    const started = performance.now();
    this.count++;
    const done: { entry: Entry; reply: Uint8Array | null }[] = [];
    const entries = this.waiting;
    this.waiting = [];
    let taken = 0;
    const before = this.long.shift();
    while (taken < entries.length && (taken === 0 || performance.now() - started < TURN_MS))
      this.run(entries[taken++]!, done);
    if (taken < entries.length) this.waiting = entries.slice(taken);
    if (before) this.run(before, done);
    const due = done.length > 0 || this.database.isWriting === false || started - this.lastCommitMs > COMMIT_MS;
    const failed = due ? this.commit() : undefined;
    for (const { entry, reply } of done) entry.deliver(failed ?? reply);
    if (this.waiting.length > 0 || this.long.length > 0) this.schedule();
  }

  private run(entry: Entry, done: { entry: Entry; reply: Uint8Array | null }[]): void {
    const reply = entry.job.step(performance.now() + SLICE_MS);
    if (reply !== undefined) {
      this.uncommitted.delete(entry);
      done.push({ entry, reply });
      return;
    }
    this.long.push(entry);
    if (entry.job.writes) this.uncommitted.add(entry);
  }

  /** @returns the reply for all commands whose writes did not last */
  private commit(): Uint8Array | undefined {
    this.lastCommitMs = performance.now();
    const concerned = [...this.uncommitted];
    this.uncommitted.clear();
    try {
      this.database.commit();
      return undefined;
    } catch (error) {
      const failed = this.commitFailed(error);
      // What these had written is gone, and they count on it.
      this.long = this.long.filter((entry) => !concerned.includes(entry));
      for (const { job, deliver } of concerned) {
        job.abandon(error);
        deliver(failed);
      }
      return failed;
    }
  }
}
