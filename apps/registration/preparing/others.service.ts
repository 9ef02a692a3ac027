import { Injectable } from '@nestjs/common';
import { addressKey, type CheckMisfits, FindCheckMisfits, ListSuppressions, type ParsedRequestOf } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError, KnownBriefly } from '#platform';
import { type IsBad } from './reached.js';

/** Whoever looks at a change waits no longer for what others know of it. */
const timeoutMs = 3_000;
const pageSize = 1000;
/** How old what is known of addresses may be: whoever looks reads page after page. */
const knownForMs = 5_000;

/** What other services know of what a meeting would do. None of it holds up a preview: what cannot be told is left out. */
@Injectable()
export class OthersService {
  readonly #bad = new KnownBriefly(() => this.#suppressed());

  constructor(private readonly rpc: RpcClient) {}

  /** Which addresses get no mail, as of a moment ago. */
  async bad(): Promise<IsBad> {
    const keys = await this.#unlessAway(() => this.#bad.get(knownForMs));
    return keys && ((address) => keys.has(addressKey(address)));
  }

  /** What would become of the meeting's checks. */
  misfits(asked: ParsedRequestOf<typeof FindCheckMisfits>): Promise<CheckMisfits | undefined> {
    return this.#unlessAway(() => this.rpc.call(FindCheckMisfits, asked, { timeoutMs }));
  }

  async #suppressed(): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for (let after: string | undefined; ;) {
      const asked = { limit: pageSize, ...(after !== undefined && { after }) };
      const { items, next } = await this.rpc.call(ListSuppressions, asked, { timeoutMs });
      for (const { address } of items) keys.add(addressKey(address));
      if (next === undefined) return keys;
      after = next;
    }
  }

  async #unlessAway<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') return undefined;
      throw error;
    }
  }
}
