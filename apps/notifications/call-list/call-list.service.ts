import { Injectable, Logger } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { Clock } from '#platform';
import { isSilent, type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { EscalationStore } from './escalation.store.js';

/** Offices written at a time to the call list. */
const atOnce = 25;

/** The offices that are to be called: for their silence, or because mail does not reach them. */
@Injectable()
export class CallListService {
  readonly #logger = new Logger(CallListService.name);

  constructor(
    private readonly recipients: RecipientStore,
    private readonly escalations: EscalationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Puts offices on the list for their silence, but for those that may answer still. One that answered while it was being put there is off it again. */
  async raiseSilent(silent: readonly Recipient[]): Promise<void> {
    const now = this.clock.now().toISOString();
    const offices = silent.filter(({ answersUntil = '' }) => answersUntil < now);
    for (let start = 0; start < offices.length; start += atOnce)
      await Promise.all(offices.slice(start, start + atOnce).map((each) => this.#raise(each)));
    const since = await this.recipients.find(offices.map(({ invitationId }) => invitationId));
    for (const office of since.values()) if (!isSilent(office)) await this.close(office.invitationId);
    this.relay.nudge(this.escalations.model);
  }

  /** It has time to answer: it is not called for its silence. */
  wait(invitationId: string): Promise<void> {
    return this.escalations.wait(invitationId);
  }

  close(invitationId: string): Promise<void> {
    return this.escalations.close(invitationId);
  }

  /** A whole meeting, or of it only those that are on the list for their silence. */
  closeAll(meetingId: string, which: 'all' | 'silent'): Promise<void> {
    return this.escalations.closeAll(meetingId, which);
  }

  /** Mail does not reach the office's address. */
  async badAddress(invitationId: string): Promise<void> {
    const office = (await this.recipients.find([invitationId])).get(invitationId);
    if (office === undefined || office.withdrawn) return;
    await this.#raise(office, 'bad-address');
    this.relay.nudge(this.escalations.model);
    this.#logger.warn(`the office of invitation ${invitationId} is to be called: mail does not reach its address`);
  }

  /** A mail reached the office: it need not be called for its address. */
  reached(invitationId: string): Promise<void> {
    return this.escalations.reached(invitationId);
  }

  #raise(
    { invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode }: Recipient,
    reason?: 'bad-address',
  ): Promise<void> {
    const now = this.clock.now();
    const entry = {
      invitationId,
      meetingId,
      organisationId,
      name,
      class: organisationClass,
      provinceCode,
      raisedAt: now.toISOString(),
      ...(reason !== undefined && { reason }),
    };
    return this.escalations.raise(entry, now);
  }
}
