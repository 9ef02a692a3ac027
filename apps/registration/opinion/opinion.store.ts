import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { HistoryNoted, type HistoryNote } from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { digestText } from '#platform';
import { type InvitationRecord } from '../invitation/invitation.module.js';
import { type GivenOpinion, isStanding, type OpinionsRecord } from './opinion.js';

type OpinionsDocument = Aggregate & Omit<OpinionsRecord, 'id' | 'revision'>;

const schema = aggregateSchema<OpinionsDocument>({
  meetingId: text,
  invitationId: text,
  class: text,
  provinceCode: text,
  place: text,
  // Made by a decision from what the contract has parsed.
  given: { type: [Schema.Types.Mixed], required: true },
});
schema.index({ meetingId: 1, place: 1 });
schema.index({ meetingId: 1, provinceCode: 1, place: 1 });
schema.index({ meetingId: 1, class: 1, place: 1 });

/** Of a meeting; of one office, class or province of it. */
export type OpinionsOf = {
  readonly meetingId: string;
  readonly invitationId?: string | undefined;
  readonly class?: string | undefined;
  readonly provinceCode?: string | undefined;
};

const noted = (note: HistoryNote) => ({ ...fact(HistoryNoted, note), by: askedBy() });
const opinionsId = (invitationId: string): string => `opn-${digestText(invitationId, 16)}`;
const pageSize = 200;

/** What an office has said is one document: what is decided on it holds for two at once. */
@Injectable()
export class OpinionStore {
  readonly #opinions: Model<OpinionsDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#opinions = connection.model<OpinionsDocument>('Opinions', schema, 'opinions');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#opinions;
  }

  async find(invitationId: string): Promise<OpinionsRecord | undefined> {
    const doc = await this.#opinions.findById(opinionsId(invitationId), withoutOutbox).lean<OpinionsDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  /** Page by page in order of their places, from one on. */
  async *each(of: OpinionsOf, from = ''): AsyncGenerator<OpinionsRecord[]> {
    const asked = Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
    for (let after: string | undefined; ;) {
      const place = after === undefined ? { $gte: from } : { $gt: after };
      const docs: OpinionsDocument[] = await this.#opinions
        .find({ ...asked, place } as QueryFilter<OpinionsDocument>, withoutOutbox)
        .sort({ place: 1 })
        .limit(pageSize)
        .lean<OpinionsDocument[]>();
      if (docs.length > 0) yield docs.map(fromDocument);
      after = docs.at(-1)?.place;
      if (docs.length < pageSize) return;
    }
  }

  /** How many opinions of each office stand. */
  async counts(of: OpinionsOf): Promise<ReadonlyMap<string, number>> {
    const asked = Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
    const docs = await this.#opinions
      .find(asked as QueryFilter<OpinionsDocument>, { invitationId: 1, 'given.withdrawn': 1 })
      .lean<Pick<OpinionsDocument, 'invitationId' | 'given'>[]>();
    return new Map(docs.map(({ invitationId, given }) => [invitationId, given.filter(isStanding).length]));
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `before` was read. */
  async save(
    before: OpinionsRecord | undefined,
    { id: invitationId, meetingId, organisation }: Pick<InvitationRecord, 'id' | 'meetingId' | 'organisation'>,
    given: readonly GivenOpinion[],
    note: HistoryNote,
    now: Date,
  ): Promise<void> {
    if (before !== undefined) {
      await saveAggregate(this.#opinions, before, { given }, eventsOf(before, [noted(note)], now));
      return;
    }
    const { class: officeClass, provinceCode } = organisation;
    const id = opinionsId(invitationId);
    const place = [provinceCode, officeClass, invitationId].join('.');
    await beginAggregate(
      this.#opinions,
      { _id: id, meetingId, invitationId, class: officeClass, provinceCode, place, given },
      eventsOf({ id, revision: 0 }, [noted(note)], now),
    );
  }
}
