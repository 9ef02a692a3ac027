import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type RebuildResponseBoard, type ReturnOf } from '#contracts';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { addIncrements, type BoardEntry, countAll, emptyCounts, entryOf, incrementsOf, plainCounts } from './board.js';
import { type BoardControl, BoardStore } from './board.store.js';

type Progress = (counted: number) => void;

/**
 * Counts a board anew from the invitations while replies go on coming. The new entries are made beside the old ones; they
 * take their place only on the version of the board up to which they are complete.
 */
@Injectable()
export class RebuildService {
  constructor(
    private readonly store: BoardStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
  ) {}

  /** `differed`: the board had been wrong, apart from events that it had still to count. */
  async rebuild(meetingId: string, progress: Progress = () => {}): Promise<ReturnOf<typeof RebuildResponseBoard>> {
    await this.meetings.get(meetingId);
    for (;;) {
      const rebuilt = await this.#attempt(meetingId, progress);
      if (rebuilt) return rebuilt;
    }
  }

  /** Nothing when another rebuild took its place first. */
  async #attempt(meetingId: string, progress: Progress): Promise<ReturnOf<typeof RebuildResponseBoard> | undefined> {
    let control = await this.#control(meetingId);
    const old = control;
    const next = { meetingId, generation: randomBytes(8).toString('hex'), version: control.version };
    const entries = new Map<string, BoardEntry>();
    for await (const page of this.invitations.each(meetingId)) {
      await this.#take(next, page.map(entryOf), entries);
      progress(entries.size);
    }
    for (;;) {
      const counts = plainCounts(countAll(entries.values()));
      const differed = !isDeepStrictEqual(counts, await this.#expected(control, entries));
      if (await this.store.replace(control, counts, next.generation)) {
        await this.store.forget(old);
        return { board: { meetingId, ...counts }, differed };
      }
      const since = control;
      control = await this.#control(meetingId);
      if (control.generation !== old.generation) {
        await this.store.forget(next);
        return undefined;
      }
      const changed = await this.store.changedSince(since);
      await this.#take(
        { ...next, version: control.version },
        (await this.invitations.findMany(changed)).map(entryOf),
        entries,
      );
    }
  }

  /** The board's version, once the entries of its last change are written. */
  async #control(meetingId: string): Promise<BoardControl> {
    const control = await this.store.control(meetingId);
    await this.store.write(control, control.pending);
    return control;
  }

  async #take(
    at: Parameters<BoardStore['write']>[0],
    taken: readonly BoardEntry[],
    into: Map<string, BoardEntry>,
  ): Promise<void> {
    await this.store.write(at, taken);
    for (const entry of taken) into.set(entry.invitationId, entry);
  }

  /** What the board would show once it had counted the events that are still on their way. */
  async #expected(control: BoardControl, entries: ReadonlyMap<string, BoardEntry>) {
    const board = await this.store.find(control.meetingId);
    const kept = await this.store.entries(control);
    const ahead = [...entries.values()].filter(
      ({ invitationId, revision }) => revision > (kept.get(invitationId)?.revision ?? 0),
    );
    const moves = ahead.map((entry) => ({ from: kept.get(entry.invitationId)?.counted, to: entry.counted }));
    return plainCounts(addIncrements(board?.counts ?? emptyCounts(), incrementsOf(moves)));
  }
}
