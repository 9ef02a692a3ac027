import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type Check, type CheckState } from '#contracts';
import { notFound } from '#platform';
import { type Aggregate, aggregateSchema, eventsOf, type Fact, fromDocument, InjectConnection, insertAggregate, plain, saveAggregate, text, withoutOutbox } from '#persistence';
import { changed, type CheckDecision } from './check.js';

/** `occupies` while the check holds its room: always but when cancelled. */
type CheckDocument = Aggregate & Omit<Check, 'id' | 'revision'> & { readonly occupies?: true };
const number = { type: Number, required: true } as const;
const result = {
  evidence: plain({
    lossPercent: Number, roundTripMs: Number, jitterMs: Number, audioBothWays: Boolean, videoBothWays: Boolean, contentShared: Boolean, echoFree: Boolean, contactPresent: Boolean,
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
  state: { type: String, required: true, enum: ['booked', 'passed', 'failed', 'no-show', 'cancelled'] satisfies CheckState[] },
  ...result,
  recordedAt: String,
  recordedBy: String,
  history: { type: [plain({ ...result, state: text, recordedAt: text, recordedBy: text, ended: text, endedAt: text, endedBy: text, reason: String })], default: undefined },
  cancelCause: String,
  occupies: Boolean,
});
// A slot is taken by these indexes, not by looking first: one check in a room at a time, one booked check of a site.
schema.index({ meetingId: 1, startsAt: 1, room: 1 }, { unique: true, partialFilterExpression: { occupies: true } });
schema.index({ meetingId: 1, siteId: 1 }, { unique: true, partialFilterExpression: { state: 'booked' } });
schema.index({ meetingId: 1, siteId: 1, ordinal: 1 });

const toCheck = (doc: CheckDocument): Check => {
  const { occupies: _occupies, ...check } = fromDocument(doc);
  return check;
};

@Injectable()
export class CheckStore {
  readonly #checks: Model<CheckDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#checks = connection.model<CheckDocument>('Check', schema, 'checks');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#checks;
  }

  /** Throws not-found 'check-not-found'. */
  async get(checkId: string): Promise<Check> {
    const doc = await this.#checks.findById(checkId, withoutOutbox).lean<CheckDocument | null>();
    if (doc === null) throw notFound('check-not-found', `There is no check ${checkId}: look it up in the meeting’s list of checks.`);
    return toCheck(doc);
  }

  /** In order of time. */
  async list(meetingId: string, only: { state?: CheckState | undefined; siteId?: string | undefined } = {}): Promise<Check[]> {
    const filter = { meetingId, ...(only.state !== undefined && { state: only.state }), ...(only.siteId !== undefined && { siteId: only.siteId }) } as QueryFilter<CheckDocument>;
    const docs = await this.#checks.find(filter, withoutOutbox).sort({ startsAt: 1, room: 1, _id: 1 }).lean<CheckDocument[]>();
    return docs.map(toCheck);
  }

  /** 'exists' when the same check was booked before; throws conflict 'duplicate-key' when somebody else took the slot. */
  insert(check: Check, booked: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, ...content } = check;
    return insertAggregate(this.#checks, { _id: id, ...content, occupies: true }, eventsOf({ id, revision: 0 }, [booked], now));
  }

  /** Throws conflict 'revision-conflict', or 'duplicate-key' when the slot it moves to is taken. */
  async save(check: Check, { changes, fact }: CheckDecision, now: Date): Promise<Check> {
    const occupies = changes.state === 'cancelled' ? { occupies: undefined } : {};
    const revision = await saveAggregate(this.#checks, check, { ...changes, ...occupies }, eventsOf(check, [fact], now));
    return { ...changed(check, changes), revision };
  }
}
