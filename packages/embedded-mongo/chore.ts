import { newWork, PAUSE, within, type Steps } from './language/index.js';
import { type Catalogue } from './storage/catalogue.js';
import { type Database } from './storage/database.js';
import { type Job } from './turns.js';

/** Work that the server gives itself, between the commands of its clients. */
export class Chore<T> implements Job {
  readonly writes = true;
  readonly done: Promise<T>;
  private readonly work = newWork();
  private resolve!: (value: T) => void;
  private reject!: (error: unknown) => void;
  private outcome?: () => void;

  constructor(
    private readonly storage: { database: Database; catalogue: Catalogue },
    private readonly steps: Steps<T>,
  ) {
    this.done = new Promise<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  step(sliceEndMs: number): null | undefined {
    this.work.sliceEndMs = sliceEndMs;
    const { database, catalogue } = this.storage;
    try {
      const step = within(this.work, () =>
        database.write(
          () => this.steps.next(),
          () => catalogue.reload(),
        ),
      );
      if (!step.done && step.value === PAUSE) return undefined;
      this.outcome = () => this.resolve(step.value as T);
    } catch (error) {
      this.outcome = () => this.reject(error);
    } finally {
      database.closeScans();
    }
    this.work.account.close();
    return null;
  }

  /** What it did lasts if the reply is the one that it gave; else its turn could not be committed. */
  settle(reply: Uint8Array | null): void {
    if (reply === null) this.outcome?.();
    else this.reject(new Error('what it wrote could not be committed'));
  }

  abandon(error: unknown): void {
    this.work.account.close();
    this.reject(error);
  }
}
