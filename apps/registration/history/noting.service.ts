import { Injectable } from '@nestjs/common';
import { type EventEnvelope } from '#contracts';
import { Together } from '#platform';
import { linked, type Unlinked } from './chain.js';
import { SiteStore } from '../organisation/organisation.module.js';
import { entryOf } from './entry.js';
import { HistoryStore } from './history.store.js';

const mostAtOnce = 500;

/**
 * Notes events in the history of their meeting, each once, in the order in which they are heard of. What arrives while
 * others are being written goes together into the next write; where another replica came first, it is linked anew.
 */
@Injectable()
export class NotingService {
  readonly #rounds = new Together<Unlinked, undefined>(async (meetingId, asked) => {
    await this.#note(
      meetingId,
      asked.map(({ item }) => item),
    );
    for (const { resolve } of asked) resolve(undefined);
  }, mostAtOnce);

  constructor(
    private readonly store: HistoryStore,
    private readonly sites: SiteStore,
  ) {}

  /** Resolves once the entry stands. */
  async note(event: EventEnvelope): Promise<void> {
    const entry = entryOf(event);
    if (entry !== undefined) await this.#rounds.ask(entry.meetingId, await this.#placed(entry));
  }

  /** What concerns a site is read by the focal point of its province and by no other. */
  async #placed(entry: Unlinked): Promise<Unlinked> {
    const { siteId, provinceCode } = entry;
    if (siteId === undefined || provinceCode !== undefined) return entry;
    const site = (await this.sites.find([siteId])).get(siteId)?.entry;
    return site === undefined ? entry : { ...entry, provinceCode: site.provinceCode };
  }

  async #note(meetingId: string, entries: readonly Unlinked[]): Promise<void> {
    const byEvent = new Map(entries.map((entry) => [entry.event, entry]));
    for (;;) {
      // The head first: whatever was noted since is either refused with it or known by then.
      const head = await this.store.head(meetingId);
      const known = await this.store.noted([...byEvent.keys()]);
      const fresh = [...byEvent.values()].filter(({ event }) => !known.has(event));
      if (fresh.length === 0 || (await this.store.append(linked(head, fresh)))) return;
    }
  }
}
