import { Injectable } from '@nestjs/common';
import { type Call, MailsNoted, type ParsedRequestOf, type RecordCall } from '#contracts';
import { askedBy, mustReach } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type Fact, fact } from '#persistence';
import { Clock, conflict } from '#platform';
import { type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { CallStore } from './call.store.js';
import { EscalationStore } from './escalation.store.js';

/** What was said on the telephone may name persons: of it that something was noted. */
const noted = (
  { meetingId, invitationId, organisationId, provinceCode }: Recipient,
  { outcome, note, callAgainAt }: Pick<Call, 'outcome' | 'note' | 'callAgainAt'>,
): Fact => ({
  ...fact(MailsNoted, {
    meetingId,
    what: 'call-recorded',
    invitationId,
    organisationId,
    provinceCode,
    changes: [
      { field: 'outcome', after: outcome },
      ...(callAgainAt === undefined ? [] : [{ field: 'callAgainAt', after: callAgainAt }]),
      ...(note === undefined ? [] : [{ field: 'note', personal: true as const }]),
    ],
  }),
  by: askedBy(),
});

/** What came of ringing offices; a focal point rings those of its province. */
@Injectable()
export class CallService {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly calls: CallStore,
    private readonly escalations: EscalationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Throws not-found 'recipient-not-found', forbidden 'other-province', conflict 'call-noted-otherwise' where the id is another call's. */
  async record({
    invitationId,
    callId: id,
    outcome,
    note = '',
    callAgainAt,
    calledBy: by,
  }: ParsedRequestOf<typeof RecordCall>): Promise<Call> {
    const office = await this.#reach(invitationId);
    const now = this.clock.now();
    const rung = {
      id,
      invitationId,
      outcome,
      ...(note !== '' && { note }),
      ...(callAgainAt !== undefined && { callAgainAt: new Date(callAgainAt).toISOString() }),
      at: now.toISOString(),
      by,
    };
    const call = await this.calls.keep(rung, noted(office, rung), now);
    this.relay.nudge(this.calls.outbox);
    if (call.invitationId !== invitationId) throw conflict('call-noted-otherwise');
    const [newest] = await this.calls.ofInvitation(invitationId);
    await this.escalations.called(newest ?? call);
    return call;
  }

  async list(invitationId: string): Promise<Call[]> {
    await this.#reach(invitationId);
    return this.calls.ofInvitation(invitationId);
  }

  async #reach(invitationId: string): Promise<Recipient> {
    const office = await this.recipients.get(invitationId);
    mustReach(office.provinceCode);
    return office;
  }
}
