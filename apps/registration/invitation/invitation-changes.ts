import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type AskedBy, HistoryNoted } from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { fact } from '#persistence';
import { AppError, asAsked, type Asked, Clock, correlationId, Together } from '#platform';
import { endedMeeting, type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import { type InvitationChanges, type InvitationDecision, type InvitationRecord } from './invitation.js';
import { InvitationStore, type ToldFact } from './invitation.store.js';
import { noteOfInvitation } from './noted.js';

/** Decides on an invitation as it is at its turn; what it throws is told to whoever asked, and changes nothing. */
export type Change<Result> = {
  readonly decide: (
    record: InvitationRecord,
    meeting: MeetingRecord,
  ) => { readonly decision?: InvitationDecision | undefined; readonly result: (record: InvitationRecord) => Result };
};

/** A round is made by whoever came first; what it tells names the request that each change came with, and who asked for it. */
type Correlated = Change<unknown> & { readonly correlationId: string; readonly by: AskedBy };

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

  /** Throws not-found 'invitation-not-found', conflict 'meeting-closed', 'revision-conflict' when other replicas always came first, and what `decide` throws. */
  change<Result>(invitationId: string, { decide }: Change<Result>): Promise<Result> {
    return this.#turns.ask(invitationId, {
      decide: asAsked(decide),
      correlationId: correlationId(),
      by: askedBy(),
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
        if (round.changes !== undefined) this.relay.nudge(this.invitations.outbox);
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
 * Decides as many as go into one write, which takes the invitation one revision on for each. A change of which only the
 * history hears is kept by itself: it is no part of what others are told.
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
        // What a closed meeting came to stands, until it is opened again.
        if (meeting.status === 'closed') throw endedMeeting(meeting);
        if (changes !== undefined && (decision.fact === undefined || facts.length >= mostAtOnce)) break;
        changes = { ...changes, ...decision.changes };
        const before = next;
        next = { ...next, ...decision.changes, revision: next.revision + 1 };
        if (decision.changes.responses !== undefined) next = { ...next, saidRevision: next.revision };
        const { reason, what } = decision;
        const note = {
          ...noteOfInvitation(before, next),
          ...(what !== undefined && { what }),
          ...(reason !== undefined && { reason }),
        };
        const told = decision.fact === undefined ? fact(HistoryNoted, note) : { ...decision.fact, note };
        facts.push({ ...told, by: item.by, correlationId: item.correlationId });
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
