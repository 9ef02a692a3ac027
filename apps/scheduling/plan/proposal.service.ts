import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type CheckProposal, type ProposalState, type ProposalStep } from '#contracts';
import { Clock, conflict, inSlices } from '#platform';
import { type AfterStep, HandingOver, type ToDo } from './handing-over.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { MakingService } from './making.service.js';
import { mostSteps, proposing } from './proposal.js';
import { type ProposalStanding, ProposalStore } from './proposal.store.js';
import { StandingService } from './standing.service.js';

const dayMs = 86_400_000;
const sayEverySteps = 25;

/** Proposals of plans: worked out, kept, and done when somebody says so. */
@Injectable()
export class ProposalService implements OnModuleDestroy {
  readonly #logger = new Logger(ProposalService.name);
  #isEnding = false;

  constructor(
    private readonly standings: StandingService,
    private readonly proposals: ProposalStore,
    private readonly making: MakingService,
    private readonly handingOver: HandingOver,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: SchedulingConfig,
  ) {}

  /** Throws invalid 'plan-too-large' and what `StandingService.of` throws. */
  async propose(meetingId: string): Promise<CheckProposal> {
    const standing = await this.standings.of(meetingId);
    const now = this.clock.now();
    const id = `prop-${randomUUID()}`;
    const madeAt = now.toISOString();
    await this.proposals.begin({ id, meetingId, madeAt }, new Date(now.getTime() - dayMs).toISOString());
    await within(this.config.SALA_PLAN_PATIENCE_MS, this.making.make(id, standing));
    return this.proposals.get(id);
  }

  /** Throws not-found 'proposal-not-found', invalid 'plan-too-large'. */
  follow(proposalId: string): Promise<CheckProposal> {
    return this.proposals.get(proposalId);
  }

  /** Throws not-found 'proposal-not-found'. */
  async steps(proposalId: string, from: number, limit: number): Promise<ProposalStep[]> {
    await this.proposals.standing(proposalId);
    return this.proposals.steps(proposalId, from, limit);
  }

  /** What is not being made any more stays as it is. Throws not-found 'proposal-not-found'. */
  async stop(proposalId: string): Promise<CheckProposal> {
    await this.proposals.pass(proposalId, 'making', 'stopped');
    return this.proposals.get(proposalId);
  }

  /**
   * Throws not-found 'proposal-not-found', conflict 'proposal-overtaken'. Said again, it is done already. What takes longer
   * than a moment goes on by itself, whatever becomes of this replica.
   */
  async apply(proposalId: string): Promise<CheckProposal> {
    const { meetingId } = await this.proposals.standing(proposalId);
    const doing = this.handingOver.alone(meetingId, async (renew) => {
      await this.#takeUp(await this.proposals.standing(proposalId), renew);
      await this.#do(await this.proposals.standing(proposalId), renew);
    });
    doing.catch((error: unknown) => this.#logger.warn(`proposal ${proposalId} is taken up again: ${String(error)}`));
    await within(this.config.SALA_PLAN_PATIENCE_MS, doing);
    const proposal = await this.proposals.get(proposalId);
    if (['overtaken', 'stopped', 'making'].includes(proposal.state))
      throw conflict('proposal-overtaken', { why: proposalId });
    return proposal;
  }

  /** What was broken off is undone or done to its end. */
  async takeUpAll(): Promise<void> {
    await this.making.stopBrokenOff();
    for (const { id, meetingId } of await this.proposals.inHand())
      await this.handingOver.aloneIfFree(meetingId, async (renew) =>
        this.#takeUp(await this.proposals.standing(id), renew),
      );
  }

  onModuleDestroy(): void {
    this.#isEnding = true;
  }

  async #takeUp(proposal: ProposalStanding, renew: () => Promise<void>): Promise<void> {
    if (proposal.state === 'claiming') {
      // First this: whoever is still at it goes no further.
      await this.proposals.pass(proposal.id, 'claiming', 'overtaken');
      await this.handingOver.undo(proposal.id);
    }
    if (proposal.state === 'applying') await this.#finish(await this.#toDo(proposal), renew);
  }

  /** It is not done where something that it rests on has changed. */
  async #do(proposal: ProposalStanding, renew: () => Promise<void>): Promise<void> {
    const { id } = proposal;
    if (!(await this.proposals.pass(id, 'open', 'claiming'))) return;
    const standing = await this.standings.of(proposal.meetingId);
    const toDo = await this.#toDo(proposal);
    const { steps } = await inSlices(proposing(standing), renew);
    if (isDeepStrictEqual(steps, toDo.steps)) {
      const { gapMinutes } = standing.calendar;
      const checksOf = new Map(standing.sites.map(({ siteId, checks }) => [siteId, checks]));
      const counted = this.#counting(id, 'claiming', 2 * steps.length, renew);
      const isClaimed = await this.handingOver.claim(toDo, checksOf, gapMinutes, counted);
      if (isClaimed && (await this.proposals.pass(id, 'claiming', 'applying', { gapMinutes })))
        return this.#finish(toDo, renew);
    }
    await this.proposals.pass(id, 'claiming', 'overtaken');
    await this.handingOver.undo(id);
  }

  async #finish(toDo: ToDo, renew: () => Promise<void>): Promise<void> {
    const counted = this.#counting(toDo.id, 'applying', 2 * toDo.steps.length, renew);
    await this.handingOver.finish(toDo, await this.proposals.gapMinutesOf(toDo.id), counted);
    await this.proposals.pass(toDo.id, 'applying', 'applied');
  }

  async #toDo({ id, meetingId }: ProposalStanding): Promise<ToDo> {
    return { id, meetingId, steps: await this.proposals.steps(id, 0, mostSteps) };
  }

  /** Says now and then how far it is, and that this replica is still at it. */
  #counting(id: string, state: ProposalState, of: number, renew: () => Promise<void>): AfterStep {
    let done = 0;
    return async () => {
      if (this.#isEnding) throw new Error('the service ends; another replica, or this one anew, goes on with it');
      done += 1;
      if (done % sayEverySteps !== 0) return;
      await renew();
      await this.proposals.isAt(id, state, { done: Math.min(done, of), of });
    };
  }
}

/** Until it ends, or until so long has passed; what it throws by then is thrown. */
const within = async (ms: number, work: Promise<void>): Promise<void> => {
  const patience = new AbortController();
  const { signal } = patience;
  try {
    await Promise.race([work, delay(ms, undefined, { signal, ref: false }).catch(() => undefined)]);
  } finally {
    patience.abort();
  }
};
