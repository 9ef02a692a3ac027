import { Module } from '@nestjs/common';
import { MailTemplates } from './mail-template.js';
import { Relays } from './relays.js';

export { addressKey, sameAddress } from './address-key.js';
export { type AnswerExtra, type BlankOfOne, type Blanks } from './blanks.js';
export {
  appointmentBlanks,
  appointmentExtras,
  beforeChange,
  beforeJoining,
  countsBlanks,
  detailBlanks,
  receiptBlanks,
} from './blanks-of.js';
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
  type DigestContent,
  type DigestFigures,
  type HallContent,
  type JoiningContent,
  type MailContent,
  type MeetingAsTold,
  ReceiptContent,
  TakenBackContent,
} from './mail-content.js';
export { type MailBody, MailTemplates } from './mail-template.js';
export { asItIs, type Handed, type HandOver, type OutgoingMail } from './mail-transport.js';
export { type WriteMessage } from './mail-message.js';
export { messageIdDomain } from './mime.js';
export { manyLines, oneLine } from './one-line.js';
export { type Outcome, type Wait } from './outcome.js';
export { type Relay, Relays } from './relays.js';
export { type RawMail } from './smtp-line.js';
export { type SmtpReply, type Verdict, verdictOf } from './smtp-reply.js';
export { isOurs, keyIn, returnPathOf, type WayBack, wayBackOf } from './way-back.js';

/** What a mail says, in words and on the wire, and the ways to the mail servers. */
@Module({ providers: [MailTemplates, Relays], exports: [MailTemplates, Relays] })
export class MailModule {}
