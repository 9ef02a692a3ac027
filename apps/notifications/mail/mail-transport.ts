import { type DeliveryKind } from '#contracts';
import { type Outcome } from '../delivery/delivery.js';

/** One mail as it goes out. Message-ID and date stay the same however often it is tried. */
export type OutgoingMail = {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
  readonly messageId: string;
  readonly date: Date;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
};

/** Hands a mail to a mail server. Never throws: what cannot be told apart is `unknown`. */
export abstract class MailTransport {
  abstract send(mail: OutgoingMail, signal: AbortSignal): Promise<Outcome>;
  /** Lets go of its connections; what is being handed over is finished first. */
  abstract close(): void;
}
