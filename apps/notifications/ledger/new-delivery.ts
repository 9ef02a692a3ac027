import { type Bilingual, type DeliveryKind, type Language } from '#contracts';
import { digestHex } from '#platform';
import { type Delivery } from './delivery.js';
import { addressKey, type MailContent } from '../mail/mail.module.js';

export type NewDelivery = {
  readonly meetingId: string;
  readonly recipientId: string;
  readonly kind: DeliveryKind;
  readonly ordinal: number;
  readonly language: Language;
  readonly dueAt: string;
  readonly content?: MailContent;
  /** Where it goes in place of the recipient's address. */
  readonly sendTo?: string;
  /** The further address of the recipient that it is for. */
  readonly alsoTo?: string;
};

/** The site that a mail names, when it goes to one. */
export const siteNameOf = ({ content }: { readonly content?: MailContent | undefined }): Bilingual | undefined =>
  content?.appointment?.siteName ?? content?.cancelled?.siteName ?? content?.checkMissing?.siteName;

/** A delivery's id is its meaning, so a second one for the same reason, to the same further address, cannot be. */
export const deliveryId = ({
  meetingId,
  recipientId,
  kind,
  ordinal,
  alsoTo,
}: Pick<NewDelivery, 'meetingId' | 'recipientId' | 'kind' | 'ordinal' | 'alsoTo'>): string =>
  [meetingId, recipientId, kind, ...(alsoTo === undefined ? [] : [digestHex(addressKey(alsoTo), 12)]), ordinal].join(
    '.',
  );

export const deliveryOf = (plan: NewDelivery, correlationId: string): Delivery => ({
  id: deliveryId(plan),
  ...plan,
  correlationId,
  state: 'planned',
  attempts: 0,
  fence: 0,
  revision: 1,
});
