import { Injectable } from '@nestjs/common';
import { type Bilingual, type CancelReason, type Meeting } from '#contracts';
import { AppError, Clock, digestHex, unavailable } from '#platform';
import { textIn } from '#words';
import { type Delivery, type MailedTo } from '../ledger/ledger.module.js';
import { MailTemplates, messageIdDomain, oneLine, type OutgoingMail } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { appointmentCalendar } from './appointment-calendar.js';
import { isLate } from './beside.js';
import { DeliveryFacts } from './delivery-facts.js';
import { type InvitationStanding, type MailKind, type OfficeMail, type SiteMail, type Words } from './kind.js';
import { mailKinds, whyNotToOffice } from './kinds.js';

/** Either why the mail must not be sent, or the mail, once it is known when it was first submitted. */
export type WrittenMail =
  | { readonly cancel: CancelReason }
  | { readonly to: MailedTo; readonly compose: (submittedAt: string) => OutgoingMail };

type Letter = Words & { readonly to: Addressee; readonly replyBy: string };
type Addressee = MailedTo & { readonly name: string };

/** Looks at how things stand right now, and writes the mail if it is still to be sent. */
@Injectable()
export class MailWriter {
  /** Where people reach Sala, without a slash at its end. */
  readonly #publicUrl: string;
  /** The part of Message-IDs after the @. */
  readonly #mailDomain: string;

  constructor(
    private readonly facts: DeliveryFacts,
    private readonly templates: MailTemplates,
    private readonly clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#publicUrl = config.SALA_PUBLIC_URL.replace(/\/$/, '');
    this.#mailDomain = messageIdDomain(config.SALA_MAIL_FROM);
  }

  /** Throws unavailable while another mail to the same recipient is in hand that decides about this one. */
  async write(delivery: Delivery): Promise<WrittenMail> {
    const meeting = await this.facts.meeting(delivery.meetingId);
    const kind = mailKinds[delivery.kind];
    const siteName = delivery.content?.appointment?.siteName ?? delivery.content?.cancelled?.siteName;
    if (kind.site !== undefined && siteName !== undefined) return this.#toSite(delivery, kind.site, meeting, siteName);
    if (kind.office !== undefined) return this.#toOffice(delivery, kind, kind.office, meeting);
    throw new Error(`delivery ${delivery.id} names no site`);
  }

  async #toOffice(delivery: Delivery, kind: MailKind, mail: OfficeMail, meeting: Meeting): Promise<WrittenMail> {
    const { content, recipientId } = delivery;
    const contact = await this.facts.office(recipientId);
    const saidIn =
      content?.receipt === undefined
        ? content?.takenBack?.responseRevision
        : (content.receipt.responseRevision ?? delivery.ordinal);
    const standing = await this.#standing(recipientId, saidIn);
    if (standing === undefined) return { cancel: 'withdrawn' };
    const now = this.clock.now();
    const { language } = contact;
    const address = delivery.sendTo ?? contact.email;
    const cancel = whyNotToOffice(kind, mail, { delivery, standing, now, meetingStartsAt: meeting.startsAt });
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    const others = mail.looksBeside(delivery, now) ? await this.facts.others(delivery) : [];
    const beside = mail.overtaken(delivery, {
      others,
      address,
      answered: standing.answered,
      late: isLate(delivery, now),
    });
    if (beside === 'wait') throw waits();
    if (beside !== undefined) return { cancel: beside };
    const words = mail.words({ delivery, meeting, standing, others, language, now });
    const to = { name: oneLine(textIn(contact.name, language)), address, language };
    const blanks = { ...words.blanks, office: to.name, url: `${this.#publicUrl}/r/${standing.replyToken}` };
    return this.#mail(delivery, meeting, { ...words, blanks, to, replyBy: standing.replyBy });
  }

  async #toSite(delivery: Delivery, mail: SiteMail, meeting: Meeting, siteName: Bilingual): Promise<WrittenMail> {
    const [contact, history] = await Promise.all([
      this.facts.site(delivery.recipientId, siteName),
      this.facts.appointments(delivery),
    ]);
    if (history.wait) throw waits();
    const facts = { delivery, meeting, history, now: this.clock.now() };
    const { language } = contact;
    const address = delivery.sendTo ?? contact.email;
    const cancel = mail.whyNot(facts);
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    const { siteName: name, calendar, ...words } = mail.words(facts, language);
    const to = { name: oneLine(textIn(name, language)), address, language };
    const written = await this.#mail(delivery, meeting, { ...words, to, replyBy: meeting.replyBy });
    if (calendar === undefined) return written;
    const entry = (submittedAt: string) =>
      appointmentCalendar({
        meeting,
        siteId: delivery.recipientId,
        ...calendar,
        sequence: delivery.ordinal,
        language,
        email: address,
        stamp: new Date(submittedAt),
      });
    return {
      to: written.to,
      compose: (submittedAt) => ({ ...written.compose(submittedAt), calendar: entry(submittedAt) }),
    };
  }

  async #mail(
    delivery: Delivery,
    meeting: Meeting,
    { to, variant, extras = [], blanks, replyBy }: Letter,
  ): Promise<Exclude<WrittenMail, { cancel: CancelReason }>> {
    const { id: deliveryId, kind, generation = 1 } = delivery;
    const { language, name, address } = to;
    const body = await this.templates.body({ kind, language, meeting, replyBy, variant, extras }, blanks);
    const messageId = `<${digestHex(generation === 1 ? deliveryId : `${deliveryId}.${generation}`, 32)}@${this.#mailDomain}>`;
    const replyTo = { name: oneLine(textIn(meeting.coordinator.unit, language)), address: meeting.coordinator.email };
    const compose = (submittedAt: string): OutgoingMail => ({
      deliveryId,
      kind,
      messageId,
      date: new Date(submittedAt),
      to: { name, address },
      replyTo,
      ...body,
    });
    return { to: { address, language }, compose };
  }

  /** Nothing when registration does not know the invitation: then there is nobody to write to. */
  async #standing(invitationId: string, responseRevision: number | undefined): Promise<InvitationStanding | undefined> {
    try {
      return await this.facts.standing(invitationId, responseRevision);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }
}

const waits = (): AppError => unavailable('mail-in-hand');
