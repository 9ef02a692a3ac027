import { Injectable } from '@nestjs/common';
import { type Check, type ProposalStep } from '#contracts';
import { OutboxRelay } from '#outbox';
import { Leases } from '#persistence';
import { Clock, inTurn } from '#platform';
import {
  bookCheck,
  cancelCheck,
  CheckStore,
  countOf,
  HandingStore,
  hands,
  heldBy,
  minutesTaken,
  moveCheck,
  type Place,
} from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { ProposalStore } from './proposal.store.js';

/** How long a replica that gives no sign of life keeps the doing of a plan to itself. */
const leaseMs = 30_000;
const lease = (meetingId: string): string => `plan-handed-over ${meetingId}`;
const claimId = (proposalId: string, what: string): string => `claim ${proposalId} ${what}`;

/** What is done of a meeting's checks. */
export type ToDo = { readonly id: string; readonly meetingId: string; readonly steps: readonly ProposalStep[] };
/** Said after each step; what it throws ends the doing, which is taken up again. */
export type AfterStep = () => Promise<void>;

type Move = { readonly step: ProposalStep; readonly check: Check; readonly gapMinutes: number };

/**
 * Does what a plan says, whole or not at all, without a transaction: places go from check to check hand over hand
 * (docs/decisions/0048). First everything that is to be taken is claimed, and every check that moves lets go with its right
 * hand, which the plan takes: up to there all can be undone. Then the plan is `applying`, nothing can refuse it any more,
 * and whoever takes it up goes on with it.
 */
@Injectable()
export class HandingOver {
  /** One plan of a meeting after the other in this replica, and by the lease among all. */
  readonly #turns = inTurn<void>();

  constructor(
    private readonly proposals: ProposalStore,
    private readonly checks: CheckStore,
    private readonly handing: HandingStore,
    private readonly dossiers: DossierStore,
    private readonly relay: OutboxRelay,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** `work` as the only one of the meeting, among all replicas. */
  alone(meetingId: string, work: (renew: () => Promise<void>) => Promise<void>): Promise<void> {
    const name = lease(meetingId);
    return this.#turns.ask(name, () => this.leases.alone(name, leaseMs, work));
  }

  /** The same where nobody is at it, and nothing otherwise. */
  async aloneIfFree(meetingId: string, work: (renew: () => Promise<void>) => Promise<void>): Promise<void> {
    const name = lease(meetingId);
    if (!this.#turns.isBusy(name) && (await this.leases.take(name, leaseMs))) await this.alone(meetingId, work);
  }

  /** Whether everything is claimed; nothing is changed where it is not. */
  async claim(
    proposal: ToDo,
    checksOf: ReadonlyMap<string, readonly Check[]>,
    gapMinutes: number,
    afterStep: AfterStep,
  ): Promise<boolean> {
    const moves = await this.#moves(proposal, checksOf);
    if (moves === undefined) return false;
    const given = new Set(moves.flatMap(({ check, gapMinutes: gap }) => minutesTaken(check, gap)));
    for (const step of proposal.steps) {
      if (step.to === undefined) continue;
      const wanted = minutesTaken({ siteId: step.siteId, ...step.to }, gapMinutes).filter(
        (minute) => !given.has(minute),
      );
      if (!(await this.handing.claim(claimId(proposal.id, `to ${step.siteId}`), proposal.id, heldBy(wanted, ...hands))))
        return false;
      await afterStep();
    }
    for (const { check, gapMinutes: gap } of moves) {
      if (!(await this.handing.letGo(check, proposal.id, gap))) return false;
      const right = heldBy(minutesTaken(check, gap), 'right');
      if (!(await this.handing.claim(claimId(proposal.id, `from ${check.siteId}`), proposal.id, right))) return false;
    }
    return true;
  }

  /** Everything as it was: claims are given up, and checks hold with both hands again. */
  async undo(id: string): Promise<void> {
    const handed = await this.handing.handedBy(id);
    const gaps = await this.handing.gapsOf(handed);
    await this.handing.forgetClaims(id);
    for (const checkId of handed) {
      const check = await this.checks.get(checkId);
      await this.handing.hold(checkId, id, check, gaps.get(checkId) ?? 0, 'both');
    }
  }

  /** What was claimed is done; it may be done again from anywhere on. */
  async finish({ id, meetingId, steps }: ToDo, gapMinutes: number, afterStep: AfterStep): Promise<void> {
    const now = this.clock.now();
    const inHand = new Set(await this.handing.handedBy(id));
    for (const step of steps) if (inHand.has(step.checkId ?? '')) await this.#leave(step, now);
    await this.handing.claimsHoldOnly(id, 'right');
    for (const step of steps) {
      if (step.to === undefined) continue;
      if (step.checkId === undefined) await this.#book(step, step.to, { id, meetingId, gapMinutes, now });
      else await this.handing.hold(step.checkId, id, { siteId: step.siteId, ...step.to }, gapMinutes, 'left');
      await afterStep();
    }
    await this.handing.forgetClaims(id);
    const handed = await this.handing.handedBy(id);
    for (const checkId of handed) {
      const check = await this.checks.get(checkId);
      if (check.state === 'cancelled') await this.handing.release(checkId, id);
      else await this.handing.hold(checkId, id, check, gapMinutes, 'both');
      await afterStep();
    }
    this.relay.nudge(this.checks.outbox);
  }

  /** The checks that the plan moves or gives up, as they were when it was worked out; undefined where one is not so any more. */
  async #moves({ steps }: ToDo, checksOf: ReadonlyMap<string, readonly Check[]>): Promise<Move[] | undefined> {
    const moving = steps.filter(({ checkId }) => checkId !== undefined);
    const gaps = await this.handing.gapsOf(moving.flatMap(({ checkId }) => checkId ?? []));
    const moves = moving.flatMap((step) => {
      const check = checksOf.get(step.siteId)?.find(({ id }) => id === step.checkId);
      return check?.state === 'booked' ? [{ step, check, gapMinutes: gaps.get(check.id) ?? 0 }] : [];
    });
    return moves.length === moving.length ? moves : undefined;
  }

  /** The check leaves its place, and its site is told where it goes. */
  async #leave({ checkId = '', siteName, from, to }: ProposalStep, now: Date): Promise<void> {
    const check = await this.checks.get(checkId);
    // It has left before the doing was broken off.
    if (check.state !== 'booked' || !isAt(check, from)) return;
    if (to === undefined) {
      const decision = cancelCheck(check, siteName, 'staff');
      if (decision !== undefined) await this.handing.place(check, decision, now);
      return;
    }
    if (to.startsAt === check.startsAt) return this.handing.placeUntold(check, to);
    const ofSite = await this.checks.list(check.meetingId, { siteId: check.siteId });
    const reachedBy = await this.#reachedBy(check.siteId);
    const decision = moveCheck(check, siteName, countOf(ofSite), to, { agreed: false, reachedBy });
    if (decision !== undefined) await this.handing.place(check, decision, now);
  }

  async #book(
    { siteId, siteName }: ProposalStep,
    place: Place,
    { id, meetingId, gapMinutes, now }: { id: string; meetingId: string; gapMinutes: number; now: Date },
  ): Promise<void> {
    const ofSite = await this.checks.list(meetingId, { siteId });
    if (ofSite.some(({ state }) => state === 'booked')) return;
    const reachedBy = await this.#reachedBy(siteId);
    const { check, fact } = bookCheck({ meetingId, siteId, siteName, reachedBy }, countOf(ofSite), place);
    await this.handing.book(check, id, gapMinutes, fact, now);
  }

  async #reachedBy(siteId: string) {
    return (await this.dossiers.reachedBy([siteId])).get(siteId);
  }
}

const isAt = (check: Check, place: ProposalStep['from']): boolean =>
  place !== undefined
  && check.startsAt === place.startsAt
  && check.room === place.room
  && check.technicianId === place.technicianId;
