import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { OrganisationStore } from './organisation.store.js';

/** So many are named; the others are counted. */
const mostNamed = 20;

/**
 * A code is one office's: the database refuses a second one. What stands there from before, or was cut off on the way, is
 * looked through at the start. Where two offices have one code, one of them holds it; the others keep it as it was written,
 * are named in the log, and cannot be saved before they have another.
 */
@Injectable()
export class HeldCodes implements OnModuleInit {
  readonly #logger = new Logger('Directory');

  constructor(private readonly organisations: OrganisationStore) {}

  async onModuleInit(): Promise<void> {
    const doubled: string[] = [];
    for await (const each of this.organisations.unheld())
      if (!(await this.organisations.hold(each))) doubled.push(`${each.id} (${each.code})`);
    if (doubled.length > 0)
      this.#logger.warn(
        `${doubled.length} offices have the code of another: ${doubled.slice(0, mostNamed).join(', ')}${doubled.length > mostNamed ? ', …' : ''}`,
      );
  }
}
