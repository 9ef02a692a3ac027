import { Injectable } from '@nestjs/common';
import { BoardChanged, boardChangedSubject } from '#contracts';
import { Hints } from '#messaging';
import { Together } from '#platform';
import { type BoardEntry, incrementsOf } from './board.js';
import { BoardStore } from './board.store.js';

/**
 * Counts invitations into their meeting's board. An entry counts only if its revision is newer than the one counted
 * before, whatever the order in which events come and however often. What arrives while a change is being written
 * goes together into the next one.
 */
@Injectable()
export class CountingService {
  readonly #rounds = new Together<BoardEntry, undefined>(async (meetingId, asked) => {
    await this.#countAll(
      meetingId,
      asked.map(({ item }) => item),
    );
    for (const { resolve } of asked) resolve(undefined);
  });
  /** The version of each board whose entries this process has written itself; merely saves writing them twice. */
  readonly #written = new Map<string, number>();

  constructor(
    private readonly store: BoardStore,
    private readonly hints: Hints,
  ) {}

  /** Resolves once the entry is counted. */
  count(meetingId: string, entry: BoardEntry): Promise<void> {
    return this.#rounds.ask(meetingId, entry);
  }

  async #countAll(meetingId: string, entries: readonly BoardEntry[]): Promise<void> {
    const newest = new Map<string, BoardEntry>();
    for (const entry of entries)
      if (entry.revision > (newest.get(entry.invitationId)?.revision ?? 0)) newest.set(entry.invitationId, entry);
    for (;;) {
      const control = await this.store.control(meetingId);
      if (control.version !== this.#written.get(meetingId)) await this.store.write(control, control.pending);
      const kept = await this.store.entries(control, [...newest.keys()]);
      const fresh = [...newest.values()].filter(
        ({ invitationId, revision }) => revision > (kept.get(invitationId)?.revision ?? 0),
      );
      if (fresh.length === 0) return;
      const increments = incrementsOf(
        fresh.map((entry) => ({ from: kept.get(entry.invitationId)?.counted, to: entry.counted })),
      );
      if (!(await this.store.add(control, increments, fresh))) continue;
      await this.store.write({ ...control, version: control.version + 1 }, fresh);
      this.#written.set(meetingId, control.version + 1);
      this.hints.publish(boardChangedSubject, BoardChanged.parse({ meetingId }));
      return;
    }
  }
}
