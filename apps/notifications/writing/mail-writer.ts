import { Injectable } from '@nestjs/common';
import { type CancelReason, type Meeting } from '#contracts';
import { AppError, Clock, digestHex, unavailable } from '#platform';
import { textIn } from '#words';
import { appointmentCalendar } from './appointment-calendar.js';
import { appointmentBlanks, type AppointmentContent, MailTemplates, messageIdDomain, oneLine, type OutgoingMail } from '../mail/mail.module.js';
import { type Delivery, type MailedTo } from '../ledger/ledger.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { DeliveryFacts } from './delivery-facts.js';
import { officeWords, reasonGiven, type Words } from './office-words.js';
import { isLate, looksBeside, type OfficeMail, overtaken } from './overtaken.js';
import { type InvitationStanding, whyNotToOffice, whyNotToSite, whyNotToSiteOfMeeting } from './re-check.js';

/** Either why the mail must not be sent, or the mail, once it is known when it was first submitted. */
export type WrittenMail = { readonly cancel: CancelReason } | { readonly to: MailedTo; readonly compose: (submittedAt: string) => OutgoingMail };

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
    switch (delivery.kind) {
      case 'meeting-cancelled':
        return delivery.content?.cancelled?.siteName === undefined ? this.#toOffice(delivery, delivery.kind, meeting) : this.#meetingOffToSite(delivery, meeting);
      case 'invitation':
      case 'receipt':
      case 'reminder':
      case 'deadline-moved':
      case 'answer-taken-back':
        return this.#toOffice(delivery, delivery.kind, meeting);
      case 'appointment':
      case 'appointment-cancelled':
        return this.#toSite(delivery, delivery.kind, meeting);
      default:
        return delivery.kind satisfies never;
    }
  }

  async #toOffice(delivery: Delivery, kind: OfficeMail, meeting: Meeting): Promise<WrittenMail> {
    const { content, recipientId } = delivery;
    const contact = await this.facts.office(recipientId);
    const saidIn = content?.receipt === undefined ? content?.takenBack?.responseRevision : (content.receipt.responseRevision ?? delivery.ordinal);
    const standing = await this.#standing(recipientId, saidIn);
    if (standing === undefined) return { cancel: 'withdrawn' };
    const now = this.clock.now();
    const { language } = contact;
    const address = delivery.sendTo ?? contact.email;
    const toldAt = content?.receipt?.toldAt;
    const cancel = whyNotToOffice(kind, { standing, hasAddress: address !== undefined, now, meetingStartsAt: meeting.startsAt, toldAt, movedTo: content?.deadline?.replyBy, answer: content?.receipt });
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    const others = looksBeside(delivery, now) ? await this.facts.others(delivery) : [];
    const beside = overtaken(delivery, kind, { others, address, answered: standing.answered, late: isLate(delivery, now) });
    if (beside === 'wait') throw waits();
    if (beside !== undefined) return { cancel: beside };
    const words = officeWords({ delivery, kind, meeting, standing, others, language, now });
    const to = { name: oneLine(textIn(contact.name, language)), address, language };
    const blanks = { ...words.blanks, office: to.name, url: `${this.#publicUrl}/r/${standing.replyToken}` };
    return this.#mail(delivery, meeting, { ...words, blanks, to, replyBy: standing.replyBy });
  }

  async #toSite(delivery: Delivery, kind: 'appointment' | 'appointment-cancelled', meeting: Meeting): Promise<WrittenMail> {
    const planned = delivery.content?.appointment;
    if (planned === undefined) throw new Error(`delivery ${delivery.id} has no appointment`);
    const [contact, history] = await Promise.all([this.facts.site(delivery.recipientId, planned.siteName), this.facts.appointments(delivery)]);
    if (history.wait) throw waits();
    const now = this.clock.now();
    // A cancellation shows the appointment that the site was told of.
    const appointment = kind === 'appointment-cancelled' ? (history.lastTold ?? planned) : planned;
    const { language } = contact;
    const address = delivery.sendTo ?? contact.email;
    const cancelled = meeting.status === 'cancelled';
    const cancel = whyNotToSite(kind, { ...history, hasAddress: address !== undefined, now, meetingCancelled: cancelled, checkStartsAt: appointment.startsAt });
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    const to = { name: oneLine(textIn(appointment.siteName, language)), address, language };
    const variant = kind === 'appointment-cancelled' ? (cancelled ? 'meeting-off' : 'plain') : occasionWords(appointment, history.siteHeardOfIt);
    const { compose } = await this.#mail(delivery, meeting, { variant, blanks: appointmentBlanks(appointment, language, meeting.timeZone), to, replyBy: meeting.replyBy });
    const calendar = (submittedAt: string) =>
      appointmentCalendar({ meeting, siteId: delivery.recipientId, appointment, sequence: delivery.ordinal, language, email: address, stamp: new Date(submittedAt), cancelled: kind === 'appointment-cancelled' });
    return { to: { address, language }, compose: (submittedAt) => ({ ...compose(submittedAt), calendar: calendar(submittedAt) }) };
  }

  async #meetingOffToSite(delivery: Delivery, meeting: Meeting): Promise<WrittenMail> {
    const cancelled = delivery.content?.cancelled;
    if (cancelled?.siteName === undefined) throw new Error(`delivery ${delivery.id} names no site`);
    const [contact, history] = await Promise.all([this.facts.site(delivery.recipientId, cancelled.siteName), this.facts.appointments(delivery)]);
    if (history.wait) throw waits();
    const { language } = contact;
    const address = delivery.sendTo ?? contact.email;
    const siteHeardOfIt = history.lastTold !== undefined;
    const cancel = whyNotToSiteOfMeeting({ meetingCancelled: meeting.status === 'cancelled', siteHeardOfIt, meetingStartsAt: meeting.startsAt, hasAddress: address !== undefined, now: this.clock.now() });
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    const to = { name: oneLine(textIn(cancelled.siteName, language)), address, language };
    return this.#mail(delivery, meeting, { variant: 'site', ...reasonGiven(cancelled.reason, { site: to.name }), to, replyBy: meeting.replyBy });
  }

  async #mail(delivery: Delivery, meeting: Meeting, { to, variant, extras = [], blanks, replyBy }: Letter): Promise<Exclude<WrittenMail, { cancel: CancelReason }>> {
    const { id: deliveryId, kind, generation = 1 } = delivery;
    const { language, name, address } = to;
    const body = await this.templates.body({ kind, language, meeting, replyBy, variant, extras }, blanks);
    const messageId = `<${digestHex(generation === 1 ? deliveryId : `${deliveryId}.${generation}`, 32)}@${this.#mailDomain}>`;
    const replyTo = { name: oneLine(textIn(meeting.coordinator.unit, language)), address: meeting.coordinator.email };
    const compose = (submittedAt: string): OutgoingMail => ({ deliveryId, kind, messageId, date: new Date(submittedAt), to: { name, address }, replyTo, ...body });
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

/** A site that never heard of its last appointment is not told that it was moved or cancelled. */
const occasionWords = ({ occasion }: AppointmentContent, siteHeardOfIt: boolean): Words['variant'] =>
  occasion === 'first' || ((occasion === 'moved' || occasion === 'anew') && !siteHeardOfIt) ? 'plain' : occasion;

