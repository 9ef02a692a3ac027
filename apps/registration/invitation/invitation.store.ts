import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import {
  type Answer,
  type Bilingual,
  type Channel,
  type Invitation,
  type ListInvitations,
  type ParsedRequestOf,
  type ReturnOf,
  type SeatState,
} from '#contracts';
import { askedBy, fitting } from '#messaging';
import { correlationId, notFound, ReadsTogether, SystemClock, withCorrelation } from '#platform';
import { searchedText, searchWords } from '#words';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  eventsOf,
  type Fact,
  type FoundBy,
  fromDocument,
  InjectConnection,
  insertAggregate,
  plain,
  saveAggregate,
  text,
  Texts,
  unlessThere,
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
import { asksOtherSite } from './other-site.js';
import { inCountingOrder, lastSaidAt } from './said.js';
import { type MeetingRecord } from '../meeting/meeting.module.js';

/** What is kept of the code of the link: what it is found by, never itself. */
export type KeptCode = { readonly key: string; readonly attempt: number };

/**
 * `standing`, `channel`, `answer`, `late`, `saidAt` and `asksOtherSite` repeat the response that counts, so that each filter of a list has an index.
 * `responses` stand in the order in which they count, so that a list reads the last one only. `scanIds`
 * repeats all scans that its responses name: each of them is one invitation's. `foundBy` is what it is
 * found by, and when that was written, by the machine's own clock. `seat` repeats what the hall at `siteId` held for it at
 * a `revision` of the hall.
 */
type InvitationDocument = Aggregate
  & Omit<InvitationRecord, 'id' | 'revision' | 'codeAttempt' | 'seat' | 'asksOtherSite'> & {
    readonly replyCode?: KeptCode;
    readonly standing: Standing;
    readonly channel?: Channel;
    readonly answer?: Answer;
    readonly late?: boolean;
    readonly saidAt?: string;
    readonly asksOtherSite?: true;
    readonly foundBy?: { readonly text: string; readonly at: Date };
    readonly scanIds?: readonly string[];
    readonly seat?: { readonly siteId: string; readonly revision: number; readonly state?: SeatState };
  };

const schema = aggregateSchema<InvitationDocument>({
  meetingId: text,
  organisation: { id: text, ...organisationFields },
  siteName: bilingual,
  status: { type: String, required: true, enum: ['issued', 'withdrawn'] },
  linkVersion: { type: Number, required: true },
  replyCode: { type: new Schema({ key: text, attempt: Number }, { _id: false }) },
  // Made by a decision from what the contract has parsed; casting every revision again at each reply took longer than the decision.
  responses: { type: [Schema.Types.Mixed], required: true },
  saidRevision: Number,
  extensions: { type: [Schema.Types.Mixed], default: undefined },
  standing: text,
  channel: String,
  answer: String,
  late: Boolean,
  saidAt: String,
  asksOtherSite: Boolean,
  movedAt: String,
  otherSiteDecided: String,
  withdrawnWith: String,
  foundBy: plain({ text, at: { type: Date, required: true } }),
  scanIds: { type: [String], default: undefined },
  seat: plain({ siteId: text, revision: { type: Number, required: true }, state: String }),
});
schema.index({ meetingId: 1, _id: 1 });
schema.index({ meetingId: 1, standing: 1, _id: 1 });
schema.index({ meetingId: 1, 'organisation.class': 1, _id: 1 });
schema.index({ meetingId: 1, 'organisation.provinceCode': 1, _id: 1 });
schema.index({ meetingId: 1, channel: 1, _id: 1 });
schema.index({ meetingId: 1, answer: 1, _id: 1 });
schema.index({ meetingId: 1, late: 1, _id: 1 });
schema.index({ meetingId: 1, 'seat.state': 1, _id: 1 });
schema.index({ meetingId: 1, saidAt: 1, _id: 1 });
schema.index({ meetingId: 1, asksOtherSite: 1, _id: 1 });
schema.index({ meetingId: 1, 'foundBy.at': 1 });
schema.index({ 'replyCode.key': 1 }, { unique: true, partialFilterExpression: { 'replyCode.key': { $exists: true } } });
schema.index({ scanIds: 1 }, { unique: true, partialFilterExpression: { scanIds: { $exists: true } } });
schema.index({ 'organisation.id': 1 });
schema.index({ 'organisation.siteId': 1 });

const toRecord = (doc: InvitationDocument): InvitationRecord => {
  const {
    standing: _standing,
    channel: _channel,
    answer: _answer,
    late: _late,
    saidAt: _saidAt,
    asksOtherSite: _asksOtherSite,
    foundBy: _foundBy,
    scanIds: _scanIds,
    replyCode,
    seat,
    ...record
  } = fromDocument(doc);
  return {
    ...record,
    ...(replyCode !== undefined && { codeAttempt: replyCode.attempt }),
    ...(seat?.state !== undefined && { seat: seat.state }),
  };
};
const machine = new SystemClock();
const foundBy = (organisation: InvitationRecord['organisation']) => ({
  text: searchedText(organisation),
  at: machine.now(),
});

/** A fact with the correlation id of the request that it comes from, where that is not the work in hand. */
export type ToldFact = Fact & { readonly correlationId?: string };

/** More offices than any hall holds. */
const mostOfSite = 2000;

/** With the meeting's word on what has to be confirmed, which `unconfirmed` goes by. */
type Filter = ParsedRequestOf<typeof ListInvitations> & Confirming;
export type Confirming = Pick<MeetingRecord, 'confirmedFrom'>;
/** So many ids are asked for by name; where more were found, those that the filter leaves are gone through. */
const fewFound = 2000;
const atATime = 200;

/** Offices that come and said so before they were asked to confirm; what is from before that was kept is as well. */
const unconfirmedSince = (confirmedFrom: string | undefined): object =>
  confirmedFrom === undefined
    ? { _id: { $in: [] } }
    : {
        standing: 'answered',
        answer: { $in: ['attend', 'representative'] },
        saidAt: { $not: { $gte: confirmedFrom } },
      };

const queryOf = ({
  meetingId,
  class: organisationClass,
  provinceCode,
  seat,
  unconfirmed,
  confirmedFrom,
  asksOtherSite: asks,
  ...repeated
}: Omit<Filter, 'after' | 'limit' | 'q'>): QueryFilter<InvitationDocument> => {
  const kept = Object.entries(repeated).filter(([, value]) => value !== undefined);
  return {
    meetingId,
    ...(organisationClass !== undefined && { 'organisation.class': organisationClass }),
    ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }),
    ...(seat !== undefined && { 'seat.state': seat }),
    ...(unconfirmed !== undefined && { [unconfirmed ? '$and' : '$nor']: [unconfirmedSince(confirmedFrom)] }),
    // Kept of those alone that ask.
    ...(asks !== undefined && { asksOtherSite: asks ? true : { $ne: true } }),
    ...Object.fromEntries(kept),
  } as QueryFilter<InvitationDocument>;
};

@Injectable()
export class InvitationStore {
  readonly #invitations: Model<InvitationDocument>;
  readonly #reads = new ReadsTogether<InvitationRecord>((ids) => this.#read(ids));
  readonly #texts = new Texts(
    (meetingId, since) => this.#foundBy(meetingId, since),
    () => machine.now().getTime(),
  );

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
  async list(filter: Filter): Promise<ReturnOf<typeof ListInvitations>> {
    const { records, next } = await this.page(filter);
    const items: Invitation[] = fitting(records.map((record) => invitationOf(record, filter)));
    const last = items.at(-1);
    return { items, ...((next !== undefined || items.length < records.length) && last && { next: last.id }) };
  }

  async page({ after = '', limit, ...filter }: Filter): Promise<{ records: InvitationRecord[]; next?: string }> {
    const docs = await this.#matching(filter, after, limit + 1);
    const last = docs[limit - 1];
    return { records: docs.slice(0, limit).map(toRecord), ...(docs.length > limit && last && { next: last._id }) };
  }

  /**
   * All invitations of a meeting, of the offices of one province, or at some of its sites, page by page in order of id, each
   * with the response that counts only.
   */
  async *each(
    meetingId: string,
    {
      provinceCode,
      siteIds,
      pageSize = 1000,
    }: { provinceCode?: string; siteIds?: readonly string[]; pageSize?: number } = {},
  ): AsyncGenerator<InvitationRecord[]> {
    for (let after = ''; ;) {
      const docs = await this.#page(
        {
          meetingId,
          _id: { $gt: after },
          ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }),
          ...(siteIds !== undefined && { 'organisation.siteId': { $in: [...siteIds] } }),
        } as QueryFilter<InvitationDocument>,
        pageSize,
      );
      if (docs.length > 0) yield docs.map(toRecord);
      const last = docs.at(-1);
      if (docs.length < pageSize || last === undefined) return;
      after = last._id;
    }
  }

  /** What a hall counts of each invitation that holds: of a meeting, of some of its sites, or of the offices of a province. */
  async seats({
    meetingId,
    siteIds,
    provinceCode,
  }: {
    readonly meetingId: string;
    readonly siteIds?: readonly string[];
    readonly provinceCode?: string;
  }): Promise<
    {
      readonly id: string;
      readonly class: string;
      readonly siteId: string;
      readonly siteName: Bilingual;
      readonly provinceCode: string;
      readonly comes: boolean;
    }[]
  > {
    const docs = await this.#invitations
      .find(
        {
          meetingId,
          status: 'issued',
          ...(siteIds !== undefined && { 'organisation.siteId': { $in: [...siteIds] } }),
          ...(provinceCode !== undefined && { 'organisation.provinceCode': provinceCode }),
        } as QueryFilter<InvitationDocument>,
        { 'organisation.siteId': 1, 'organisation.provinceCode': 1, 'organisation.class': 1, siteName: 1, answer: 1 },
      )
      .lean<Pick<InvitationDocument, '_id' | 'organisation' | 'siteName' | 'answer'>[]>();
    return docs.map(({ _id, organisation, siteName, answer }) => ({
      id: _id,
      class: organisation.class,
      siteId: organisation.siteId,
      siteName,
      provinceCode: organisation.provinceCode,
      comes: answer === 'attend' || answer === 'representative',
    }));
  }

  /** Of a meeting, or of what of it a board is asked for: who has yet to confirm, or who asks for another hall. */
  count(
    which: { readonly unconfirmed: true } | { readonly asksOtherSite: true },
    { id: meetingId, confirmedFrom }: Pick<MeetingRecord, 'id' | 'confirmedFrom'>,
    {
      classes,
      ...filter
    }: {
      readonly classes?: readonly string[] | undefined;
      readonly provinceCode?: string | undefined;
      readonly channel?: Channel | undefined;
    },
  ): Promise<number> {
    return this.#invitations.countDocuments({
      ...queryOf({ meetingId, ...which, confirmedFrom, ...filter }),
      ...(classes !== undefined && { 'organisation.class': { $in: [...classes] } }),
    } as QueryFilter<InvitationDocument>);
  }

  /** The invitations of one site that hold, each with the response that counts. */
  async ofSite(meetingId: string, siteId: string): Promise<InvitationRecord[]> {
    const docs = await this.#page(
      { meetingId, 'organisation.siteId': siteId, status: 'issued' } as QueryFilter<InvitationDocument>,
      mostOfSite,
    );
    return docs.map(toRecord);
  }

  /** In the order of their codes. */
  async provincesOf(meetingId: string): Promise<string[]> {
    const codes = await this.#invitations.distinct('organisation.provinceCode', { meetingId });
    return (codes as string[]).sort();
  }

  /** The sites at which the meeting has invited anybody. */
  async sitesOf(meetingId: string): Promise<string[]> {
    return (await this.#invitations.distinct('organisation.siteId', { meetingId })) as string[];
  }

  /** What its hall holds for an invitation, unless it knows better: of a later revision of the hall, or of another hall. */
  async repeatSeat(
    invitationId: string,
    { siteId, revision, state }: { readonly siteId: string; readonly revision: number; readonly state?: SeatState },
  ): Promise<void> {
    const filter = {
      _id: invitationId,
      'organisation.siteId': siteId,
      $or: [{ 'seat.siteId': { $ne: siteId } }, { 'seat.revision': { $lt: revision } }],
    } as QueryFilter<InvitationDocument>;
    const seat = { siteId, revision, ...(state !== undefined && { state }) };
    await this.#invitations.updateOne(filter, { $set: { seat } });
  }

  async findMany(invitationIds: readonly string[]): Promise<InvitationRecord[]> {
    const docs = await this.#page(
      { _id: { $in: [...invitationIds] } } as QueryFilter<InvitationDocument>,
      invitationIds.length,
    );
    return docs.map(toRecord);
  }

  async idsOfOrganisations(organisationIds: readonly string[]): Promise<string[]> {
    const filter = { 'organisation.id': { $in: [...organisationIds] } } as QueryFilter<InvitationDocument>;
    return (await this.#invitations.find(filter, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
  }

  /** Of each of these organisations its invitations; one that has none is not among them. */
  async idsByOrganisation(organisationIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const docs = await this.#invitations
      .find({ 'organisation.id': { $in: [...organisationIds] } } as QueryFilter<InvitationDocument>, {
        'organisation.id': 1,
      })
      .lean<{ _id: string; organisation: { id: string } }[]>();
    const ids = new Map<string, string[]>();
    for (const { _id, organisation } of docs) ids.set(organisation.id, [...(ids.get(organisation.id) ?? []), _id]);
    return ids;
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

  /** What the offices of these invitations are called. */
  async namesOf(invitationIds: readonly string[]): Promise<ReadonlyMap<string, Bilingual>> {
    const docs = await this.#invitations
      .find({ _id: { $in: [...new Set(invitationIds)] } } as QueryFilter<InvitationDocument>, {
        'organisation.name': 1,
      })
      .lean<Pick<InvitationDocument, '_id' | 'organisation'>[]>();
    return new Map(docs.map(({ _id, organisation }) => [_id, organisation.name]));
  }

  async idsOfSite(siteId: string): Promise<string[]> {
    return (await this.#invitations.find({ 'organisation.siteId': siteId }, { _id: 1 }).lean<{ _id: string }[]>()).map(
      ({ _id }) => _id,
    );
  }

  insert(record: InvitationRecord, issued: Fact, now: Date): Promise<'inserted' | 'exists'> {
    const { id, revision: _revision, codeAttempt: _codeAttempt, seat: _seat, ...content } = record;
    return insertAggregate(
      this.#invitations,
      {
        _id: id,
        ...content,
        responses: [],
        saidRevision: 1,
        standing: standingOf(record),
        foundBy: foundBy(record.organisation),
      },
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
    const { codeAttempt, ...kept } = record;
    const isRenewed = changes.linkVersion !== undefined;
    const changed = { ...kept, ...(!isRenewed && codeAttempt !== undefined && { codeAttempt }), ...changes };
    const counts = changed.status === 'withdrawn' ? undefined : countingResponse(changed);
    const repeated = {
      standing: standingOf(changed),
      channel: counts?.channel,
      answer: counts?.answer,
      late: counts?.late,
      saidAt: counts && lastSaidAt(counts),
      asksOtherSite: asksOtherSite(changed) || undefined,
      ...(changes.organisation && { foundBy: foundBy(changes.organisation) }),
    };
    const scanIds = changes.responses?.flatMap(({ scans = [] }) => scans.map(({ scanId }) => scanId)) ?? [];
    const said = changes.responses && {
      responses: inCountingOrder(changes.responses),
      saidRevision: record.revision + Math.max(1, facts.length),
    };
    const events = facts.flatMap((told, index) =>
      withCorrelation(told.correlationId ?? correlationId(), () =>
        eventsOf({ id: record.id, revision: record.revision + index }, [told], now),
      ),
    );
    const revision = await saveAggregate(
      this.#invitations,
      record,
      {
        ...changes,
        ...said,
        ...(scanIds.length > 0 && { scanIds }),
        ...repeated,
        ...(isRenewed && { replyCode: undefined }),
      },
      events,
    );
    return { ...changed, ...said, revision };
  }

  /** Which invitation names each of these scans; one that none names is not among them. */
  async namingScans(scanIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Set(scanIds);
    const docs = await this.#invitations
      .find({ scanIds: { $in: [...wanted] } } as QueryFilter<InvitationDocument>, { scanIds: 1 })
      .lean<Pick<InvitationDocument, '_id' | 'scanIds'>[]>();
    return new Map(
      docs.flatMap(({ _id, scanIds: named = [] }) =>
        named.filter((each) => wanted.has(each)).map((each) => [each, _id] as const),
      ),
    );
  }

  async findByCode(key: string): Promise<InvitationRecord | undefined> {
    const doc = await this.#invitations
      .findOne({ 'replyCode.key': key } as QueryFilter<InvitationDocument>, withoutOutbox)
      .lean<InvitationDocument | null>();
    return doc === null ? undefined : toRecord(doc);
  }

  /** Keeps the code of a link while it is this version's and has none; 'taken' if it is another invitation's. */
  async keepCode(
    { id, linkVersion }: Pick<InvitationRecord, 'id' | 'linkVersion'>,
    replyCode: KeptCode,
  ): Promise<'kept' | 'taken' | 'moved-on'> {
    const filter = { _id: id, linkVersion, replyCode: { $exists: false } } as QueryFilter<InvitationDocument>;
    const written = await unlessThere(() => this.#invitations.updateOne(filter, { $set: { replyCode } }));
    if (written === undefined) return 'taken';
    return written.matchedCount === 0 ? 'moved-on' : 'kept';
  }

  async #read(ids: readonly string[]): Promise<Map<string, InvitationRecord>> {
    const docs = await this.#invitations
      .find({ _id: { $in: [...ids] } } as QueryFilter<InvitationDocument>, withoutOutbox)
      .lean<InvitationDocument[]>();
    return new Map(docs.map((doc) => [doc._id, toRecord(doc)]));
  }

  /** A page of what a filter asks for, after an id. Of what was found by words, few are read by their ids; many are come across. */
  async #matching({ q = '', ...filter }: Omit<Filter, 'after' | 'limit'>, after: string, limit: number) {
    const asked = queryOf(filter);
    const words = searchWords(q);
    if (words.length === 0) return this.#page({ ...asked, _id: { $gt: after } }, limit);
    const found = (await this.#texts.idsWith(filter.meetingId, words)).filter((id) => id > after);
    const docs: InvitationDocument[] = [];
    if (found.length <= fewFound) {
      for (let start = 0; start < found.length && docs.length < limit; start += atATime)
        docs.push(
          ...(await this.#page({ ...asked, _id: { $in: found.slice(start, start + atATime) } }, limit - docs.length)),
        );
      return docs;
    }
    const isFound = new Set(found);
    for (let last = after; docs.length < limit;) {
      const page = await this.#page({ ...asked, _id: { $gt: last } }, atATime);
      docs.push(...page.filter(({ _id }) => isFound.has(_id)).slice(0, limit - docs.length));
      const end = page.at(-1);
      if (end === undefined || page.length < atATime) break;
      last = end._id;
    }
    return docs;
  }

  async *#foundBy(meetingId: string, since: Date | undefined): AsyncGenerator<FoundBy> {
    const docs = this.#invitations
      .find(
        { meetingId, ...(since !== undefined && { 'foundBy.at': { $gte: since } }) } as QueryFilter<InvitationDocument>,
        { foundBy: 1, organisation: 1 },
      )
      .lean<Pick<InvitationDocument, '_id' | 'foundBy' | 'organisation'>[]>()
      .cursor({ batchSize: 5000 });
    for await (const { _id, foundBy: kept, organisation } of docs)
      yield { id: _id, text: kept?.text ?? searchedText(organisation) };
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
