import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { AppError, asAsked, type Asked, Clock, correlationId, Together } from '#platform';
import { type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import { type InvitationChanges, type InvitationDecision, type InvitationRecord } from './invitation.js';
import { InvitationStore, type ToldFact } from './invitation.store.js';

/** Decides on an invitation as it is at its turn; what it throws is told to whoever asked, and changes nothing. */
export type Change<Result> = {
  readonly decide: (
    record: InvitationRecord,
    meeting: MeetingRecord,
  ) => { readonly decision?: InvitationDecision | undefined; readonly result: (record: InvitationRecord) => Result };
};

/** A round is made by whoever came first; what it tells names the request that each change came with. */
type Correlated = Change<unknown> & { readonly correlationId: string };

/** Other replicas may come between so often; the pauses grow to a tenth of a second, so that all of it takes two at most. */
const tries = 30;
const longestPauseMs = 100;
/** Changes kept in one write. */
const mostAtOnce = 200;

const isConflict = (error: unknown): boolean => error instanceof AppError && error.code === 'revision-conflict';

/**
 * The one way to change an invitation. Changes that are asked for at once are decided one after the other on what the one
 * before has left, and kept in one write: each is answered, and none is lost or refused because of another.
 */
@Injectable()
export class InvitationChangesInTurn {
  readonly #turns = new Together<Correlated, unknown>((invitationId, asked) => this.#work(invitationId, asked));

  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Throws not-found 'invitation-not-found', conflict 'revision-conflict' when other replicas always came first, and what `decide` throws. */
  change<Result>(invitationId: string, { decide }: Change<Result>): Promise<Result> {
    return this.#turns.ask(invitationId, {
      decide: asAsked(decide),
      correlationId: correlationId(),
    }) as Promise<Result>;
  }

  async #work(invitationId: string, asked: readonly Asked<Correlated, unknown>[]): Promise<void> {
    let left = asked;
    for (let attempt = 1; left.length > 0;) {
      const record = await this.invitations.get(invitationId);
      const round = decideTogether(record, await this.meetings.get(record.meetingId), left);
      try {
        const kept =
          round.changes === undefined
            ? record
            : await this.invitations.save(record, round.changes, round.facts, this.clock.now());
        if (round.facts.length > 0) this.relay.nudge(this.invitations.outbox);
        for (const settle of round.settle) settle(kept);
        left = left.slice(round.settle.length);
        attempt = 1;
      } catch (error) {
        if (!isConflict(error) || attempt >= tries) throw error;
        await pause(Math.random() * Math.min(longestPauseMs, 5 * attempt));
        attempt += 1;
      }
    }
  }
}

type Round = {
  readonly changes?: InvitationChanges;
  readonly facts: readonly ToldFact[];
  readonly settle: readonly ((kept: InvitationRecord) => void)[];
};

/**
 * Decides as many as go into one write. A write takes the invitation one revision on for each fact, so a change that
 * tells nothing is kept by itself: every answer names a revision that the invitation really had.
 */
const decideTogether = (
  record: InvitationRecord,
  meeting: MeetingRecord,
  asked: readonly Asked<Correlated, unknown>[],
): Round => {
  const facts: ToldFact[] = [];
  const settle: (() => void)[] = [];
  let next = record;
  let changes: InvitationChanges | undefined;
  for (const { item, resolve, reject } of asked) {
    try {
      const { decision, result } = item.decide(next, meeting);
      if (decision !== undefined) {
        if (changes !== undefined && (decision.fact === undefined || facts.length >= mostAtOnce)) break;
        changes = { ...changes, ...decision.changes };
        next = { ...next, ...decision.changes, revision: next.revision + 1 };
        if (decision.changes.responses !== undefined) next = { ...next, saidRevision: next.revision };
        if (decision.fact !== undefined) facts.push({ ...decision.fact, correlationId: item.correlationId });
      }
      const state = next;
      settle.push(() => resolve(result(state)));
      if (decision !== undefined && decision.fact === undefined) break;
    } catch (error) {
      settle.push(() => reject(error));
    }
  }
  return { ...(changes && { changes }), facts, settle };
};
