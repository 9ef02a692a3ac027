import { Injectable } from '@nestjs/common';
import { type MailPause, MailsSteered } from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type Fact, fact } from '#persistence';
import { Clock } from '#platform';
import { DeliveryLedger, DeliveryStore, type Scope, scopeId } from '../ledger/ledger.module.js';
import { Outages } from '../holding/holding.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { MailPauses } from './mail-pauses.js';
import { PauseStore } from './pause.store.js';

/** Begins and ends pauses, for the history of each meeting that they concern. */
@Injectable()
export class PausingService {
  constructor(
    private readonly store: PauseStore,
    private readonly pauses: MailPauses,
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly meetings: MeetingStore,
    private readonly outages: Outages,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Those that keep back mails of this meeting, or of all. */
  async list(meetingId: string | undefined): Promise<{ readonly items: MailPause[] }> {
    const now = this.clock.now().toISOString();
    const of = (await this.store.open()).filter(
      (pause) => pause.meetingId === undefined || pause.meetingId === meetingId,
    );
    const items = of.map(async ({ meetingId: own, kind, ...pause }): Promise<MailPause> => ({
      ...(own !== undefined && { meetingId: own }),
      ...(kind !== undefined && { kind }),
      ...pause,
      waiting: await this.deliveries.countDue(now, [{ meetingId, kind }]),
    }));
    return { items: await Promise.all(items) };
  }

  /** @throws not-found 'meeting-not-found' */
  async pause(scope: Scope, reason: string, pausedBy: string): Promise<{ readonly items: MailPause[] }> {
    const now = this.clock.now();
    const facts = await this.#facts('mails-paused', scope, reason);
    await this.store.begin({ ...scope, reason, since: now.toISOString(), pausedBy }, facts, now);
    this.relay.nudge(this.store.model);
    this.pauses.forget();
    return this.list(scope.meetingId);
  }

  async resume(scope: Scope): Promise<{ readonly items: MailPause[] }> {
    const open = (await this.store.open()).find((pause) => scopeId(pause) === scopeId(scope));
    const to = this.clock.now().toISOString();
    // First: what it kept back too long must not slip out in between.
    if (open !== undefined) await this.outages.note({ ...scope, from: open.since, to });
    await this.store.end(scope, await this.#facts('mails-resumed', scope), this.clock.now());
    this.relay.nudge(this.store.model);
    this.pauses.forget();
    this.ledger.wake();
    return this.list(scope.meetingId);
  }

  async #facts(what: 'mails-paused' | 'mails-resumed', { meetingId, kind }: Scope, reason?: string): Promise<Fact[]> {
    const of =
      meetingId === undefined
        ? await this.meetings.toCome(this.clock.now().toISOString())
        : [(await this.meetings.get(meetingId)).id];
    const changes = kind === undefined ? [] : [{ field: 'kind', after: kind }];
    return of.map((id) => ({
      ...fact(MailsSteered, { meetingId: id, what, ...(kind !== undefined && { kind }) }),
      by: askedBy(),
      note: { meetingId: id, what, changes, ...(reason !== undefined && { reason }) },
    }));
  }
}
