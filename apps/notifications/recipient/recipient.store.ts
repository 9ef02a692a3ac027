import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { bilingual, InjectConnection, isDuplicateKey, text } from '#persistence';
import { notFound } from '#platform';
import { type Recipient } from './recipient.js';

type RecipientDocument = Omit<Recipient, 'invitationId'> & { readonly _id: string };

const schema = new Schema<RecipientDocument>(
  {
    _id: text, meetingId: text, organisationId: text, name: bilingual, class: text, provinceCode: text,
    email: String, language: text, responseRevision: { type: Number, required: true }, withdrawn: { type: Boolean, required: true },
  },
  { strict: 'throw', versionKey: false },
);
// Serves the reminder runs: a meeting's silent offices, in order of id.
schema.index({ meetingId: 1, withdrawn: 1, responseRevision: 1, _id: 1 });

const fromRecipientDocument = ({ _id, ...rest }: RecipientDocument): Recipient => ({ ...rest, invitationId: _id });

/** The invited offices as registration told of them. What events say of one is commutative, so their order is no matter. */
@Injectable()
export class RecipientStore {
  readonly #recipients: Model<RecipientDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#recipients = connection.model<RecipientDocument>('Recipient', schema, 'recipients');
  }

  async add({ invitationId, ...recipient }: Recipient): Promise<void> {
    try {
      await this.#recipients.insertOne({ _id: invitationId, ...recipient });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async get(invitationId: string): Promise<Recipient> {
    const doc = await this.#recipients.findById(invitationId).lean<RecipientDocument | null>();
    if (doc === null) throw unknownRecipient(invitationId);
    return fromRecipientDocument(doc);
  }

  async find(invitationIds: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    const docs = await this.#recipients.find({ _id: { $in: [...invitationIds] } }).lean<RecipientDocument[]>();
    return new Map(docs.map((doc) => [doc._id, fromRecipientDocument(doc)]));
  }

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async answered(invitationId: string, responseRevision: number): Promise<void> {
    const { matchedCount } = await this.#recipients.updateOne({ _id: invitationId }, { $max: { responseRevision } });
    if (matchedCount === 0) throw unknownRecipient(invitationId);
  }

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async withdraw(invitationId: string): Promise<void> {
    const { matchedCount } = await this.#recipients.updateOne({ _id: invitationId }, { $set: { withdrawn: true } });
    if (matchedCount === 0) throw unknownRecipient(invitationId);
  }

  /** A page of a meeting's silent offices after an id, in order of id. */
  async silent(meetingId: string, after: string, limit: number): Promise<Recipient[]> {
    const docs = await this.#recipients
      .find({ meetingId, withdrawn: false, responseRevision: 0, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<RecipientDocument[]>();
    return docs.map(fromRecipientDocument);
  }
}

const unknownRecipient = (invitationId: string) => notFound('recipient-not-found', `Nothing has been heard of the invitation ${invitationId} yet.`);
