import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import { type Check, type CheckState } from '#contracts';
import { notFound } from '#platform';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  isDuplicateKey,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { changed, type CheckDecision } from './check.js';
import { heldUntil, longestMs, minutesHeld, type Occupied } from './occupancy.js';

/** `occupies`, and the minutes that it holds of its room and of its site, while the check holds them: always but when cancelled. */
type CheckDocument = Aggregate
  & Omit<Check, 'id' | 'revision'> & {
    readonly occupies?: true;
    readonly roomMinutes?: number[];
    readonly siteMinutes?: number[];
  };
const number = { type: Number, required: true } as const;
const result = {
  evidence: plain({
    lossPercent: Number,
    roundTripMs: Number,
    jitterMs: Number,
    audioBothWays: Boolean,
    videoBothWays: Boolean,
    contentShared: Boolean,
    echoFree: Boolean,
    contactPresent: Boolean,
  }),
  faults: { type: [String], default: undefined },
  note: String,
};

const schema = aggregateSchema<CheckDocument>({
  meetingId: text,
  siteId: text,
  ordinal: number,
  appointment: number,
  startsAt: text,
  endsAt: text,
  room: number,
  state: {
    type: String,
    required: true,
    enum: ['booked', 'passed', 'failed', 'no-show', 'cancelled'] satisfies CheckState[],
  },
  ...result,
  recordedAt: String,
  recordedBy: String,
  history: {
    type: [
      plain({
        ...result,
        state: text,
        recordedAt: text,
        recordedBy: text,
        ended: text,
        endedAt: text,
        endedBy: text,
        reason: String,
      }),
    ],
    default: undefined,
  },
  cancelCause: String,
  occupies: Boolean,
  roomMinutes: { type: [Number], default: undefined },
  siteMinutes: { type: [Number], default: undefined },
});
// A slot is taken by these indexes, not by looking first: one check in a room and one of a site at any minute, over all
// meetings, and one booked check of a site at a meeting. See docs/decisions/0013-a-place-is-its-minutes.md.
schema.index(
  { room: 1, roomMinutes: 1 },
  { unique: true, partialFilterExpression: { roomMinutes: { $exists: true } } },
);
schema.index(
  { siteId: 1, siteMinutes: 1 },
  { unique: true, partialFilterExpression: { siteMinutes: { $exists: true } } },
);
schema.index({ startsAt: 1 }, { partialFilterExpression: { occupies: true } });
schema.index({ meetingId: 1, siteId: 1 }, { unique: true, partialFilterExpression: { state: 'booked' } });
schema.index({ meetingId: 1, siteId: 1, ordinal: 1 });

/** What is read of a check: neither its outbox nor the minutes that it holds. */
const read = { ...withoutOutbox, roomMinutes: 0, siteMinutes: 0 } as const;
const toCheck = (doc: CheckDocument): Check => {
  const { occupies: _occupies, ...check } = fromDocument(doc);
  return check;
};

@Injectable()
export class CheckStore implements OnModuleInit {
  readonly #logger = new Logger(CheckStore.name);
  readonly #checks: Model<CheckDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#checks = connection.model<CheckDocument>('Check', schema, 'checks');
  }

  /** Checks that were booked before minutes were held get theirs; one that overlaps another stays as it is, and the log says so. */
  async onModuleInit(): Promise<void> {
    await this.#checks.init();
    const without = { occupies: true, roomMinutes: { $exists: false } } as QueryFilter<CheckDocument>;
    for (const check of await this.#checks.find(without, read).lean<CheckDocument[]>()) {
      await this.#checks
        .updateOne(
          { _id: check._id } as QueryFilter<CheckDocument>,
          { $set: minutesHeld(check, 0) } as UpdateQuery<CheckDocument>,
        )
        .catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
          this.#logger.warn(
            `The check ${check._id} overlaps another one in its room or at its site: move one of them.`,
          );
        });
    }
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#checks;
  }

  /** Throws not-found 'check-not-found'. */
  async get(checkId: string): Promise<Check> {
    const doc = await this.#checks.findById(checkId, read).lean<CheckDocument | null>();
    if (doc === null) throw notFound('check-not-found', { values: { id: checkId } });
    return toCheck(doc);
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
      .find(filter, { meetingId: 1, siteId: 1, room: 1, startsAt: 1, endsAt: 1, roomMinutes: { $slice: -1 } })
      .lean<CheckDocument[]>();
    return docs.map(({ _id: id, meetingId, siteId, room, startsAt, endsAt, roomMinutes }) => ({
      id,
      meetingId,
      siteId,
      room,
      startsAt,
      endsAt,
      heldUntil: heldUntil({ endsAt, roomMinutes }),
    }));
  }

  /** 'exists' when the same check was booked before; throws conflict 'duplicate-key' when somebody else took the slot. */
  insert(check: Check, gapMinutes: number, booked: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, ...content } = check;
    return insertAggregate(
      this.#checks,
      { _id: id, ...content, occupies: true, ...minutesHeld(check, gapMinutes) },
      eventsOf({ id, revision: 0 }, [booked], now),
    );
  }

  /** With the gap after it where it moves. Throws conflict 'revision-conflict', or 'duplicate-key' when the slot it moves to is taken. */
  async save(check: Check, { changes, fact }: CheckDecision, now: Date, gapMinutes = 0): Promise<Check> {
    const { startsAt, endsAt } = changes;
    const moves = startsAt !== undefined && endsAt !== undefined ? minutesHeld({ startsAt, endsAt }, gapMinutes) : {};
    const occupies =
      changes.state === 'cancelled' ? { occupies: undefined, roomMinutes: undefined, siteMinutes: undefined } : moves;
    const revision = await saveAggregate(
      this.#checks,
      check,
      { ...changes, ...occupies },
      eventsOf(check, [fact], now),
    );
    return { ...changed(check, changes), revision };
  }
}
