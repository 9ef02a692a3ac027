import { Injectable } from '@nestjs/common';
import { type Call, type ParsedRequestOf, type RecordCall } from '#contracts';
import { mustReach } from '#messaging';
import { Clock, conflict } from '#platform';
import { RecipientStore } from '../recipient/recipient.module.js';
import { CallStore } from './call.store.js';
import { EscalationStore } from './escalation.store.js';

/** What came of ringing offices; a focal point rings those of its province. */
@Injectable()
export class CallService {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly calls: CallStore,
    private readonly escalations: EscalationStore,
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
    await this.#reach(invitationId);
    const call = await this.calls.keep({
      id,
      invitationId,
      outcome,
      ...(note !== '' && { note }),
      ...(callAgainAt !== undefined && { callAgainAt: new Date(callAgainAt).toISOString() }),
      at: this.clock.now().toISOString(),
      by,
    });
    if (call.invitationId !== invitationId) throw conflict('call-noted-otherwise');
    const [newest] = await this.calls.ofInvitation(invitationId);
    await this.escalations.called(newest ?? call);
    return call;
  }

  async list(invitationId: string): Promise<Call[]> {
    await this.#reach(invitationId);
    return this.calls.ofInvitation(invitationId);
  }

  async #reach(invitationId: string): Promise<void> {
    mustReach((await this.recipients.get(invitationId)).provinceCode);
  }
}
