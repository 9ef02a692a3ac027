import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import {
  type Answer,
  type Channel,
  type Invitation,
  type ListInvitations,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import { askedBy, fitting } from '#messaging';
import { correlationId, notFound, ReadsTogether, withCorrelation } from '#platform';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  eventsOf,
  type Fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import {
  countingResponse,
  type InvitationChanges,
  type InvitationRecord,
  invitationOf,
  type Standing,
  standingOf,
} from './invitation.js';
import { organisationFields } from '../organisation/organisation.module.js';
import { noteOfInvitation } from './noted.js';
import { inCountingOrder } from './said.js';

/**
 * `standing`, `channel` and `answer` repeat the response that counts, so that each filter of a list has an index. `responses`
 * stand in the order in which they count, so that a list reads the last one only.
 */
type InvitationDocument = Aggregate
  & Omit<InvitationRecord, 'id' | 'revision'> & {
    readonly standing: Standing;
    readonly channel?: Channel;
    readonly answer?: Answer;
  };

const schema = aggregateSchema<InvitationDocument>({
  meetingId: text,
  organisation: { id: text, ...organisationFields },
  siteName: bilingual,
  status: { type: String, required: true, enum: ['issued', 'withdrawn'] },
  linkVersion: { type: Number, required: true },
  // Made by a decision from what the contract has parsed; casting every revision again at each reply took longer than the decision.
  responses: { type: [Schema.Types.Mixed], required: true },
  saidRevision: Number,
  standing: text,
  channel: String,
  answer: String,
});
schema.index({ meetingId: 1, _id: 1 });
schema.index({ meetingId: 1, standing: 1, _id: 1 });
schema.index({ meetingId: 1, 'organisation.class': 1, _id: 1 });
schema.index({ meetingId: 1, 'organisation.provinceCode': 1, _id: 1 });
schema.index({ meetingId: 1, channel: 1, _id: 1 });
schema.index({ meetingId: 1, answer: 1, _id: 1 });
schema.index({ 'organisation.id': 1 });
schema.index({ 'organisation.siteId': 1 });

const toRecord = (doc: InvitationDocument): InvitationRecord => {
  const { standing: _standing, channel: _channel, answer: _answer, ...record } = fromDocument(doc);
  return record;
};

/** A fact with the correlation id of the request that it comes from, where that is not the work in hand. */
export type ToldFact = Fact & { readonly correlationId?: string };

type Filter = ParsedRequestOf<typeof ListInvitations>;

@Injectable()
export class InvitationStore {
  readonly #invitations: Model<InvitationDocument>;
  readonly #reads = new ReadsTogether<InvitationRecord>((ids) => this.#read(ids));

  constructor(@InjectConnection() connection: Connection) {
    this.#invitations = connection.model<InvitationDocument>('Invitation', schema, 'invitations');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#invitations;
  }

  find(invitationId: string): Promise<InvitationRecord | undefined> {
    return this.#reads.get(invitationId);
  }

  /** Throws not-found 'invitation-not-found'. */
  async get(invitationId: string): Promise<InvitationRecord> {
    const record = await this.find(invitationId);
    if (record === undefined) throw notFound('invitation-not-found', { values: { id: invitationId } });
    return record;
  }

  /** A page in order of id, each with the response that counts; fewer than asked for where they would be too large to send. */
  async list({
    meetingId,
    standing,
    class: organisationClass,
    provinceCode,
    channel,
    answer,
    after = '',
    limit,
  }: Filter): Promise<ReturnOf<typeof ListInvitations>> {
    const filter = {
      meetingId,
      _id: { $gt: after },
      ...(standing !== undefined && { standing }),
      ...(organisationClass !== undefined && { 'organisation.class': organisationClass }),
      ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }),
      ...(channel !== undefined && { channel }),
      ...(answer !== undefined && { answer }),
    } as QueryFilter<InvitationDocument>;
    const docs = await this.#page(filter, limit + 1);
    const items: Invitation[] = fitting(docs.slice(0, limit).map(toRecord).map(invitationOf));
    const last = items.at(-1);
    return { items, ...(docs.length > items.length && last && { next: last.id }) };
  }

  /** All invitations of a meeting, or of one province of it, page by page in order of id, each with the response that counts only. */
  async *each(
    meetingId: string,
    { provinceCode, pageSize = 1000 }: { provinceCode?: string; pageSize?: number } = {},
  ): AsyncGenerator<InvitationRecord[]> {
    for (let after = ''; ;) {
      const docs = await this.#page(
        {
          meetingId,
          _id: { $gt: after },
          ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }),
        } as QueryFilter<InvitationDocument>,
        pageSize,
      );
      if (docs.length > 0) yield docs.map(toRecord);
      const last = docs.at(-1);
      if (docs.length < pageSize || last === undefined) return;
      after = last._id;
    }
  }

  async findMany(invitationIds: readonly string[]): Promise<InvitationRecord[]> {
    const docs = await this.#page(
      { _id: { $in: [...invitationIds] } } as QueryFilter<InvitationDocument>,
      invitationIds.length,
    );
    return docs.map(toRecord);
  }

  async idsOfOrganisation(organisationId: string): Promise<string[]> {
    return (
      await this.#invitations.find({ 'organisation.id': organisationId }, { _id: 1 }).lean<{ _id: string }[]>()
    ).map(({ _id }) => _id);
  }

  /** Which of these organisations were ever invited, by their names. */
  async invitedAmong(organisationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const docs = await this.#invitations
      .find({ 'organisation.id': { $in: [...organisationIds] } } as QueryFilter<InvitationDocument>, {
        organisation: 1,
      })
      .lean<Pick<InvitationDocument, 'organisation'>[]>();
    return new Map(docs.map(({ organisation }) => [organisation.id, organisation.name.th]));
  }

  async idsOfSite(siteId: string): Promise<string[]> {
    return (await this.#invitations.find({ 'organisation.siteId': siteId }, { _id: 1 }).lean<{ _id: string }[]>()).map(
      ({ _id }) => _id,
    );
  }

  insert(record: InvitationRecord, issued: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, ...content } = record;
    return insertAggregate(
      this.#invitations,
      { _id: id, ...content, responses: [], saidRevision: 1, standing: standingOf(record) },
      eventsOf({ id, revision: 0 }, [{ ...issued, note: noteOfInvitation(undefined, record), by: askedBy() }], now),
    );
  }

  /** `record` has all its responses. */
  async save(
    record: InvitationRecord,
    { standing: _standing, ...changes }: InvitationChanges,
    facts: readonly ToldFact[],
    now: Date,
  ): Promise<InvitationRecord> {
    const changed = { ...record, ...changes };
    const counts = changed.status === 'withdrawn' ? undefined : countingResponse(changed);
    const repeated = { standing: standingOf(changed), channel: counts?.channel, answer: counts?.answer };
    const said = changes.responses && {
      responses: inCountingOrder(changes.responses),
      saidRevision: record.revision + Math.max(1, facts.length),
    };
    const events = facts.flatMap((told, index) =>
      withCorrelation(told.correlationId ?? correlationId(), () =>
        eventsOf({ id: record.id, revision: record.revision + index }, [told], now),
      ),
    );
    const revision = await saveAggregate(this.#invitations, record, { ...changes, ...said, ...repeated }, events);
    return { ...changed, ...said, revision };
  }

  async #read(ids: readonly string[]): Promise<Map<string, InvitationRecord>> {
    const docs = await this.#invitations
      .find({ _id: { $in: [...ids] } } as QueryFilter<InvitationDocument>, withoutOutbox)
      .lean<InvitationDocument[]>();
    return new Map(docs.map((doc) => [doc._id, toRecord(doc)]));
  }

  #page(filter: QueryFilter<InvitationDocument>, limit: number): Promise<InvitationDocument[]> {
    return this.#invitations
      .find(filter, withoutOutbox)
      .slice('responses', -1)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<InvitationDocument[]>();
  }
}
