import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import mongoose, { type Collection, type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { type CountInbox, filePartBytes, type ListInbox, mailPrefix, type ParsedRequestOf } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  firstRevisionOf,
  InjectConnection,
  isWritten,
  saveAggregate,
  text,
  unlessThere,
} from '#persistence';
import { AppError, digestHex, notFound } from '#platform';
import { type Arrival, type InboundMail, type SortedMail, type StoredMail } from './inbound-mail.js';

type MailDocument = Aggregate & { readonly receivedAt: string; readonly [field: string]: unknown };
type PartDocument = { readonly _id: string; readonly mailId: string; readonly data: mongoose.mongo.Binary };

const mixed = { type: Schema.Types.Mixed };
const schema = aggregateSchema<MailDocument>(
  {
    way: text,
    recipient: text,
    returnPath: String,
    sha256: text,
    bytes: { type: Number, required: true },
    receivedAt: text,
    state: text,
    tries: Number,
    nextTryAt: String,
    sort: String,
    subject: String,
    from: mixed,
    replyTo: String,
    messageId: String,
    references: { type: [String], default: undefined },
    text: String,
    cut: Boolean,
    attachments: mixed,
    meetingId: String,
    office: mixed,
    recognisedBy: String,
    deliveryId: String,
    proposes: String,
    said: String,
    done: mixed,
  },
  { minimize: false },
);
schema.index({ state: 1, nextTryAt: 1 });
schema.index({ meetingId: 1, receivedAt: -1, _id: -1 });
schema.index({ 'office.invitationId': 1, receivedAt: -1, _id: -1 });

const partId = (fileId: string, number: number): string => `${fileId}.${number}`;
const mailOf = ({ _id, outbox: _outbox, ...rest }: MailDocument): InboundMail =>
  ({ ...rest, id: _id }) as unknown as InboundMail;
const withoutText = { text: 0, outbox: 0 } as const;

/** Of a meeting and of none; a focal point's are those of its province. */
const inboxOf = (meetingId: string, provinceCode: string | undefined): QueryFilter<MailDocument> => ({
  meetingId: provinceCode === undefined ? { $in: [meetingId, null] } : meetingId,
  ...(provinceCode !== undefined && { 'office.provinceCode': provinceCode }),
});

/** The mails that came, byte for byte in parts, and what was made out of them. */
@Injectable()
export class InboundStore {
  readonly #mails: Model<MailDocument>;
  readonly #parts: Collection<PartDocument>;
  readonly #listeners: (() => void)[] = [];

  constructor(@InjectConnection() connection: Connection) {
    this.#mails = connection.model<MailDocument>('InboundMail', schema, 'inbound-mails');
    this.#parts = connection.collection<PartDocument>('inbound-parts');
  }

  async ready(): Promise<void> {
    await this.#parts.createIndex({ mailId: 1 });
  }

  /** Has somebody called when there is something to sort. */
  onArrival(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Keeps a mail; it is on the disk when this resolves. The same once more, to the same address, changes nothing. */
  async keep({ raw, recipient, ...envelope }: Arrival, receivedAt: string): Promise<boolean> {
    const sha256 = createHash('sha256').update(raw).digest('hex');
    const mailId = `${mailPrefix}${digestHex(`${sha256} ${recipient.toLowerCase()}`, 32)}`;
    if (await this.#mails.exists({ _id: mailId })) return false;
    await this.keepFile(mailId, mailId, raw);
    const isNew = isWritten(
      await unlessThere(() =>
        this.#mails.updateOne(
          { _id: mailId },
          {
            $setOnInsert: {
              ...envelope,
              recipient,
              sha256,
              bytes: raw.length,
              receivedAt,
              revision: firstRevisionOf(this.#mails),
              state: 'stored',
              tries: 0,
              nextTryAt: '',
            },
          },
          { upsert: true },
        ),
      ),
    );
    for (const listener of this.#listeners) listener();
    return isNew;
  }

  /** A file that belongs to a mail, in parts. */
  async keepFile(mailId: string, fileId: string, content: Buffer): Promise<void> {
    for (let at = 0, number = 0; at < content.length; at += filePartBytes, number += 1) {
      const data = new mongoose.mongo.Binary(content.subarray(at, at + filePartBytes));
      await this.#parts.updateOne({ _id: partId(fileId, number) }, { $set: { mailId, data } }, { upsert: true });
    }
  }

  /** Throws not-found 'file-not-found'. */
  async part(fileId: string, number: number): Promise<Uint8Array> {
    const found = await this.#parts.findOne({ _id: partId(fileId, number) });
    if (found === null) throw notFound('file-not-found', { values: { id: fileId } });
    return found.data.value();
  }

  /** A mail as it came. */
  async raw({ id, bytes }: Pick<InboundMail, 'id' | 'bytes'>): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for (let number = 0; number < Math.ceil(bytes / filePartBytes); number += 1)
      parts.push(await this.part(id, number));
    return Buffer.concat(parts);
  }

  /** Those that are to be sorted now, the first that came first. */
  async toSort(realNow: string, limit: number): Promise<StoredMail[]> {
    const docs = await this.#mails
      .find({ state: 'stored', nextTryAt: { $lte: realNow } })
      .sort({ nextTryAt: 1 })
      .limit(limit)
      .lean<MailDocument[]>();
    return docs.map((doc) => mailOf(doc) as StoredMail);
  }

  countToSort(): Promise<number> {
    return this.#mails.countDocuments({ state: 'stored' });
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#mails;
  }

  /** Whether nobody else changed it meanwhile. Fields that are undefined go. */
  async change(
    mail: Pick<InboundMail, 'id' | 'revision'>,
    fields: Readonly<Record<string, unknown>>,
    told?: { readonly facts: readonly Fact[]; readonly now: Date },
  ): Promise<boolean> {
    const events = told === undefined ? [] : eventsOf(mail, told.facts, told.now);
    try {
      await saveAggregate(this.#mails, mail, fields, events);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'revision-conflict') return false;
      throw error;
    }
  }

  /** Gone, with all that belongs to it. */
  async remove(id: string): Promise<void> {
    await this.#mails.deleteOne({ _id: id });
    await this.#parts.deleteMany({ mailId: id });
  }

  /** Throws not-found 'mail-not-found', also of one that is still to be sorted. */
  async get(id: string): Promise<SortedMail> {
    const doc = await this.#mails.findById(id).lean<MailDocument | null>();
    const mail = doc === null ? undefined : mailOf(doc);
    if (mail === undefined || mail.state === 'stored') throw notFound('mail-not-found', { values: { id } });
    return mail;
  }

  async page(
    { meetingId, state, invitationId, after, limit }: ParsedRequestOf<typeof ListInbox>,
    provinceCode: string | undefined,
  ): Promise<{ items: Omit<SortedMail, 'text'>[]; next?: string }> {
    const last =
      after === undefined ? null : await this.#mails.findById(after, { receivedAt: 1 }).lean<MailDocument | null>();
    const docs = await this.#mails
      .find(
        {
          ...inboxOf(meetingId, provinceCode),
          state: state ?? { $ne: 'stored' },
          ...(invitationId !== undefined && { 'office.invitationId': invitationId }),
          ...(last !== null && {
            $or: [{ receivedAt: { $lt: last.receivedAt } }, { receivedAt: last.receivedAt, _id: { $lt: last._id } }],
          }),
        },
        withoutText,
      )
      .sort({ receivedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<MailDocument[]>();
    const items = docs.slice(0, limit).map((doc) => mailOf(doc) as SortedMail);
    const end = items.at(-1);
    return { items, ...(docs.length > limit && end && { next: end.id }) };
  }

  countOpen({ meetingId }: ParsedRequestOf<typeof CountInbox>, provinceCode: string | undefined): Promise<number> {
    return this.#mails.countDocuments({ ...inboxOf(meetingId, provinceCode), state: 'open' });
  }

  /** Forgets those that came before an instant and that nobody need look at any more. */
  async forget(before: string, limit: number): Promise<number> {
    const old = await this.#mails
      .find({ state: { $in: ['done', 'noted'] }, receivedAt: { $lt: before } }, { _id: 1 })
      .limit(limit)
      .lean<{ _id: string }[]>();
    for (const { _id } of old) await this.remove(_id);
    return old.length;
  }
}
