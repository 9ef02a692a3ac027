import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { CheckProposal, type ProposalState, ProposalStep, type ProposedPlan, stepsAtOnce } from '#contracts';
import { invalid, notFound } from '#platform';
import { InjectConnection, text } from '#persistence';
import { mostSteps, type WorkSoFar } from './proposal.js';

type ProposalDocument = {
  readonly _id: string;
  readonly meetingId: string;
  /** `refused`: it is more than anybody can do at once. */
  readonly state: ProposalState | 'refused';
  readonly madeAt: string;
  readonly work?: WorkSoFar;
  /** Of the calendar by which its places are claimed. */
  readonly gapMinutes?: number;
  /** Without its steps: each is a document of its own, as a country's are too many for one. */
  readonly plan?: Omit<ProposedPlan, 'steps'>;
};
export type ProposalStanding = Pick<CheckProposal, 'id' | 'meetingId' | 'state'>;
/** Its id is the proposal's and its number in it, so that they lie in their order. */
type StepDocument = { readonly _id: string; readonly step: ProposalStep };

const proposalSchema = new Schema<ProposalDocument>(
  {
    _id: text,
    meetingId: text,
    state: text,
    madeAt: text,
    work: { type: Schema.Types.Mixed },
    gapMinutes: Number,
    plan: { type: Schema.Types.Mixed },
  },
  { versionKey: false, strict: 'throw', minimize: false },
);
proposalSchema.index({ state: 1 });
proposalSchema.index({ meetingId: 1, madeAt: 1 });
const stepSchema = new Schema<StepDocument>(
  { _id: text, step: { type: Schema.Types.Mixed, required: true } },
  { versionKey: false, strict: 'throw', minimize: false },
);

const inHand: readonly ProposalState[] = ['claiming', 'applying'];
const stepId = (proposalId: string, at: number): string => `${proposalId} ${String(at).padStart(6, '0')}`;
const stepsOf = (proposalId: string, from = 0): QueryFilter<StepDocument> =>
  ({ _id: { $gte: stepId(proposalId, from), $lt: `${proposalId}!` } }) as QueryFilter<StepDocument>;

const notRefused = (id: string, doc: ProposalDocument | null): ProposalDocument & { readonly state: ProposalState } => {
  if (doc === null) throw notFound('proposal-not-found', { values: { id } });
  const { state } = doc;
  if (state === 'refused') throw invalid('plan-too-large', { values: { most: mostSteps } });
  return { ...doc, state };
};

/** Proposals of plans, and how far the one that is being made or done is. */
@Injectable()
export class ProposalStore {
  readonly #proposals: Model<ProposalDocument>;
  readonly #steps: Model<StepDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#proposals = connection.model<ProposalDocument>('CheckProposal', proposalSchema, 'check-proposals');
    this.#steps = connection.model<StepDocument>('CheckProposalStep', stepSchema, 'check-proposal-steps');
  }

  /** One that is being made; of the meeting's older ones those stay that were done or are being done. */
  async begin(
    { id, meetingId, madeAt }: Pick<CheckProposal, 'id' | 'meetingId' | 'madeAt'>,
    forgetBefore: string,
  ): Promise<void> {
    const old = {
      meetingId,
      state: { $in: ['open', 'overtaken', 'stopped', 'refused'] },
      madeAt: { $lt: forgetBefore },
    } as QueryFilter<ProposalDocument>;
    for (const { _id } of await this.#proposals.find(old, { _id: 1 }).lean<ProposalDocument[]>()) {
      await this.#steps.deleteMany(stepsOf(_id));
      await this.#proposals.deleteOne({ _id } as QueryFilter<ProposalDocument>);
    }
    await this.#proposals.insertOne({ _id: id, meetingId, madeAt, state: 'making' } as ProposalDocument);
  }

  /** Whether it is still being made or done; how far that is stands with it. */
  async isAt(id: string, state: ProposalState, work: WorkSoFar): Promise<boolean> {
    const { matchedCount } = await this.#proposals.updateOne({ _id: id, state } as QueryFilter<ProposalDocument>, {
      $set: { work },
    });
    return matchedCount === 1;
  }

  /** Whether it was being made, and is now to be seen. */
  async made(id: string, { steps, ...plan }: ProposedPlan): Promise<boolean> {
    const docs = steps.map((step, at) => ({ _id: stepId(id, at), step }));
    for (let at = 0; at < docs.length; at += stepsAtOnce)
      await this.#steps.insertMany(docs.slice(at, at + stepsAtOnce), { ordered: false });
    return this.pass(id, 'making', 'open', { plan });
  }

  /** With the first of its steps. Throws not-found 'proposal-not-found', invalid 'plan-too-large'. */
  async get(id: string): Promise<CheckProposal> {
    const doc = await this.#proposals.findById(id).lean<ProposalDocument | null>();
    const { madeAt, work, plan, ...known } = notRefused(id, doc);
    return CheckProposal.parse({
      id,
      meetingId: known.meetingId,
      state: known.state,
      madeAt,
      ...(work !== undefined && { work }),
      ...(plan !== undefined && { plan: { ...plan, steps: await this.steps(id, 0, stepsAtOnce) } }),
    });
  }

  /** How it stands, without what it proposes. Throws as `get`. */
  async standing(id: string): Promise<ProposalStanding> {
    const doc = await this.#proposals.findById(id, { meetingId: 1, state: 1 }).lean<ProposalDocument | null>();
    const { meetingId, state } = notRefused(id, doc);
    return { id, meetingId, state };
  }

  async steps(id: string, from: number, limit: number): Promise<ProposalStep[]> {
    const docs = await this.#steps.find(stepsOf(id, from)).sort({ _id: 1 }).limit(limit).lean<StepDocument[]>();
    return docs.map(({ step }) => ProposalStep.parse(step));
  }

  async gapMinutesOf(id: string): Promise<number> {
    return (await this.#proposals.findById(id, { gapMinutes: 1 }).lean<ProposalDocument | null>())?.gapMinutes ?? 0;
  }

  /** Whether it was in the one state, and is now in the other. */
  async pass(
    id: string,
    from: ProposalState,
    to: ProposalDocument['state'],
    kept: Partial<Pick<ProposalDocument, 'gapMinutes' | 'plan'>> = {},
  ): Promise<boolean> {
    const { modifiedCount } = await this.#proposals.updateOne(
      { _id: id, state: from } as QueryFilter<ProposalDocument>,
      { $set: { state: to, ...kept }, $unset: { work: 1 } },
    );
    return modifiedCount === 1;
  }

  /** Those that are being made. */
  making(): Promise<Pick<CheckProposal, 'id' | 'meetingId'>[]> {
    return this.#in(['making']);
  }

  /** Those whose doing was broken off, unless it is going on. */
  inHand(): Promise<Pick<CheckProposal, 'id' | 'meetingId'>[]> {
    return this.#in(inHand);
  }

  async #in(states: readonly ProposalState[]): Promise<Pick<CheckProposal, 'id' | 'meetingId'>[]> {
    const docs = await this.#proposals
      .find({ state: { $in: [...states] } } as QueryFilter<ProposalDocument>, { meetingId: 1 })
      .lean<ProposalDocument[]>();
    return docs.map(({ _id, meetingId }) => ({ id: _id, meetingId }));
  }
}
