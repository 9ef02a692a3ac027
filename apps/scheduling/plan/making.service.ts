import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { PlanProblemError } from '#planner';
import { inSlices } from '#platform';
import { Leases } from '#persistence';
import { mostSteps, type Proposed, proposing, type Standing, type WorkSoFar } from './proposal.js';
import { ProposalStore } from './proposal.store.js';

/** How long a replica that gives no sign of life keeps the making of a proposal. */
const leaseMs = 30_000;
const lease = (proposalId: string): string => `plan-made ${proposalId}`;
/** How often it is looked whether somebody has stopped it, and written how far it is. */
const sayEveryMs = 300;

class Stopped extends Error {}

/** Works proposals out, slice by slice: whatever else is asked of the service has its turn in between. */
@Injectable()
export class MakingService implements OnModuleDestroy {
  readonly #logger = new Logger(MakingService.name);
  readonly #mine = new Map<string, Promise<void>>();
  #isEnding = false;

  constructor(
    private readonly proposals: ProposalStore,
    private readonly leases: Leases,
  ) {}

  /** Ends when it is made, refused or stopped; fails never. */
  make(id: string, standing: Standing): Promise<void> {
    const work = this.#make(id, standing)
      .catch((error: unknown) => this.#logger.error(`proposal ${id} was not made: ${String(error)}`))
      .finally(() => this.#mine.delete(id));
    this.#mine.set(id, work);
    return work;
  }

  /** What another replica has broken off is stopped, so that nobody waits for it. */
  async stopBrokenOff(): Promise<void> {
    for (const { id } of await this.proposals.making()) {
      if (this.#mine.has(id) || !(await this.leases.take(lease(id), leaseMs))) continue;
      await this.proposals.pass(id, 'making', 'stopped');
      await this.leases.release(lease(id));
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#mine.values());
  }

  async #make(id: string, standing: Standing): Promise<void> {
    await this.leases.alone(lease(id), leaseMs, async (renew) => {
      let saidAt = performance.now();
      const say = async (work: WorkSoFar): Promise<void> => {
        if (this.#isEnding) throw new Stopped();
        if (performance.now() - saidAt < sayEveryMs) return;
        saidAt = performance.now();
        await renew();
        if (!(await this.proposals.isAt(id, 'making', work))) throw new Stopped();
      };
      try {
        const proposed: Proposed = await inSlices(proposing(standing), say);
        if (proposed.steps.length > mostSteps) await this.proposals.pass(id, 'making', 'refused');
        else await this.proposals.made(id, proposed);
      } catch (error) {
        const isTooLarge = error instanceof PlanProblemError && error.code === 'too-large';
        await this.proposals.pass(id, 'making', isTooLarge ? 'refused' : 'stopped');
        if (!isTooLarge && !(error instanceof Stopped)) throw error;
      }
    });
  }
}
