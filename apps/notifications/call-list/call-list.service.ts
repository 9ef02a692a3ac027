import { Injectable, Logger } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { Clock } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { isSilent, type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { EscalationStore } from './escalation.store.js';

/** Keeps the call list in line with who is silent past the deadline, whatever becomes known and in whichever order. */
@Injectable()
export class CallListService {
  readonly #logger = new Logger(CallListService.name);

  constructor(
    private readonly recipients: RecipientStore,
    private readonly meetings: MeetingStore,
    private readonly escalations: EscalationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** An office that is silent past the deadline is on the list; one that answered, or is not invited any more, is not. */
  async follow(recipient: Recipient): Promise<void> {
    if (!isSilent(recipient)) return this.escalations.close(recipient.invitationId);
    const meeting = await this.meetings.find(recipient.meetingId);
    const now = this.clock.now().toISOString();
    if (meeting === undefined || meeting.status === 'cancelled' || now <= meeting.replyBy || now > meeting.startsAt) return;
    await this.raise(recipient);
    // An office that answered while it was being put on the list is off it again.
    if (!isSilent(await this.recipients.get(recipient.invitationId))) await this.escalations.close(recipient.invitationId);
    this.relay.nudge(this.escalations.model);
  }

  /** Mail does not reach the office's address. */
  async badAddress(invitationId: string): Promise<void> {
    const office = (await this.recipients.find([invitationId])).get(invitationId);
    if (office === undefined || office.withdrawn) return;
    await this.raise(office, 'bad-address');
    this.relay.nudge(this.escalations.model);
    this.#logger.warn(`the office of invitation ${invitationId} is to be called: mail does not reach its address`);
  }

  /** A mail reached the office: it need not be called for its address, but it may still be for its silence. */
  async reached(invitationId: string): Promise<void> {
    await this.escalations.reached(invitationId);
    const office = (await this.recipients.find([invitationId])).get(invitationId);
    if (office !== undefined) await this.follow(office);
  }

  raise({ invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode }: Recipient, reason?: 'bad-address'): Promise<void> {
    const now = this.clock.now();
    const entry = { invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode, raisedAt: now.toISOString(), ...(reason !== undefined && { reason }) };
    return this.escalations.raise(entry, now);
  }
}
