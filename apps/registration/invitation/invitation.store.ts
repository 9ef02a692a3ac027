import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { type Answer, type Channel, type Invitation, type ListInvitations, type ParsedRequestOf, type ReplyOf, type Response } from '#contracts';
import { notFound } from '#platform';
import { type Aggregate, aggregateSchema, bilingual, eventsOf, type Fact, fromDocument, InjectConnection, insertAggregate, saveAggregate, text, withoutOutbox } from '#persistence';
import { ReadsTogether } from '../reads-together.js';
import { type InvitationRecord, invitationOf, type Standing, standingOf } from './invitation.js';

/** `standing`, `channel` and `answer` repeat the latest response, so that each filter of a list has an index. */
type InvitationDocument = Aggregate & Omit<InvitationRecord, 'id' | 'revision'> & { readonly standing: Standing; readonly channel?: Channel; readonly answer?: Answer };
export type InvitationChanges = Partial<Pick<InvitationDocument, 'status' | 'responses' | 'standing' | 'channel' | 'answer' | 'organisation' | 'siteName'>>;

const schema = aggregateSchema<InvitationDocument>({
  meetingId: text,
  organisation: { id: text, class: text, name: bilingual, provinceCode: text, siteId: text, email: String, language: text },
  siteName: bilingual,
  status: { type: String, required: true, enum: ['issued', 'withdrawn'] },
  linkVersion: { type: Number, required: true },
  // Made by a decision from what the contract has parsed; casting every revision again at each reply took longer than the decision.
  responses: { type: [Schema.Types.Mixed], required: true },
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

const toRecord = (doc: InvitationDocument): InvitationRecord => {
  const { standing: _standing, channel: _channel, answer: _answer, ...record } = fromDocument(doc);
  return record;
};

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
    if (record === undefined) throw notFound('invitation-not-found', `There is no invitation ${invitationId}: look the office up in the list of invitations.`);
    return record;
  }

  /** A page in order of id, each with its latest response only. */
  async list({ meetingId, standing, class: organisationClass, provinceCode, channel, answer, after = '', limit }: Filter): Promise<ReplyOf<typeof ListInvitations>> {
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
    const items: Invitation[] = docs.slice(0, limit).map(toRecord).map(invitationOf);
    const last = items.at(-1);
    return { items, ...(docs.length > limit && last && { next: last.id }) };
  }

  /** All invitations of a meeting, or of one province of it, page by page in order of id, each with its latest response only. */
  async *each(meetingId: string, { provinceCode, pageSize = 1000 }: { provinceCode?: string; pageSize?: number } = {}): AsyncGenerator<InvitationRecord[]> {
    for (let after = ''; ; ) {
      const docs = await this.#page({ meetingId, _id: { $gt: after }, ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }) } as QueryFilter<InvitationDocument>, pageSize);
      if (docs.length > 0) yield docs.map(toRecord);
      const last = docs.at(-1);
      if (docs.length < pageSize || last === undefined) return;
      after = last._id;
    }
  }

  async findMany(invitationIds: readonly string[]): Promise<InvitationRecord[]> {
    const docs = await this.#page({ _id: { $in: [...invitationIds] } } as QueryFilter<InvitationDocument>, invitationIds.length);
    return docs.map(toRecord);
  }

  async ofOrganisation(organisationId: string): Promise<InvitationRecord[]> {
    const docs = await this.#invitations.find({ 'organisation.id': organisationId }, withoutOutbox).lean<InvitationDocument[]>();
    return docs.map(toRecord);
  }

  insert(record: InvitationRecord, issued: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, ...content } = record;
    return insertAggregate(this.#invitations, { _id: id, ...content, responses: [], standing: standingOf(record) }, eventsOf({ id, revision: 0 }, [issued], now));
  }

  /** Keeps the next revision of the response beside the earlier ones. */
  addResponse(record: InvitationRecord, response: Response, recorded: Fact, now: Date): Promise<InvitationRecord> {
    const responses = [...record.responses, response];
    return this.save(record, { responses, standing: 'answered', channel: response.channel, answer: response.answer }, [recorded], now);
  }

  async save(record: InvitationRecord, changes: InvitationChanges, facts: readonly Fact[], now: Date): Promise<InvitationRecord> {
    const revision = await saveAggregate(this.#invitations, record, changes, eventsOf(record, facts, now));
    const { standing: _standing, channel: _channel, answer: _answer, ...changed } = changes;
    return { ...record, ...changed, revision };
  }

  async #read(ids: readonly string[]): Promise<Map<string, InvitationRecord>> {
    const docs = await this.#invitations.find({ _id: { $in: [...ids] } } as QueryFilter<InvitationDocument>, withoutOutbox).lean<InvitationDocument[]>();
    return new Map(docs.map((doc) => [doc._id, toRecord(doc)]));
  }

  #page(filter: QueryFilter<InvitationDocument>, limit: number): Promise<InvitationDocument[]> {
    return this.#invitations.find(filter, withoutOutbox).slice('responses', -1).sort({ _id: 1 }).limit(limit).lean<InvitationDocument[]>();
  }
}
