import { z } from 'zod';
import { type LaneCause } from '#contracts';
import { type Outcome } from './outcome.js';
import { type MailStage, setupCause, type SetupStage, smtpReply, verdictOf } from './smtp-reply.js';

/** What nodemailer says of a failure: its own code, the server's reply, and the command that was answered. */
const SmtpFailure = z.object({
  message: z.string(),
  code: z.string().optional(),
  response: z.string().optional(),
  command: z.string().optional(),
});
type SmtpFailure = z.infer<typeof SmtpFailure>;
const read = (failure: unknown): SmtpFailure => SmtpFailure.safeParse(failure).data ?? { message: String(failure) };

/** Addresses and what follows them are personal; reply codes and words are kept. */
const withoutAddresses = (text: string): string =>
  text
    .replace(/[^\s<>]+@[^\s<>]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);

const mailStages: Readonly<Record<string, MailStage>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'message',
};

const setupStageOf = ({ code, command = '', message, response }: SmtpFailure): SetupStage => {
  if (
    code === 'ETLS'
    || command === 'STARTTLS'
    || (response === undefined && /certificate|self[- ]signed|ssl|tls/i.test(message))
  )
    return 'tls';
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH')) return 'sign-in';
  if (/^(?:EHLO|HELO|LHLO)/.test(command)) return 'hello';
  return response === undefined ? 'connection' : 'greeting';
};

/** Why there is no connection to the mail server, or it lets nobody in. */
export type Unready = {
  readonly kind: 'held';
  readonly cause: LaneCause;
  readonly error: string;
  readonly asked: false;
};
export const unreadyBy = (failure: unknown): Unready => {
  const parsed = read(failure);
  const reply = parsed.response === undefined ? undefined : smtpReply(parsed.response);
  return {
    kind: 'held',
    cause: setupCause(setupStageOf(parsed), reply),
    error: withoutAddresses(parsed.message),
    asked: false,
  };
};

/**
 * What a failed hand-over means. The server's own refusal says that it does not have the mail, and why. Without one, it
 * depends on how far the message had gone, for the error does not tell: until its end had been handed to the connection the
 * final dot was not sent and the server must drop what it got (RFC 5321, 4.1.1.4); from then on nobody knows.
 */
export const outcomeOfFailure = (failure: unknown, messageWasComplete: boolean): Outcome => {
  const { message, code, response, command = '' } = read(failure);
  const error = withoutAddresses(response ?? message);
  const reply = response === undefined ? undefined : smtpReply(response);
  if (reply !== undefined && reply.code >= 400) {
    const stage = mailStages[command] ?? (messageWasComplete ? 'message' : 'sender');
    const verdict = verdictOf(stage, reply);
    switch (verdict.about) {
      case 'us':
        return { kind: 'held', cause: verdict.cause, error, asked: true };
      case 'moment':
        return { kind: 'retriable', wait: verdict.wait, error };
      case 'address':
        return { kind: 'rejected', failure: 'permanent', badAddress: verdict.bad, error };
      case 'message':
        return { kind: 'rejected', failure: 'technical', error };
      default:
        return verdict satisfies never;
    }
  }
  if (messageWasComplete) return { kind: 'unknown', error };
  // An address or message that cannot be sent at all: nothing was asked of the server.
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'rejected', failure: 'permanent', error };
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { kind: 'rejected', failure: 'technical', error };
  return { kind: 'retriable', wait: 'connection', error };
};
