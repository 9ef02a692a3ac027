import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { type Records } from './domain-findings.js';

const timeout = 2_000;
const none: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** What the DNS that this machine asks says. */
@Injectable()
export class MailRecords {
  readonly #resolver = new Resolver({ timeout, tries: 2 });

  async txt(name: string): Promise<Records> {
    try {
      // A long record comes in pieces.
      return (await this.#resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    } catch (error) {
      return error instanceof Error && none.has(Reflect.get(error, 'code')) ? [] : 'silent';
    }
  }
}
