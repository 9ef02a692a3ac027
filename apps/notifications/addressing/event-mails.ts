import { Injectable } from '@nestjs/common';
import { Clock, unavailable } from '#platform';
import { type MailContent } from '../mail/mail.module.js';
import { DeliveryStore, type NewDelivery, nextOrdinal } from '../ledger/ledger.module.js';
import { Addressing } from './addressing.js';

type Numbering = {
  /** The ordinal that it gets unless another event's mail has it: counts in events repeat when a service's data was restored. */
  readonly wished: number;
  /** Whether a mail is of this same event. */
  readonly isSame: (content: MailContent) => boolean;
};

const momentMs = 10 * 60_000;
/** An event about something that a newer one has overtaken is passed over, unless the two came at about the same time. */
export const isOfThisMoment = (occurredAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(occurredAt) <= momentMs;

/** Mails of which there is one for each event: what tells events apart is their revision, kept in the mail's content. */
@Injectable()
export class EventMails {
  constructor(
    private readonly store: DeliveryStore,
    private readonly addressing: Addressing,
    private readonly clock: Clock,
  ) {}

  /** Plans the event's mail, due now, with those to further addresses; nothing if it is there. */
  async plan(mail: Omit<NewDelivery, 'ordinal' | 'dueAt'>, { wished, isSame }: Numbering): Promise<void> {
    const { meetingId, recipientId, kind } = mail;
    const dueAt = this.clock.now().toISOString();
    // Another event's mail may take the ordinal in between: then it is looked for again.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const mails = await this.store.ofRecipient(meetingId, recipientId, [kind]);
      if (mails.some(({ content }) => content !== undefined && isSame(content))) return;
      await this.addressing.plan([{ ...mail, ordinal: nextOrdinal(mails, wished), dueAt }]);
    }
    throw unavailable('ordinal-taken', { why: `${kind} ${recipientId}` });
  }
}
