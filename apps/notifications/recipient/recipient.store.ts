import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Bilingual } from '#contracts';
import { bilingual, InjectConnection, projectIfNewer, type Projection, text, updateIfNewer } from '#persistence';
import { notFound } from '#platform';
import { mayCome, type Recipient } from './recipient.js';

type RecipientDocument = Omit<Recipient, 'invitationId' | 'revision'> & Projection;

const schema = new Schema<RecipientDocument>(
  {
    _id: text,
    meetingId: text,
    organisationId: text,
    name: bilingual,
    class: text,
    provinceCode: text,
    email: String,
    language: text,
    responseRevision: { type: Number, required: true },
    coming: Boolean,
    late: Boolean,
    withdrawn: { type: Boolean, required: true },
    answersUntil: String,
    revision: Number,
  },
  { strict: 'throw', versionKey: false },
);
// Serves the reminder runs: a meeting's silent offices, in order of id.
schema.index({ meetingId: 1, withdrawn: 1, responseRevision: 1, _id: 1 });
schema.index({ meetingId: 1, _id: 1 });
schema.index({ organisationId: 1 });

/** Offices taken at a time. */
const pageSize = 500;

const fromRecipientDocument = ({ _id, ...rest }: RecipientDocument): Recipient => ({ ...rest, invitationId: _id });

/** The invited offices as registration told of them. An event of an invitation counts only if its revision is newer than what is known. */
@Injectable()
export class RecipientStore {
  readonly #recipients: Model<RecipientDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#recipients = connection.model<RecipientDocument>('Recipient', schema, 'recipients');
  }

  /**
   * The invitation was issued, as of a revision: for the first time, or anew, when whatever had been known of it counts no more.
   * @returns whether this was news
   */
  issue({
    invitationId,
    revision,
    email,
    coming,
    late,
    answersUntil,
    ...recipient
  }: Recipient & { readonly revision: number }): Promise<boolean> {
    return projectIfNewer(this.#recipients, invitationId, revision, {
      ...recipient,
      email,
      coming,
      late,
      answersUntil,
    });
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

  /**
   * What an event says of an invitation, unless a newer one was heard of.
   * @returns whether this was news
   * @throws not-found 'recipient-not-found' while the invitation's issue is still to come
   */
  async apply(
    invitationId: string,
    revision: number,
    changes: Partial<Pick<Recipient, 'responseRevision' | 'coming' | 'late' | 'withdrawn' | 'answersUntil'>>,
  ): Promise<boolean> {
    if (await updateIfNewer(this.#recipients, invitationId, revision, changes)) return true;
    const { revision: known = 0 } = await this.get(invitationId);
    // Its issue may have been heard of in between.
    return known < revision && updateIfNewer(this.#recipients, invitationId, revision, changes);
  }

  /** The organisation's invitations to all meetings that were not withdrawn. */
  async ofOrganisations(organisationIds: readonly string[]): Promise<Recipient[]> {
    const docs = await this.#recipients
      .find({ organisationId: { $in: [...organisationIds] }, withdrawn: false })
      .sort({ _id: 1 })
      .lean<RecipientDocument[]>();
    return docs.map(fromRecipientDocument);
  }

  /** What a meeting's offices are called, withdrawn or not. */
  async named(
    meetingId: string,
    of: { readonly class?: string; readonly provinceCode?: string } = {},
  ): Promise<{ readonly id: string; readonly name: Bilingual; readonly provinceCode: string }[]> {
    const docs = await this.#recipients
      .find({ meetingId, ...of }, { name: 1, provinceCode: 1 })
      .lean<Pick<RecipientDocument, '_id' | 'name' | 'provinceCode'>[]>();
    return docs.map(({ _id, name, provinceCode }) => ({ id: _id, name, provinceCode }));
  }

  /** What is known of each office that a meeting invites, as far as counting takes. */
  async standings(
    meetingId: string,
  ): Promise<Pick<Recipient, 'provinceCode' | 'responseRevision' | 'coming' | 'withdrawn'>[]> {
    return this.#recipients
      .find({ meetingId, withdrawn: false }, { _id: 0, provinceCode: 1, responseRevision: 1, coming: 1, withdrawn: 1 })
      .lean<Pick<RecipientDocument, 'provinceCode' | 'responseRevision' | 'coming' | 'withdrawn'>[]>();
  }

  /** Pages of a meeting's silent offices, of those that were given time until an instant, of those that come, of all that are invited, or those that were withdrawn as well, in order of id; those after `begin`. */
  async *pages(
    meetingId: string,
    which: 'silent' | 'invited' | 'coming' | 'all' | { readonly givenUntil: string },
    begin = '',
  ): AsyncGenerator<Recipient[]> {
    for (let after = begin; ;) {
      const page =
        which === 'invited' || which === 'coming' || which === 'all'
          ? await this.#known(meetingId, after, which === 'all')
          : await this.silent(meetingId, after, pageSize, which === 'silent' ? undefined : which.givenUntil);
      const asked = which === 'coming' ? page.filter(mayCome) : page;
      if (asked.length > 0) yield asked;
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.invitationId;
    }
  }

  async #known(meetingId: string, after: string, withdrawnToo: boolean): Promise<Recipient[]> {
    const docs = await this.#recipients
      .find({ meetingId, ...(!withdrawnToo && { withdrawn: false }), _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean<RecipientDocument[]>();
    return docs.map(fromRecipientDocument);
  }

  /** A page of a meeting's silent offices after an id, in order of id; `givenUntil`: of those that were given time until then. */
  async silent(meetingId: string, after: string, limit: number, givenUntil?: string): Promise<Recipient[]> {
    const docs = await this.#recipients
      .find({
        meetingId,
        withdrawn: false,
        responseRevision: 0,
        _id: { $gt: after },
        ...(givenUntil !== undefined && { answersUntil: givenUntil }),
      })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<RecipientDocument[]>();
    return docs.map(fromRecipientDocument);
  }
}

const unknownRecipient = (invitationId: string) => notFound('recipient-not-found', { values: { id: invitationId } });
