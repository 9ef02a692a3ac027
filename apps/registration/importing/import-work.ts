import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { onBehalfOf } from '#messaging';
import { isDatabaseAway, Leases, SweepLoop } from '#persistence';
import { AppError, Clock } from '#platform';
import { Files } from '../files/files.module.js';
import { type ImportRecord, mostTries } from './import.js';
import { ImportPageStore } from './import-page.store.js';
import { ImportStore } from './import.store.js';
import { KeepingService } from './keeping.service.js';
import { type KeepGoing, ReadingService } from './reading.service.js';

/** How often a replica looks for imports that another one has left. */
export const importSweepMs = Symbol('ImportSweepMs');
/** Work on an import is one replica's; it says so again after each batch. */
const leaseMs = 60_000;

/** Thrown where another took the import over, somebody stopped it, or the service ends: nothing more is written. */
class NotToGoOn extends Error {}

/** Does what imports wait for, one after the other, one replica each. Work that was cut off is begun again and finds what is done. */
@Injectable()
export class ImportWork implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Imports');
  readonly #loop: SweepLoop;
  #ending = false;

  constructor(
    private readonly store: ImportStore,
    private readonly pages: ImportPageStore,
    private readonly files: Files,
    private readonly reading: ReadingService,
    private readonly keeping: KeepingService,
    private readonly leases: Leases,
    private readonly clock: Clock,
    @Inject(importSweepMs) everyMs: number,
  ) {
    this.#loop = new SweepLoop({ name: 'imports', run: () => this.sweep() }, leases, everyMs);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending = true;
    await this.#loop.stop();
  }

  wake(): void {
    this.#loop.wake();
  }

  /** Whether there may be more at once. */
  async sweep(): Promise<boolean> {
    for (const record of await this.store.working(this.clock.now())) {
      if (this.#ending) return false;
      const lease = `import.${record.id}`;
      if (!(await this.leases.take(lease, leaseMs))) continue;
      try {
        await this.#work(record, lease);
      } finally {
        await this.leases.release(lease);
      }
    }
    return false;
  }

  async #work(found: ImportRecord, lease: string): Promise<void> {
    let record = found;
    const save = async (changes: Partial<Omit<ImportRecord, 'id'>>): Promise<void> => {
      try {
        record = await this.store.save(record, { ...changes, changedAt: this.clock.now().toISOString() });
      } catch (error) {
        if (error instanceof AppError && error.code === 'revision-conflict') throw new NotToGoOn();
        throw error;
      }
    };
    const keepGoing: KeepGoing = async (changes) => {
      if (this.#ending || !(await this.leases.take(lease, leaseMs))) throw new NotToGoOn();
      await save(changes);
    };
    try {
      // Rows belong to an attempt: only reading begins a new one.
      await save({ tries: record.tries + 1, ...(record.state === 'received' && { attempt: record.attempt + 1 }) });
      if (record.tries > mostTries && record.state !== 'failed') throw new AppError('unavailable', 'internal-error');
      await onBehalfOf(record.decidedBy, () => this.#do(record, keepGoing, save));
    } catch (error) {
      // What was kept since it was stopped counts as well.
      if (error instanceof NotToGoOn && record.state === 'committing')
        await this.store.countEnded(record, await this.pages.count(record, 'kept'));
      if (error instanceof NotToGoOn) return;
      await this.#failed(error, record, save);
    }
  }

  async #do(record: ImportRecord, keepGoing: KeepGoing, save: KeepGoing): Promise<void> {
    if (record.state === 'received') {
      await save({ state: 'waiting', ...(await this.reading.read(record, keepGoing)) });
    } else if (record.state === 'committing') {
      // What is kept is kept: only work that gets nowhere is given up.
      await this.keeping.keep(record, (changes) => keepGoing({ ...changes, tries: 0 }));
      await save({ state: 'done', inHand: undefined });
      await this.files.remove(record.id);
    } else if (record.state === 'stopped' || record.state === 'failed') {
      await this.keeping.finish(record);
      await this.store.countEnded(record, await this.pages.count(record, 'kept'));
    } else if (record.state === 'undoing') {
      await this.keeping.takeBack(record, (changes) => keepGoing({ ...changes, tries: 0 }));
      await save({ state: 'undone', inHand: undefined });
    }
  }

  /** What the file has wrong ends the import; anything else is tried again, and ends it when it never goes well. */
  async #failed(error: unknown, record: ImportRecord, save: KeepGoing): Promise<void> {
    const isFinal = error instanceof AppError && (error.kind === 'invalid' || record.tries > mostTries);
    if (!isFinal) {
      if (!isDatabaseAway(error)) this.#logger.warn(error);
      throw error;
    }
    await save({ state: 'failed', failure: { code: error.code, values: { ...error.values } } }).catch(
      (failure: unknown) => {
        if (!(failure instanceof NotToGoOn)) throw failure;
      },
    );
    await this.files.remove(record.id);
  }
}
