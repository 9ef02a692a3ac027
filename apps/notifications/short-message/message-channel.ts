import { type Language } from '#contracts';

/** A few lines to one mobile. `id` is its meaning, so that the same again is no second message. */
export type ShortMessage = {
  readonly id: string;
  /** In E.164. */
  readonly to: string;
  readonly text: string;
  readonly language: Language;
  readonly purpose: 'reminder';
  readonly meetingId: string;
  readonly invitationId: string;
  readonly at: string;
};

/** A way to mobiles beside mail: SMS, LINE, or whatever brings a few lines there. */
export abstract class MessageChannel {
  /** @returns whether there is anybody who takes it */
  abstract send(message: ShortMessage): Promise<boolean>;
}
