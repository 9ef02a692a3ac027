import { type DeliveryKind } from '#contracts';
import { type Outcome } from './outcome.js';
import { type RawMail } from './smtp-line.js';

/** One mail as it goes out. Message-ID and date stay the same however often it is tried. */
export type OutgoingMail = {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
  readonly messageId: string;
  readonly date: Date;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string; readonly address: string };
  /** Where it comes back to when it cannot be delivered; without it to the sender. */
  readonly returnPath?: string;
  /** The Message-ID of the mail that it answers, and those that came before. */
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Where whoever gets it says that the address is wrong: by one click, or by a mail. */
  readonly wrongAddress?: { readonly url: string; readonly mailTo: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
};

/** A mail that is to be handed over, asked about at the two moments that count. */
export type HandOver = {
  /** Whether what is known of the mail is of this moment. */
  readonly isFresh: () => boolean;
  /** It waited too long for its turn: whether it is still to be sent. Others go meanwhile. */
  readonly refresh: () => Promise<boolean>;
  /**
   * The server is ready for the mail's first command: the mail as it is to be sent now, perhaps written already, or nothing if
   * it is not. Asked again if that connection turned out to be dead.
   */
  readonly begin: () => Promise<OutgoingMail | RawMail | undefined>;
  /** The message as the server is about to have it, byte for byte. */
  readonly written?: (message: RawMail) => void;
  /** All but the final dot has gone: whether the mail is still to be sent. Without the dot the server drops it. */
  readonly finish: () => Promise<boolean>;
};

/** Of a mail that stands in no ledger: it leaves as it is, and nobody is asked whether it still should. */
export const asItIs = (mail: OutgoingMail): HandOver => ({
  isFresh: () => true,
  refresh: () => Promise.resolve(true),
  begin: () => Promise.resolve(mail),
  finish: () => Promise.resolve(true),
});

/** `withdrawn`: `begin` or `finish` said no, and the server does not have the mail. */
export type Handed = Outcome | { readonly kind: 'withdrawn' };

/** Hands mails to a mail server. Of a mail that failed, what cannot be told apart is `unknown`. */
export abstract class MailTransport {
  /** Waits for its turn and a connection that is ready. Throws only what `begin` and `finish` throw; the server does not have the mail then. */
  abstract send(mail: HandOver): Promise<Handed>;
  /** Whether the server lets us in and takes our sender; if not, why. */
  abstract probe(): Promise<(Outcome & { readonly kind: 'held' }) | undefined>;
  /** Lets go of its connections; what is being handed over is finished first. */
  abstract close(): void;
}
