import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type CheckProposal } from '#contracts';
import { PlanProblemError } from '#planner';
import { Clock, conflict, invalid } from '#platform';
import { HandingOver } from './handing-over.js';
import { propose, type Proposed, type Standing } from './proposal.js';
import { ProposalStore } from './proposal.store.js';
import { StandingService } from './standing.service.js';

const dayMs = 86_400_000;
/** More changes at once than anybody looks through, and than are done in the time that a request has. */
const mostSteps = 2_000;

/** Proposals of plans: worked out, kept, and done when somebody says so. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly standings: StandingService,
    private readonly proposals: ProposalStore,
    private readonly handingOver: HandingOver,
    private readonly clock: Clock,
  ) {}

  /** Throws invalid 'plan-too-large' and what `StandingService.of` throws. */
  async propose(meetingId: string): Promise<CheckProposal> {
    const proposed = proposedOf(await this.standings.of(meetingId));
    const now = this.clock.now();
    const proposal: CheckProposal = {
      id: `prop-${randomUUID()}`,
      madeAt: now.toISOString(),
      state: 'open',
      ...proposed,
    };
    await this.proposals.keep(proposal, new Date(now.getTime() - dayMs).toISOString());
    return proposal;
  }

  /** Throws not-found 'proposal-not-found', conflict 'proposal-overtaken'. Said again, it is done already. */
  apply(proposalId: string): Promise<CheckProposal> {
    return this.handingOver.alone(async () => {
      const proposal = await this.proposals.get(proposalId);
      await this.#takeUp(proposal);
      const { state } = await this.proposals.get(proposalId);
      if (state === 'applied') return { ...proposal, state };
      if (!(await this.#do(proposal))) throw conflict('proposal-overtaken', { why: proposalId });
      return { ...proposal, state: 'applied' };
    });
  }

  /** What was broken off is undone or done to its end. */
  takeUpAll(): Promise<void> {
    return this.handingOver.alone(async () => {
      for (const proposal of await this.proposals.inHand()) await this.#takeUp(proposal);
    });
  }

  async #takeUp(proposal: CheckProposal): Promise<void> {
    if (proposal.state === 'claiming') {
      // First this: whoever is still at it goes no further.
      await this.proposals.pass(proposal.id, 'claiming', 'overtaken');
      await this.handingOver.undo(proposal);
    }
    if (proposal.state === 'applying') await this.#finish(proposal);
  }

  /** Whether it is done: it is not where something that it rests on has changed. */
  async #do(proposal: CheckProposal): Promise<boolean> {
    const standing = await this.standings.of(proposal.meetingId);
    const isAsThen = isDeepStrictEqual(proposedOf(standing).steps, proposal.steps);
    if (!isAsThen) {
      await this.proposals.pass(proposal.id, 'open', 'overtaken');
      return false;
    }
    const { gapMinutes } = standing.calendar;
    if (!(await this.proposals.pass(proposal.id, 'open', 'claiming', { gapMinutes }))) return false;
    const checksOf = new Map(standing.sites.map(({ siteId, checks }) => [siteId, checks]));
    const isClaimed = await this.handingOver.claim(proposal, checksOf, gapMinutes);
    if (!isClaimed || !(await this.proposals.pass(proposal.id, 'claiming', 'applying'))) {
      await this.proposals.pass(proposal.id, 'claiming', 'overtaken');
      await this.handingOver.undo(proposal);
      return false;
    }
    await this.#finish(proposal);
    return true;
  }

  async #finish(proposal: CheckProposal): Promise<void> {
    await this.handingOver.finish(proposal, await this.proposals.gapMinutesOf(proposal.id));
    await this.proposals.pass(proposal.id, 'applying', 'applied');
  }
}

const proposedOf = (standing: Standing): Proposed => {
  const proposed = refused(() => propose(standing));
  if (proposed.steps.length > mostSteps) throw invalid('plan-too-large', { values: { most: mostSteps } });
  return proposed;
};

const refused = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (error instanceof PlanProblemError && error.code === 'too-large')
      throw invalid('plan-too-large', { values: { most: mostSteps }, cause: error });
    throw error;
  }
};
