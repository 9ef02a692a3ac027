import { Injectable } from '@nestjs/common';
import { type Bilingual } from '#contracts';
import { usualLanguage } from '#words';
import { Clock, unavailable } from '#platform';
import { type AppointmentContent } from '../mail/mail.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { ContactStore, siteContact } from '../recipient/recipient.module.js';
import { appointmentDueAnew, type CheckEvent, type NoticeKind, noticeOrdinal } from './appointment-notice.js';

type Notice = CheckEvent & {
  readonly kind: NoticeKind;
  readonly siteName: Bilingual;
  readonly occasion: AppointmentContent['occasion'];
  readonly toldAt: string;
};

const kinds: readonly NoticeKind[] = ['appointment', 'appointment-cancelled'];

/** Tells sites of their checks. What a later notice overtakes is cancelled when its turn comes. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly contacts: ContactStore,
    private readonly clock: Clock,
  ) {}

  /** One mail for each event of a check; told again, late or out of order, an event adds none. */
  async tell({ kind, check, revision, siteName, occasion, toldAt }: Notice): Promise<void> {
    const { id: checkId, meetingId, siteId, startsAt, endsAt, room } = check;
    const appointment: AppointmentContent = { siteName, startsAt, endsAt, room, occasion, checkId, revision, toldAt };
    // Another event of the site may take the ordinal in between: then it is looked for again.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const ordinal = noticeOrdinal(
        kind,
        { check, revision },
        await this.deliveries.ofRecipient(meetingId, siteId, kinds),
      );
      if (ordinal === undefined) return;
      await this.#plan(siteId, { meetingId, kind, ordinal, appointment });
    }
    throw unavailable('ordinal-taken', { why: siteId });
  }

  /** The site is reached elsewhere now: appointments that are still to come go there too. */
  async follow(siteId: string): Promise<void> {
    const contact = (await this.contacts.find([siteContact(siteId)])).get(siteContact(siteId));
    const byMeeting = new Map<string, Delivery[]>();
    for (const each of await this.deliveries.ofRecipientAnywhere(siteId, kinds))
      byMeeting.set(each.meetingId, [...(byMeeting.get(each.meetingId) ?? []), each]);
    const now = this.clock.now().toISOString();
    for (const [meetingId, mails] of byMeeting) {
      const due = appointmentDueAnew(mails, contact?.email);
      if (due !== undefined && due.appointment.startsAt > now)
        await this.#plan(siteId, { meetingId, kind: 'appointment', ...due });
    }
  }

  async #plan(
    siteId: string,
    {
      meetingId,
      kind,
      ordinal,
      appointment,
    }: { meetingId: string; kind: NoticeKind; ordinal: number; appointment: AppointmentContent },
  ): Promise<void> {
    const id = siteContact(siteId);
    const language = (await this.contacts.find([id])).get(id)?.language ?? usualLanguage;
    const dueAt = this.clock.now().toISOString();
    await this.ledger.plan([
      { meetingId, recipientId: siteId, kind, ordinal, language, dueAt, content: { appointment } },
    ]);
  }
}
