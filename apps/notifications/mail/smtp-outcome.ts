import { z } from 'zod';
import { type Outcome } from '../delivery/delivery.js';

/** What nodemailer says of a failure: its own code, the server's reply code, and the command that was answered. */
const SmtpFailure = z.object({ message: z.string(), code: z.string().optional(), responseCode: z.number().optional(), command: z.string().optional() });

/** Commands whose refusal is about this mail; refused greetings, sign-ins and the like are about the server or us. */
const aboutThisMail = ['MAIL FROM', 'RCPT TO', 'DATA'];

/** Addresses and what follows them are personal; reply codes and words are kept. */
const withoutAddresses = (text: string): string => text.replace(/[^\s<>]+@[^\s<>]+/g, '…').slice(0, 300);

/**
 * What a failed hand-over means. The server's own refusal says that it does not have the mail: 5xx for good, 4xx for now.
 * Without one, it depends on how far the message had gone, for the error does not tell: until its end had been handed to
 * the connection the final dot was not sent and the server must drop what it got (RFC 5321, 4.1.1.4); from then on nobody
 * knows.
 */
export const outcomeOfFailure = (failure: unknown, messageWasComplete: boolean): Outcome => {
  const parsed = SmtpFailure.safeParse(failure);
  const { message, code, responseCode, command } = parsed.success ? parsed.data : { message: String(failure), code: undefined, responseCode: undefined, command: undefined };
  const error = withoutAddresses(message);
  if (responseCode !== undefined && responseCode >= 400) {
    const forGood = responseCode >= 500 && aboutThisMail.includes(command ?? '');
    return { kind: forGood ? 'rejected' : 'retriable', error };
  }
  if (messageWasComplete) return { kind: 'unknown', error };
  // An address or message that cannot be sent at all: nothing was asked of the server.
  const unsendable = (code === 'EENVELOPE' && command === 'API') || (code === 'EMESSAGE' && command === 'MAIL FROM');
  return { kind: unsendable ? 'rejected' : 'retriable', error };
};
