import { Injectable } from '@nestjs/common';
import { type Bilingual, type CheckFinding, type Language, type ReachedBy } from '#contracts';
import { Clock, unavailable } from '#platform';
import { Addressing } from '../addressing/addressing.module.js';
import { type AppointmentContent } from '../mail/mail.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore, type NewDelivery } from '../ledger/ledger.module.js';
import { appointmentDueAnew, type CheckEvent, type NoticeKind, noticeOrdinal } from './appointment-notice.js';

type Notice = CheckEvent & {
  readonly kind: NoticeKind;
  readonly siteName: Bilingual;
  readonly occasion: AppointmentContent['occasion'];
  readonly toldAt: string;
  readonly findings?: readonly CheckFinding[] | undefined;
  readonly reachedBy?: ReachedBy | undefined;
};

type Planned = { readonly appointment: AppointmentContent };

const kinds: readonly NoticeKind[] = ['appointment', 'appointment-cancelled'];

/** Tells sites of their checks. What a later notice overtakes is cancelled when its turn comes. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly addressing: Addressing,
    private readonly clock: Clock,
  ) {}

  /** One mail for each event of a check; told again, late or out of order, an event adds none. */
  async tell({ kind, check, revision, siteName, occasion, toldAt, findings, reachedBy }: Notice): Promise<void> {
    const { id: checkId, meetingId, siteId, startsAt, endsAt, room } = check;
    const appointment: AppointmentContent = {
      siteName,
      startsAt,
      endsAt,
      room,
      occasion,
      checkId,
      revision,
      toldAt,
      ...(findings !== undefined && { findings: [...findings] }),
      ...(reachedBy !== undefined && { reachedBy }),
    };
    // Another event of the site may take the ordinal in between: then it is looked for again.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const ordinal = noticeOrdinal(
        kind,
        { check, revision },
        await this.deliveries.ofRecipient(meetingId, siteId, kinds),
      );
      if (ordinal === undefined) return;
      const { contact } = await this.addressing.ofSite(siteId, siteName, meetingId);
      await this.addressing.plan([this.#mailOf(siteId, contact.language, { meetingId, kind, ordinal, appointment })]);
    }
    throw unavailable('ordinal-taken', { why: siteId });
  }

  /** The site is reached elsewhere now: appointments that are still to come go there too. */
  async follow(siteId: string): Promise<void> {
    const byMeeting = new Map<string, Delivery[]>();
    for (const each of await this.deliveries.ofRecipientAnywhere(siteId, kinds))
      byMeeting.set(each.meetingId, [...(byMeeting.get(each.meetingId) ?? []), each]);
    const now = this.clock.now().toISOString();
    for (const [meetingId, mails] of byMeeting) {
      const siteName = mails.findLast(({ content }) => content?.appointment)?.content?.appointment?.siteName;
      if (siteName === undefined) continue;
      const { contact, to } = await this.addressing.ofSite(siteId, siteName, meetingId);
      const due = appointmentDueAnew(mails, to('appointment')).filter(({ appointment }) => appointment.startsAt > now);
      await this.ledger.plan(
        due.map((each) => this.#mailOf(siteId, contact.language, { meetingId, kind: 'appointment', ...each })),
      );
    }
  }

  #mailOf(
    siteId: string,
    language: Language,
    { appointment, ...mail }: Pick<NewDelivery, 'meetingId' | 'kind' | 'ordinal' | 'alsoTo'> & Planned,
  ): NewDelivery {
    const dueAt = this.clock.now().toISOString();
    return { recipientId: siteId, language, dueAt, content: { appointment }, ...mail };
  }
}
