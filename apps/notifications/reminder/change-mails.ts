import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Bilingual, type Meeting } from '#contracts';
import { usualLanguage } from '#words';
import { Clock } from '#platform';
import { type DeadlineContent } from '../mail/mail.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { ContactStore, type Recipient, RecipientStore, siteContact } from '../recipient/recipient.module.js';

/** The last move that each office has a mail about. */
const lastMoves = (mails: readonly Delivery[]): ReadonlyMap<string, Delivery> => {
  const last = new Map<string, Delivery>();
  for (const mail of mails) if (mail.ordinal > (last.get(mail.recipientId)?.ordinal ?? 0)) last.set(mail.recipientId, mail);
  return last;
};

/** Tells those concerned that a meeting changed. Whether they had heard of what changed is looked at when each mail is sent. */
@Injectable()
export class ChangeMails {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  /** One mail a move to each office that is silent. Those who answered need no more time; they read of it in no mail. */
  async deadlineMoved(meeting: Meeting, ordinal: number, deadline: DeadlineContent): Promise<void> {
    const dueAt = this.clock.now().toISOString();
    // A move of long ago, told again, is news to nobody.
    if (dueAt > meeting.replyBy) return;
    const told = lastMoves(await this.deliveries.ofMeeting(meeting.id, 'deadline-moved'));
    // The same move told again under another number, as after registration's data went back, is no second one.
    const isTold = ({ invitationId }: Recipient): boolean => isDeepStrictEqual(told.get(invitationId)?.content?.deadline, deadline);
    for await (const silent of this.recipients.pages(meeting.id, 'silent'))
      await this.ledger.plan(silent.filter((each) => !isTold(each)).map(({ invitationId, language }) => ({ meetingId: meeting.id, recipientId: invitationId, kind: 'deadline-moved', ordinal, language, dueAt, content: { deadline } })));
  }

  /** One mail to each invited office, whatever it answered, and to each site that has or had an appointment. */
  async meetingCancelled(meeting: Meeting, reason: string): Promise<void> {
    const dueAt = this.clock.now().toISOString();
    if (dueAt > meeting.startsAt) return;
    const mail = { meetingId: meeting.id, kind: 'meeting-cancelled', ordinal: 1, dueAt } as const;
    for await (const invited of this.recipients.pages(meeting.id, 'invited'))
      await this.ledger.plan(invited.map(({ invitationId, language }) => ({ ...mail, recipientId: invitationId, language, content: { cancelled: { reason } } })));
    const names = new Map<string, Bilingual>();
    for (const { recipientId, content } of await this.deliveries.ofMeeting(meeting.id, 'appointment')) if (content?.appointment) names.set(recipientId, content.appointment.siteName);
    const contacts = await this.contacts.find([...names.keys()].map(siteContact));
    await this.ledger.plan([...names].map(([siteId, siteName]) => ({ ...mail, recipientId: siteId, language: contacts.get(siteContact(siteId))?.language ?? usualLanguage, content: { cancelled: { reason, siteName } } })));
  }
}
