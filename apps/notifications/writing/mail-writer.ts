import { Injectable } from '@nestjs/common';
import { type CancelReason, type MailPreview, type Meeting } from '#contracts';
import { AppError, Clock, conflict, unavailable } from '#platform';
import { textIn, usualLanguage, wrongAddressWordsOf } from '#words';
import { addressFor, type Reach } from '../addressing/addressing.module.js';
import { AnnouncedWords } from '../announcement/announcement.module.js';
import { Enclosures } from '../enclosure/enclosure.module.js';
import { type Delivery, type MailedTo, mailKeyOf, siteNameOf } from '../ledger/ledger.module.js';
import {
  type BlankOfOne,
  type Blanks,
  MailTemplates,
  messageIdDomain,
  oneLine,
  type OutgoingMail,
  type OwnWords,
  returnPathOf,
  type WayBack,
  wayBackOf,
} from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { type Contact } from '../recipient/recipient.module.js';
import { Wordings } from '../wording/wording.module.js';
import { appointmentCalendar } from './appointment-calendar.js';
import { appointmentHistory } from './appointment-history.js';
import { goesTo, saidThere, toldThere } from './at-address.js';
import { isLate } from './beside.js';
import { DeliveryFacts } from './delivery-facts.js';
import {
  type InvitationStanding,
  type MailKind,
  type OfficeMail,
  type OfficeWordsFacts,
  type SiteFacts,
  type SiteMail,
  type StaffFacts,
  type StaffMail,
  type Words,
} from './kind.js';
import { mailKinds, whyNotToOffice } from './kinds.js';

/** What in a mail is one office's own, where the mail is for several. */
export type OfOne = { readonly name: string; readonly url: string; readonly code: string };
/** The mail, once it is known when it was first submitted. */
export type ReadyMail = {
  readonly to: MailedTo;
  readonly compose: (submittedAt: string) => OutgoingMail;
  /** Of a mail to an office: with those that say the same to another office there is one for all of them. */
  readonly joint?: {
    /** What it says beside what is one office's own. */
    readonly says: string;
    readonly own: () => Promise<OfOne>;
    readonly forAll: (all: readonly OfOne[]) => Promise<ReadyMail>;
  };
};
/** Either why the mail must not be sent, or the mail. */
export type WrittenMail = { readonly cancel: CancelReason } | ReadyMail;
type To = { readonly contact: Contact; readonly address: string };

const whyNowhere = ({ alsoTo }: Delivery): CancelReason => (alsoTo === undefined ? 'no-address' : 'superseded');
/** Whether mails for one reason may go to several addresses of the recipient. */
const mayShare = ({ alsoTo }: Delivery, { contact }: Reach): boolean =>
  alsoTo !== undefined || contact.mailboxes !== undefined;
const thereOf = (delivery: Delivery, address: string, others: readonly Delivery[], { to }: Reach): Delivery[] =>
  toldThere(delivery, { address, others, to: goesTo((kind) => to(kind)[0]) });

/** Whom of the staff a mail names; nothing is known of which language they read. */
const staffContact = ({ content, sendTo }: Delivery): Contact => {
  const name = content?.digest?.name ?? '';
  return { name: { th: name, en: name }, language: usualLanguage, ...(sendTo !== undefined && { email: sendTo }) };
};

const staffReach = (delivery: Delivery): Reach => ({
  contact: staffContact(delivery),
  to: () => [],
  isReachable: true,
  isBad: () => false,
});

const blanksOf = (offices: readonly OfOne[]): Blanks =>
  Object.fromEntries(
    offices.flatMap(({ name, url, code }, index): [BlankOfOne, string][] => [
      [`office.${index + 1}`, name],
      [`url.${index + 1}`, url],
      [`code.${index + 1}`, code],
    ]),
  );

const known = (standing: InvitationStanding | undefined): InvitationStanding => {
  if (standing === undefined) throw new Error('registration does not know the invitation');
  return standing;
};

/** What people wrote for this very mail, and in which language. */
type Worded = Awaited<ReturnType<AnnouncedWords['of']>>;
type Letter = Words & {
  readonly to: Addressee;
  readonly replyBy: string;
  /** By which whoever gets it says that the address is wrong. */
  readonly addressToken?: string;
  readonly own?: OwnWords;
};
type Addressee = MailedTo & { readonly name: string };

/** Looks at how things stand right now, and writes the mail if it is still to be sent. */
@Injectable()
export class MailWriter {
  /** Where people reach Sala, without a slash at its end. */
  readonly #publicUrl: string;
  /** The part of Message-IDs after the @. */
  readonly #mailDomain: string;
  /** Where answers and what cannot be delivered come to, if Sala reads that. */
  readonly #wayBack: WayBack | undefined;

  constructor(
    private readonly facts: DeliveryFacts,
    private readonly templates: MailTemplates,
    private readonly wordings: Wordings,
    private readonly announced: AnnouncedWords,
    private readonly enclosures: Enclosures,
    private readonly clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#publicUrl = config.SALA_PUBLIC_URL.replace(/\/$/, '');
    this.#mailDomain = messageIdDomain(config.SALA_MAIL_FROM);
    this.#wayBack = wayBackOf(config.SALA_INBOUND_ADDRESS);
  }

  /** Throws unavailable while another mail to the same recipient is in hand that decides about this one. `reach`: where it was asked this moment. */
  async write(delivery: Delivery, reach?: Reach): Promise<WrittenMail> {
    const meeting = await this.facts.meeting(delivery.meetingId);
    const kind = mailKinds[delivery.kind];
    if (kind.site !== undefined && siteNameOf(delivery) !== undefined)
      return this.#toSite(delivery, kind.site, meeting);
    if (kind.staff !== undefined) return this.#toStaff({ delivery, meeting, now: this.clock.now() }, kind.staff);
    if (kind.office !== undefined)
      return this.#toOffice(delivery, kind, {
        mail: kind.office,
        meeting,
        reach: reach ?? (await this.facts.reach(delivery)),
      });
    throw new Error(`delivery ${delivery.id} names no site`);
  }

  /**
   * The mail as it would be written now, whether or not it is to be sent. Its link opens nothing. `worded`: in words that are not kept yet.
   * @throws conflict 'mail-not-writable' where what it says is not known any more
   */
  async preview(delivery: Delivery, worded?: Worded): Promise<MailPreview> {
    const [meeting, all, reach] = await Promise.all([
      this.facts.meeting(delivery.meetingId),
      this.facts.others(delivery),
      this.#reach(delivery),
    ]);
    const address = delivery.address ?? addressFor(delivery, reach);
    const to = { contact: reach.contact, address: address ?? '' };
    const others = thereOf(delivery, to.address, all, reach);
    const { office, site, staff } = mailKinds[delivery.kind];
    const now = this.clock.now();
    try {
      if (staff !== undefined) {
        const { compose, to: staffTo } = await this.#writtenToStaff({ delivery, meeting, now }, staff, to);
        const { subject, text } = compose(now.toISOString());
        return { language: staffTo.language, subject, text, ...(address !== undefined && { address }) };
      }
      const history = appointmentHistory(delivery, others);
      const standing = siteNameOf(delivery) === undefined ? await this.#standing(delivery) : undefined;
      const { compose, to: addressee } =
        site !== undefined && siteNameOf(delivery) !== undefined
          ? await this.#writtenToSite(
              { delivery, meeting, history, ...(await this.#asked(delivery)), now },
              site,
              to,
              () => Promise.resolve('…'),
            )
          : await this.#writtenToOffice(
              { delivery, meeting, others, now, standing: known(standing) },
              office,
              to,
              '…',
              worded,
            );
      const { subject, text } = compose(now.toISOString());
      return { language: addressee.language, subject, text, ...(address !== undefined && { address }) };
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') throw error;
      throw conflict('mail-not-writable', { why: delivery.id, cause: error });
    }
  }

  /** Where a mail of this recipient would go now. */
  async addressOf(delivery: Delivery): Promise<string | undefined> {
    return addressFor(delivery, await this.#reach(delivery));
  }

  #reach(delivery: Delivery): Promise<Reach> {
    return mailKinds[delivery.kind].staff === undefined
      ? this.facts.reach(delivery)
      : Promise.resolve(staffReach(delivery));
  }

  async #toOffice(
    delivery: Delivery,
    kind: MailKind,
    { mail, meeting, reach }: { readonly mail: OfficeMail; readonly meeting: Meeting; readonly reach: Reach },
  ): Promise<WrittenMail> {
    const standing = await this.#standing(delivery);
    if (standing === undefined) return { cancel: 'withdrawn' };
    const now = this.clock.now();
    const address = addressFor(delivery, reach);
    const cancel = whyNotToOffice(kind, mail, { delivery, standing, now, meetingStartsAt: meeting.startsAt });
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? whyNowhere(delivery) };
    // The link that it is about does not hold yet; the one that does is void in a moment.
    if (standing.linkVersion < (delivery.content?.again?.linkVersion ?? 0)) throw waits();
    const looks = mail.looksBeside(delivery, now);
    const others =
      looks || mayShare(delivery, reach) ? thereOf(delivery, address, await this.facts.others(delivery), reach) : [];
    const { answered } = standing;
    const beside =
      saidThere(delivery, address, others)
      ?? (looks || delivery.alsoTo !== undefined
        ? mail.overtaken(delivery, { others, address, answered, late: isLate(delivery, now) })
        : undefined);
    if (beside === 'wait') throw waits();
    if (beside !== undefined) return { cancel: beside };
    const facts = { delivery, meeting, standing, others, now };
    return this.#writtenToOffice(facts, mail, { contact: reach.contact, address }, standing.replyToken);
  }

  async #writtenToOffice(
    facts: Omit<OfficeWordsFacts, 'language'>,
    mail: OfficeMail | undefined,
    { contact, address }: To,
    replyToken: string,
    worded?: Worded,
  ): Promise<ReadyMail> {
    const { delivery, meeting, standing } = facts;
    if (mail === undefined) throw new Error(`delivery ${delivery.id} names no site`);
    const said = worded ?? (await this.announced.of(delivery, contact.language));
    const { language } = said ?? contact;
    const words = mail.words({ ...facts, language });
    const to = { name: oneLine(textIn(contact.name, language)), address, language };
    const blanks = { ...words.blanks, office: to.name, url: `${this.#publicUrl}/r/${replyToken}` };
    // What a person answers is no mail of a list.
    const addressToken = delivery.kind === 'answer-to-mail' ? {} : { addressToken: standing.addressToken };
    const letter = { ...words, blanks, to, replyBy: standing.replyBy, ...addressToken, ...(said && { own: said.own }) };
    return this.#joint(delivery, meeting, letter);
  }

  async #joint(delivery: Delivery, meeting: Meeting, letter: Letter): Promise<ReadyMail> {
    const { blanks, to, together: variant = letter.variant } = letter;
    const { office = '', url = '', ...same } = blanks;
    const all = new Intl.ListFormat(to.language, { type: 'conjunction' });
    return {
      ...(await this.#mail(delivery, meeting, letter)),
      joint: {
        says: JSON.stringify([to.language, letter.replyBy, variant, letter.extras, letter.own, same]),
        own: async () => ({ name: office, url, code: await this.facts.replyCode(delivery.recipientId) }),
        forAll: (offices) => {
          const name = all.format(offices.map((each) => each.name));
          return this.#mail(
            delivery,
            meeting,
            { ...letter, variant, to: { ...to, name }, blanks: { ...blanks, office: name, ...blanksOf(offices) } },
            offices.length,
          );
        },
      },
    };
  }

  async #toStaff(facts: StaffFacts, mail: StaffMail): Promise<WrittenMail> {
    const contact = staffContact(facts.delivery);
    const cancel = mail.whyNot(facts) ?? (facts.meeting.status === 'cancelled' ? 'meeting-cancelled' : undefined);
    const address = facts.delivery.sendTo;
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? 'no-address' };
    return this.#writtenToStaff(facts, mail, { contact, address });
  }

  /** Its links lead to the pages of the meeting, which ask who reads them. */
  async #writtenToStaff(facts: StaffFacts, mail: StaffMail, { contact, address }: To): Promise<ReadyMail> {
    const { delivery, meeting } = facts;
    const { language } = contact;
    const words = mail.words(facts, language);
    const to = { name: oneLine(textIn(contact.name, language)), address, language };
    const blanks = { ...words.blanks, office: to.name, url: `${this.#publicUrl}/meetings/${meeting.id}` };
    return this.#mail(delivery, meeting, { ...words, blanks, to, replyBy: meeting.replyBy });
  }

  async #toSite(delivery: Delivery, mail: SiteMail, meeting: Meeting): Promise<WrittenMail> {
    const [reach, all] = await Promise.all([this.facts.reach(delivery), this.facts.others(delivery)]);
    const address = addressFor(delivery, reach);
    const others = thereOf(delivery, address ?? '', all, reach);
    const history = appointmentHistory(delivery, others);
    if (history.wait) throw waits();
    const facts = { delivery, meeting, history, ...(await this.#asked(delivery)), now: this.clock.now() };
    const cancel = mail.whyNot(facts);
    if (cancel !== undefined || address === undefined) return { cancel: cancel ?? whyNowhere(delivery) };
    const beside = saidThere(delivery, address, others);
    if (beside === 'wait') throw waits();
    if (beside !== undefined) return { cancel: beside };
    return this.#writtenToSite(facts, mail, { contact: reach.contact, address }, () => this.facts.siteToken(delivery));
  }

  async #writtenToSite(
    facts: SiteFacts,
    mail: SiteMail,
    { contact, address }: To,
    siteToken: () => Promise<string>,
  ): Promise<ReadyMail> {
    const { delivery, meeting } = facts;
    const { language } = contact;
    const { siteName: name, calendar, ...words } = mail.words(facts, language);
    const to = { name: oneLine(textIn(name, language)), address, language };
    const url = mail.bearsLink === true ? { url: `${this.#publicUrl}/s/${await siteToken()}` } : {};
    const blanks = { ...words.blanks, ...url };
    const written = await this.#mail(delivery, meeting, { ...words, blanks, to, replyBy: meeting.replyBy });
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
    { to, variant, extras = [], blanks, replyBy, addressToken, ...worded }: Letter,
    offices = 1,
  ): Promise<ReadyMail> {
    const { id: deliveryId, kind, content: { mailAnswer: { inReplyTo, references } = {} } = {} } = delivery;
    const { language, name, address } = to;
    const own = worded.own ?? (await this.wordings.of(meeting, kind, language));
    const body = await this.templates.body({ kind, language, meeting, replyBy, variant, extras, own, offices }, blanks);
    const attachments = await this.enclosures.of(kind, meeting);
    const key = mailKeyOf(delivery);
    const messageId = `<${key}@${this.#mailDomain}>`;
    const wayBack = this.#wayBack;
    const replyTo = {
      name: oneLine(textIn(meeting.coordinator.unit, language)),
      address: wayBack?.address ?? meeting.coordinator.email,
    };
    const compose = (submittedAt: string): OutgoingMail => ({
      deliveryId,
      kind,
      messageId,
      date: new Date(submittedAt),
      to: { name, address },
      replyTo,
      ...(wayBack && { returnPath: returnPathOf(wayBack, key) }),
      ...(inReplyTo !== undefined && { inReplyTo, references: references ?? [inReplyTo] }),
      ...(addressToken !== undefined && {
        wrongAddress: {
          url: `${this.#publicUrl}/wrong-address/${addressToken}/${key}`,
          mailTo: `mailto:${replyTo.address}?subject=${encodeURIComponent(wrongAddressWordsOf(language).mailSubject)}`,
        },
      }),
      ...(attachments.length > 0 && { attachments }),
      ...body,
    });
    return { to: { address, language }, compose };
  }

  async #asked(delivery: Delivery): Promise<Pick<SiteFacts, 'readiness'>> {
    return mailKinds[delivery.kind].asksReadiness === true
      ? { readiness: await this.facts.readiness(delivery.meetingId, delivery.recipientId) }
      : {};
  }

  /** With what the office said in the answer that the mail is about. Nothing when registration does not know the invitation: then there is nobody to write to. */
  async #standing({ recipientId, content, ordinal }: Delivery): Promise<InvitationStanding | undefined> {
    const responseRevision =
      content?.receipt === undefined
        ? content?.takenBack?.responseRevision
        : (content.receipt.responseRevision ?? ordinal);
    try {
      return await this.facts.standing(recipientId, responseRevision);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }
}

const waits = (): AppError => unavailable('mail-in-hand');
