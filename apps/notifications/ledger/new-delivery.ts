import { type DeliveryKind, type Language } from '#contracts';
import { type Delivery } from './delivery.js';
import { type MailContent } from '../mail/mail.module.js';

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
};

/** A delivery's id is its meaning, so a second one for the same reason cannot be. */
export const deliveryId = ({
  meetingId,
  recipientId,
  kind,
  ordinal,
}: Pick<NewDelivery, 'meetingId' | 'recipientId' | 'kind' | 'ordinal'>): string =>
  `${meetingId}.${recipientId}.${kind}.${ordinal}`;

export const deliveryOf = (plan: NewDelivery, correlationId: string): Delivery => ({
  id: deliveryId(plan),
  ...plan,
  correlationId,
  state: 'planned',
  attempts: 0,
  fence: 0,
  revision: 1,
});
