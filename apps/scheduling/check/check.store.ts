import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type Check, type CheckState } from '#contracts';
import { askedBy } from '#messaging';
import { conflict, notFound } from '#platform';
import {
  eventsOf,
  type Fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  saveAggregate,
  withoutOutbox,
} from '#persistence';
import { changed, type CheckDecision } from './check.js';
import { type CheckDocument, checksIn } from './check.document.js';
import { holdAnew } from './hold-anew.js';
import { hands, heldBy, heldUntil, longestMs, minutesTaken, type Occupied, type Taken } from './occupancy.js';

/** What a check holds, with both hands. */
const holding = (taken: Taken, gapMinutes: number): Required<Pick<CheckDocument, 'held' | 'heldUntil'>> => ({
  held: heldBy(minutesTaken(taken, gapMinutes), ...hands),
  heldUntil: heldUntil(taken, gapMinutes),
});
const holdingNothing = { held: undefined, heldUntil: undefined };

/** What is read of a check: neither its outbox nor the minutes that it holds. */
const read = { ...withoutOutbox, held: 0 } as const;
const toCheck = (doc: CheckDocument): Check => {
  const { occupies: _occupies, heldUntil: _heldUntil, handedBy: _handedBy, ...check } = fromDocument(doc);
  return check;
};

@Injectable()
export class CheckStore implements OnModuleInit {
  readonly #logger = new Logger(CheckStore.name);
  readonly #checks: Model<CheckDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#checks = checksIn(connection);
  }

  async onModuleInit(): Promise<void> {
    await this.#checks.init();
    await holdAnew(this.#checks, (id) =>
      this.#logger.warn(`The check ${id} overlaps another one in its room or at its site: move one of them.`),
    );
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#checks;
  }

  /** Throws not-found 'check-not-found'. */
  async get(checkId: string): Promise<Check> {
    return toCheck(await this.#find(checkId));
  }

  /** For whoever changes it. Throws not-found 'check-not-found', conflict 'calendar-busy' while a plan is moving it. */
  async getToChange(checkId: string): Promise<Check> {
    const doc = await this.#find(checkId);
    if (doc.handedBy !== undefined) throw conflict('calendar-busy', { why: doc.handedBy });
    return toCheck(doc);
  }

  async #find(checkId: string): Promise<CheckDocument> {
    const doc = await this.#checks.findById(checkId, read).lean<CheckDocument | null>();
    if (doc === null) throw notFound('check-not-found', { values: { id: checkId } });
    return doc;
  }

  /** In order of time. */
  async list(
    meetingId: string,
    only: { state?: CheckState | undefined; siteId?: string | undefined } = {},
  ): Promise<Check[]> {
    const filter = {
      meetingId,
      ...(only.state !== undefined && { state: only.state }),
      ...(only.siteId !== undefined && { siteId: only.siteId }),
    } as QueryFilter<CheckDocument>;
    const docs = await this.#checks.find(filter, read).sort({ startsAt: 1, room: 1, _id: 1 }).lean<CheckDocument[]>();
    return docs.map(toCheck);
  }

  /** What holds a room or a site at some time from `from` to `to`, at whichever meeting; nothing when there is no such time. */
  async occupied(from: string | undefined, to: string | undefined): Promise<Occupied[]> {
    if (from === undefined || to === undefined) return [];
    const [first, last] = [Date.parse(from) - longestMs, Date.parse(to) + longestMs].map((at) =>
      new Date(at).toISOString(),
    );
    const filter = { occupies: true, startsAt: { $gte: first, $lt: last } } as QueryFilter<CheckDocument>;
    const docs = await this.#checks
      .find(filter, { meetingId: 1, siteId: 1, room: 1, technicianId: 1, startsAt: 1, endsAt: 1, heldUntil: 1 })
      .lean<CheckDocument[]>();
    return docs.map(({ _id: id, heldUntil: until, ...taken }) => ({ id, ...taken, heldUntil: until ?? taken.endsAt }));
  }

  /** 'exists' when the same check was booked before; throws conflict 'duplicate-key' when somebody else took the slot. */
  insert(check: Check, gapMinutes: number, booked: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, ...content } = check;
    return insertAggregate(
      this.#checks,
      { _id: id, ...content, occupies: true, ...holding(check, gapMinutes) },
      eventsOf({ id, revision: 0 }, [{ ...booked, by: askedBy() }], now),
    );
  }

  /** With the gap after it where it moves. Throws conflict 'revision-conflict', or 'duplicate-key' when the slot it moves to is taken. */
  async save(check: Check, { changes, fact }: CheckDecision, now: Date, gapMinutes = 0): Promise<Check> {
    const moves = changes.startsAt === undefined ? {} : holding(changed(check, changes), gapMinutes);
    const occupies = changes.state === 'cancelled' ? { occupies: undefined, ...holdingNothing } : moves;
    const revision = await saveAggregate(
      this.#checks,
      check,
      { ...changes, ...occupies },
      eventsOf(check, [{ ...fact, by: askedBy() }], now),
    );
    return { ...changed(check, changes), revision };
  }
}
