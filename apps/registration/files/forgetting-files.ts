import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { SystemClock } from '#platform';
import { FileUsers } from './file-users.js';
import { Files } from './files.js';

const everyMs = 60_000;
/** Whoever began to send a file, or has sent one for something, is done with it by then. */
const dayMs = 86_400_000;
/** Whoever asked for a file has it long before. */
const madeMs = 3_600_000;
const pageSize = 100;

/** What nobody comes back for goes: files that never became whole, those that nobody named, and those that were made for somebody to get. */
@Injectable()
export class ForgettingFiles implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #real = new SystemClock();
  readonly #loop: SweepLoop;
  /** How far each kind has been looked through; whoever begins anew begins at the first. */
  readonly #lookedAt = new Map<string, string>();

  constructor(
    private readonly files: Files,
    private readonly users: FileUsers,
    leases: Leases,
  ) {
    this.#loop = new SweepLoop({ name: 'files', run: () => this.sweep() }, leases, everyMs);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  async sweep(now = this.#real.now()): Promise<boolean> {
    const before = new Date(now.getTime() - dayMs);
    const beside = (fileId: string) => this.users.forgotten(fileId);
    await this.files.forgetUnfinished(before, beside);
    await this.files.forgetMade(new Date(now.getTime() - madeMs));
    for (const { prefix, named } of this.users.all()) {
      const after = this.#lookedAt.get(prefix);
      const fileIds = await this.files.untouched({ prefix, before, after, limit: pageSize });
      const ofUse = new Set(fileIds.length === 0 ? [] : await named(fileIds));
      for (const fileId of fileIds) if (!ofUse.has(fileId)) await this.files.forget(fileId, before, beside);
      const last = fileIds.length < pageSize ? undefined : fileIds.at(-1);
      if (last === undefined) this.#lookedAt.delete(prefix);
      else this.#lookedAt.set(prefix, last);
    }
    return false;
  }
}
