import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type FileMade } from '#contracts';
import { inTemporaryFolder } from '#platform';
import { isDatabaseAway, Leases, SweepLoop } from '#persistence';
import { Files } from '../files/files.module.js';
import { asPage, asPdf, asWord, type Growing } from './documents.js';
import { mostTries, type PrintRunRecord } from './print-run.js';
import { PrintRunStore } from './print-run.store.js';
import { WritingService } from './writing.service.js';

/** How papers are made here. */
export type PrintSettings = {
  readonly sweepMs: number;
  /** The address that people reach Sala at. */
  readonly publicUrl: string;
  /** The Chromium that makes PDF files; without one they stay pages. */
  readonly chromium: string;
};
export const printSettings = Symbol('PrintSettings');
/** Making one is one replica's; it says so again now and then. */
const leaseMs = 60_000;
/** Laid out between two looks at whether to go on. */
const officesAtOnce = 50;

/** Thrown where somebody stopped it, another took it over, or the service ends: nothing more is written. */
class NotToGoOn extends Error {}

/** Makes the documents that were asked for, one after the other, one replica each. One that was cut off is made anew. */
@Injectable()
export class PrintWork implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Papers');
  readonly #loop: SweepLoop;
  readonly #ending = new AbortController();

  constructor(
    private readonly store: PrintRunStore,
    private readonly files: Files,
    private readonly writing: WritingService,
    private readonly leases: Leases,
    @Inject(printSettings) private readonly settings: PrintSettings,
  ) {
    this.#loop = new SweepLoop({ name: 'papers', run: () => this.sweep() }, leases, settings.sweepMs);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#loop.stop();
  }

  wake(): void {
    this.#loop.wake();
  }

  /** Whether there may be more at once. */
  async sweep(): Promise<boolean> {
    for (const run of await this.store.working()) {
      if (this.#ending.signal.aborted) return false;
      const lease = `print.${run.id}`;
      if (!(await this.leases.take(lease, leaseMs))) continue;
      try {
        await this.#make(run, lease);
      } finally {
        await this.leases.release(lease);
      }
    }
    return false;
  }

  async #make(run: PrintRunRecord, lease: string): Promise<void> {
    const tell = async (changes: Partial<Omit<PrintRunRecord, 'id'>>): Promise<void> => {
      if (this.#ending.signal.aborted || !(await this.leases.take(lease, leaseMs))) throw new NotToGoOn();
      if ((await this.store.save(run.id, changes)) === undefined) throw new NotToGoOn();
    };
    try {
      await tell({ tries: run.tries + 1 });
      const made = await inTemporaryFolder((folder) => this.#document(run, folder, tell));
      await tell({ state: 'made', fileId: made.fileId }).catch(async (error: unknown) => {
        await this.files.remove(made.fileId);
        throw error;
      });
    } catch (error) {
      if (error instanceof NotToGoOn || this.#ending.signal.aborted) return;
      if (isDatabaseAway(error)) throw error;
      this.#logger.warn(error);
      if (run.tries + 1 >= mostTries) await this.store.save(run.id, { state: 'failed' });
    }
  }

  async #document(
    run: PrintRunRecord,
    folder: string,
    tell: (changes: Partial<Omit<PrintRunRecord, 'id'>>) => Promise<void>,
  ): Promise<FileMade> {
    const { meeting, offices, title } = await this.writing.pileOf(run);
    await tell({ state: 'writing', offices: offices.length, written: 0 });
    const { chromium: command, publicUrl } = this.settings;
    const { parts } = run;
    const document: Growing =
      parts === 'letters-in-word'
        ? asWord({ folder, title })
        : command === ''
          ? await asPage({ folder, title, parts })
          : await asPdf({ folder, title, parts }, { command, signal: this.#ending.signal });
    const { origin } = new URL(publicUrl);
    for (let start = 0; start < offices.length; start += officesAtOnce) {
      const some = offices.slice(start, start + officesAtOnce);
      await document.add(await this.writing.sheetsOf(meeting, some, origin));
      await tell({ written: start + some.length });
    }
    const { path, ending, contentType } = await document.end();
    return this.files.make({ name: `${title}.${ending}`, contentType }, (stream) =>
      pipeline(createReadStream(path), stream),
    );
  }
}
