import { Injectable } from '@nestjs/common';
import {
  type AnswerInboxMail,
  type AssignInboxMail,
  type CloseInboxMail,
  type CountInbox,
  EmailAddress,
  type FileMade,
  type GetInboxAttachment,
  type HistoryNote,
  type InboxMail,
  type InboxMailWhole,
  type ListInbox,
  MailsNoted,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import { askedBy, confinedTo, mustReach } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type Fact, fact } from '#persistence';
import { Clock, conflict, invalid, notFound } from '#platform';
import { InboundStore, MailboxState, officeOf, type SortedMail } from '../inbound/inbound.module.js';
import { EventMails } from '../addressing/addressing.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { answerSubject, attachmentName } from './inbox.js';

const mostTries = 5;
const unknownType = 'application/octet-stream';
/** What may be called what it is: everything else is bytes to be saved. */
const knownTypes = /^(?:application\/pdf|image\/(?:png|jpeg|tiff))$/;

const viewOf = ({
  id,
  receivedAt,
  sort,
  state,
  subject,
  from,
  meetingId,
  office,
  recognisedBy,
  proposes,
  said,
  attachments,
  done,
  revision,
}: Omit<SortedMail, 'text'>): InboxMail => ({
  id,
  receivedAt,
  sort,
  state,
  subject,
  files: attachments.length,
  revision,
  ...(from && { from }),
  ...(meetingId !== undefined && { meetingId }),
  ...(office && { office }),
  ...(recognisedBy && { recognisedBy }),
  ...(proposes && { proposes }),
  ...(said !== undefined && { said }),
  ...(done && { done }),
});

const wholeOf = (mail: SortedMail): InboxMailWhole => ({
  ...viewOf(mail),
  text: mail.text,
  cut: mail.cut,
  attachments: mail.attachments.map((each) => ({ ...each, name: attachmentName(each) })),
});

type Change = { readonly fields: Readonly<Record<string, unknown>>; readonly facts: readonly Fact[] };
/** For the history of its meeting; of a mail that is of none there is none. */
const noted = (
  { meetingId, office }: Pick<SortedMail, 'meetingId' | 'office'>,
  what: HistoryNote['what'],
  changes: HistoryNote['changes'],
): Fact[] =>
  meetingId === undefined
    ? []
    : [
        {
          ...fact(MailsNoted, {
            meetingId,
            what,
            ...(office && { invitationId: office.invitationId, provinceCode: office.provinceCode }),
            changes,
          }),
          by: askedBy(),
        },
      ];

/** The mails that came, for the people who deal with them; a focal point those of the offices of its province. */
@Injectable()
export class InboxService {
  constructor(
    private readonly store: InboundStore,
    private readonly mailbox: MailboxState,
    private readonly recipients: RecipientStore,
    private readonly mails: EventMails,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {}

  async list(request: ParsedRequestOf<typeof ListInbox>): Promise<ReturnOf<typeof ListInbox>> {
    const { items, ...next } = await this.store.page(request, confinedTo());
    return { ...next, items: items.map(viewOf) };
  }

  async count(request: ParsedRequestOf<typeof CountInbox>): Promise<ReturnOf<typeof CountInbox>> {
    const [open, trouble] = await Promise.all([
      this.store.countOpen(request, confinedTo()),
      this.config.SALA_INBOUND_IMAP === undefined ? undefined : this.mailbox.trouble(),
    ]);
    return {
      open,
      reads: this.config.SALA_INBOUND_ADDRESS !== undefined,
      ...(trouble !== undefined && { unreadSince: trouble.since, said: trouble.said }),
    };
  }

  async get(mailId: string): Promise<InboxMailWhole> {
    return wholeOf(await this.#mail(mailId));
  }

  async assign({ mailId, invitationId }: ParsedRequestOf<typeof AssignInboxMail>): Promise<InboxMailWhole> {
    const recipient = await this.recipients.get(invitationId);
    mustReach(recipient.provinceCode);
    const { meetingId } = recipient;
    const office = officeOf(recipient);
    return this.#change(mailId, (mail) => ({
      fields: { office, meetingId, recognisedBy: 'staff' },
      facts: noted({ meetingId, office }, 'mail-assigned', [
        { field: 'office', ...(mail.office && { before: mail.office.name }), after: office.name },
      ]),
    }));
  }

  /** One that somebody is done with stays as it was done with first. */
  close({ mailId, as, closedBy }: ParsedRequestOf<typeof CloseInboxMail>): Promise<InboxMailWhole> {
    return this.#done(mailId, as, closedBy);
  }

  reopen(mailId: string): Promise<InboxMailWhole> {
    return this.#change(mailId, (mail) =>
      mail.state === 'open'
        ? undefined
        : {
            fields: { state: 'open', done: undefined },
            facts: noted(mail, 'mail-reopened', mail.done === undefined ? [] : [{ field: 'as', before: mail.done.as }]),
          },
    );
  }

  /** Throws conflict 'mail-has-no-office', invalid 'mail-has-no-sender'. */
  async answer({
    mailId,
    answerId,
    text,
    answeredBy,
  }: ParsedRequestOf<typeof AnswerInboxMail>): Promise<InboxMailWhole> {
    const mail = await this.#mail(mailId);
    const { office, meetingId, replyTo, messageId, references = [] } = mail;
    if (office === undefined || meetingId === undefined) throw conflict('mail-has-no-office');
    const to = EmailAddress.safeParse(replyTo ?? '');
    if (!to.success) throw invalid('mail-has-no-sender');
    const { language } = await this.recipients.get(office.invitationId);
    const content = {
      mailAnswer: {
        answerId,
        mailId,
        subject: answerSubject(mail.subject),
        text,
        ...(messageId !== undefined && { inReplyTo: messageId, references: [...references, messageId] }),
      },
    };
    await this.mails.plan(
      { meetingId, recipientId: office.invitationId, kind: 'answer-to-mail', language, sendTo: to.data, content },
      { wished: 1, isSame: ({ mailAnswer }) => mailAnswer?.answerId === answerId },
    );
    return this.#done(mailId, 'answered', answeredBy);
  }

  async attachment({ mailId, number }: ParsedRequestOf<typeof GetInboxAttachment>): Promise<FileMade> {
    const { attachments } = await this.#mail(mailId);
    const file = attachments.find((each) => each.number === number);
    if (file === undefined) throw notFound('file-not-found', { values: { id: `${mailId}-${number}` } });
    const contentType = knownTypes.test(file.contentType) ? file.contentType : unknownType;
    return { fileId: `${mailId}-${number}`, name: attachmentName(file), contentType, bytes: file.bytes };
  }

  async original(mailId: string): Promise<FileMade> {
    const { id, bytes } = await this.#mail(mailId);
    return { fileId: id, name: `${id}.eml`, contentType: unknownType, bytes };
  }

  #done(mailId: string, as: NonNullable<InboxMail['done']>['as'], by: string): Promise<InboxMailWhole> {
    const at = this.clock.now().toISOString();
    return this.#change(mailId, (mail) =>
      mail.state === 'done'
        ? undefined
        : {
            fields: { state: 'done', done: { as, at, by } },
            facts: noted(mail, 'mail-done', [{ field: 'as', after: as }]),
          },
    );
  }

  /** Nothing to change is fine; somebody else's change is read and decided on anew. */
  async #change(mailId: string, decide: (mail: SortedMail) => Change | undefined): Promise<InboxMailWhole> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const mail = await this.#mail(mailId);
      const change = decide(mail);
      if (change === undefined) return wholeOf(mail);
      const told = { facts: change.facts, now: this.clock.now() };
      if (!(await this.store.change(mail, change.fields, told))) continue;
      this.relay.nudge(this.store.outbox);
      return wholeOf(await this.store.get(mailId));
    }
    throw conflict('revision-conflict', { why: mailId });
  }

  /** Throws not-found 'mail-not-found', forbidden 'other-province'. */
  async #mail(mailId: string): Promise<SortedMail> {
    const mail = await this.store.get(mailId);
    if (confinedTo() !== undefined) mustReach(mail.office?.provinceCode ?? '');
    return mail;
  }
}
