import { Module } from '@nestjs/common';
import { MailTemplates } from './mail-template.js';
import { MailTransport } from './mail-transport.js';
import { ConfiguredTransport } from './configured-transport.js';

export { addressKey, sameAddress } from './address-key.js';
export { type AnswerExtra, type Blanks } from './blanks.js';
export { appointmentBlanks, beforeChange, countsBlanks, detailBlanks, receiptBlanks } from './blanks-of.js';
export { type LetterExtra, type LetterForm, type LetterVariant, type OwnWords } from './letter.js';
export { letterCases } from './letter-cases.js';
export { placeholdersOf, wrongWords } from './letter-check.js';
export { defaultWords } from './letter-default.js';
export {
  type AgainContent,
  AppointmentContent,
  CancelledContent,
  ChangeContent,
  DeadlineContent,
  type MailContent,
  type MeetingAsTold,
  ReceiptContent,
  TakenBackContent,
} from './mail-content.js';
export { type MailBody, MailTemplates } from './mail-template.js';
export { type HandOver, MailTransport, type OutgoingMail } from './mail-transport.js';
export { messageIdDomain } from './mime.js';
export { manyLines, oneLine } from './one-line.js';
export { type Outcome, type Wait } from './outcome.js';
export { type SmtpReply, type Verdict, verdictOf } from './smtp-reply.js';
export { isOurs, keyIn, returnPathOf, type WayBack, wayBackOf } from './way-back.js';

/** What a mail says, in words and on the wire, and the way to the mail server. */
@Module({
  providers: [MailTemplates, { provide: MailTransport, useClass: ConfiguredTransport }],
  exports: [MailTemplates, MailTransport],
})
export class MailModule {}
