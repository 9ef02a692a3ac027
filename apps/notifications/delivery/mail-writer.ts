import { createHash } from 'node:crypto';
import { type CancelReason, type Language, type Meeting } from '#contracts';
import { AppError, type Clock, dayText } from '#platform';
import { appointmentCalendar } from '../appointment/appointment-calendar.js';
import { type Blanks } from '../mail/blanks.js';
import { appointmentBlanks, receiptBlanks } from '../mail/blanks-of.js';
import { type LetterVariant } from '../mail/letter.js';
import { type MailTemplates } from '../mail/mail-template.js';
import { type OutgoingMail } from '../mail/mail-transport.js';
import { type Contact } from '../recipient/recipient.js';
import { type AppointmentContent } from './delivery-content.js';
import { type Delivery } from './delivery.js';
import { type DeliveryFacts } from './delivery-facts.js';
import { type InvitationStanding, whyNotToOffice, whyNotToSite } from './re-check.js';

export type WriterOptions = {
  /** Where people reach Sala, without a slash at its end. */
  readonly publicUrl: string;
  /** The part of Message-IDs after the @. */
  readonly mailDomain: string;
};

/** Either why the mail must not be sent, or the mail, once it is known when it was first submitted. */
export type WrittenMail = { readonly cancel: CancelReason } | { readonly compose: (submittedAt: string) => OutgoingMail };

type Words = { readonly variant: LetterVariant; readonly blanks: Blanks; readonly replyBy: string };
type Addressee = { readonly name: string; readonly address: string };

/** Looks at how things stand right now, and writes the mail if it is still to be sent. */
export class MailWriter {
  constructor(
    private readonly facts: DeliveryFacts,
    private readonly templates: MailTemplates,
    private readonly clock: Clock,
    private readonly options: WriterOptions,
  ) {}

  async write(delivery: Delivery): Promise<WrittenMail> {
    const meeting = await this.facts.meeting(delivery.meetingId);
    switch (delivery.kind) {
      case 'invitation':
      case 'receipt':
      case 'reminder':
        return this.#toOffice(delivery, delivery.kind, meeting);
      case 'appointment':
      case 'appointment-cancelled':
        return this.#toSite(delivery, delivery.kind, meeting);
      default:
        return delivery.kind satisfies never;
    }
  }

  async #toOffice(delivery: Delivery, kind: 'invitation' | 'receipt' | 'reminder', meeting: Meeting): Promise<WrittenMail> {
    const contact = await this.facts.office(delivery.recipientId);
    const standing = await this.#standing(delivery.recipientId);
    const now = this.clock.now();
    const cancel = standing === undefined ? 'withdrawn' : whyNotToOffice(kind, { standing, hasAddress: contact.email !== undefined, now, meetingStartsAt: meeting.startsAt });
    if (standing === undefined || cancel !== undefined || contact.email === undefined) return { cancel: cancel ?? 'no-address' };
    const language = contact.language;
    const to = { name: contact.name[language], address: contact.email };
    const lastDay = kind === 'reminder' && dayText('en', meeting.timeZone, now.toISOString()) === dayText('en', meeting.timeZone, standing.replyBy);
    const receipt = delivery.content?.receipt;
    const blanks = { office: to.name, url: `${this.options.publicUrl}/r/${standing.replyToken}`, ...(receipt && receiptBlanks(receipt, language, meeting.timeZone)) };
    return this.#mail(delivery, meeting, to, language, { variant: lastDay ? 'last-day' : 'plain', blanks, replyBy: standing.replyBy });
  }

  async #toSite(delivery: Delivery, kind: 'appointment' | 'appointment-cancelled', meeting: Meeting): Promise<WrittenMail> {
    const appointment = delivery.content?.appointment;
    if (appointment === undefined) throw new Error(`delivery ${delivery.id} has no appointment`);
    const [contact, history] = await Promise.all([this.facts.site(delivery.recipientId, appointment.siteName), this.facts.appointments(delivery)]);
    const now = this.clock.now();
    const cancel = whyNotToSite(kind, { ...history, hasAddress: contact.email !== undefined, now, meetingCancelled: meeting.status === 'cancelled', checkStartsAt: appointment.startsAt });
    if (cancel !== undefined || contact.email === undefined) return { cancel: cancel ?? 'no-address' };
    const language = contact.language;
    const to = { name: appointment.siteName[language], address: contact.email };
    const variant = appointment.occasion === 'first' ? 'plain' : appointment.occasion;
    const words = { variant, blanks: appointmentBlanks(appointment, language, meeting.timeZone), replyBy: meeting.replyBy } as const;
    const { compose } = await this.#mail(delivery, meeting, to, language, words);
    const calendar = (submittedAt: string) => calendarOf({ delivery, appointment, meeting, contact: to, language, submittedAt });
    return { compose: (submittedAt) => ({ ...compose(submittedAt), calendar: calendar(submittedAt) }) };
  }

  async #mail(delivery: Delivery, meeting: Meeting, to: Addressee, language: Language, { variant, blanks, replyBy }: Words) {
    const { id: deliveryId, kind } = delivery;
    const body = await this.templates.body({ kind, language, meeting, replyBy, variant }, blanks);
    const messageId = `<${createHash('sha256').update(deliveryId).digest('hex').slice(0, 32)}@${this.options.mailDomain}>`;
    const { unit, email } = meeting.coordinator;
    const replyTo = { name: unit[language], address: email };
    return { compose: (submittedAt: string): OutgoingMail => ({ deliveryId, kind, messageId, date: new Date(submittedAt), to, replyTo, ...body }) };
  }

  /** Nothing when registration does not know the invitation: then there is nobody to write to. */
  async #standing(invitationId: string): Promise<InvitationStanding | undefined> {
    try {
      return await this.facts.standing(invitationId);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }
}

type CalendarFacts = {
  readonly delivery: Delivery;
  readonly appointment: AppointmentContent;
  readonly meeting: Meeting;
  readonly contact: Addressee;
  readonly language: Contact['language'];
  readonly submittedAt: string;
};
const calendarOf = ({ delivery, appointment, meeting, contact, language, submittedAt }: CalendarFacts) =>
  appointmentCalendar({
    meeting, siteId: delivery.recipientId, appointment, sequence: delivery.ordinal, language, email: contact.address,
    stamp: new Date(submittedAt), cancelled: delivery.kind === 'appointment-cancelled',
  });
