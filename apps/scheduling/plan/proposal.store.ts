import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { CheckProposal, type ProposalState } from '#contracts';
import { notFound } from '#platform';
import { InjectConnection, text } from '#persistence';

type ProposalDocument = {
  readonly _id: string;
  readonly meetingId: string;
  readonly state: ProposalState;
  readonly madeAt: string;
} & {
  /** Of the calendar by which its places are claimed. */
  readonly gapMinutes?: number;
  readonly content: Omit<CheckProposal, 'id' | 'meetingId' | 'state' | 'madeAt'>;
};

const schema = new Schema<ProposalDocument>(
  {
    _id: text,
    meetingId: text,
    state: text,
    madeAt: text,
    gapMinutes: Number,
    content: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false, strict: 'throw', minimize: false },
);
schema.index({ state: 1 });
schema.index({ meetingId: 1, madeAt: 1 });

const inHand: readonly ProposalState[] = ['claiming', 'applying'];
const toProposal = ({ _id, meetingId, state, madeAt, content }: ProposalDocument): CheckProposal =>
  CheckProposal.parse({ id: _id, meetingId, state, madeAt, ...content });

/** Proposals of plans, and how far the one that is being done is. */
@Injectable()
export class ProposalStore {
  readonly #proposals: Model<ProposalDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#proposals = connection.model<ProposalDocument>('CheckProposal', schema, 'check-proposals');
  }

  /** Keeps it, and of the meeting's others those that were done or are being done. */
  async keep({ id, meetingId, state, madeAt, ...content }: CheckProposal, forgetBefore: string): Promise<void> {
    const old = { meetingId, state: { $in: ['open', 'overtaken'] }, madeAt: { $lt: forgetBefore } };
    await this.#proposals.deleteMany(old as QueryFilter<ProposalDocument>);
    await this.#proposals.insertOne({ _id: id, meetingId, state, madeAt, content } as ProposalDocument);
  }

  /** Throws not-found 'proposal-not-found'. */
  async get(id: string): Promise<CheckProposal> {
    const doc = await this.#proposals.findById(id).lean<ProposalDocument | null>();
    if (doc === null) throw notFound('proposal-not-found', { values: { id } });
    return toProposal(doc);
  }

  async gapMinutesOf(id: string): Promise<number> {
    return (await this.#proposals.findById(id, { gapMinutes: 1 }).lean<ProposalDocument | null>())?.gapMinutes ?? 0;
  }

  /** Whether it was in the one state, and is now in the other. */
  async pass(
    id: string,
    from: ProposalState,
    to: ProposalState,
    kept: Pick<ProposalDocument, 'gapMinutes'> = {},
  ): Promise<boolean> {
    const { modifiedCount } = await this.#proposals.updateOne(
      { _id: id, state: from } as QueryFilter<ProposalDocument>,
      { $set: { state: to, ...kept } },
    );
    return modifiedCount === 1;
  }

  /** Those whose doing was broken off, unless it is going on. */
  async inHand(): Promise<CheckProposal[]> {
    const docs = await this.#proposals
      .find({ state: { $in: [...inHand] } } as QueryFilter<ProposalDocument>)
      .lean<ProposalDocument[]>();
    return docs.map(toProposal);
  }
}
