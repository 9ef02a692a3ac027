import { type DeliveryKind } from '#contracts';

const urgent: Readonly<Record<DeliveryKind, boolean>> = {
  receipt: true,
  'answer-to-mail': true,
  'answer-taken-back': true,
  'hall-decided': true,
  'meeting-cancelled': true,
  'appointment-cancelled': true,
  invitation: false,
  reminder: false,
  'day-before': false,
  thanks: false,
  'deadline-moved': false,
  'meeting-changed': false,
  appointment: false,
  announcement: false,
  digest: false,
  'check-missing': false,
  'check-reminder': false,
};

/** Kinds that go before others: somebody waits for them, or would come in vain. */
export const isUrgent = (kind: DeliveryKind): boolean => urgent[kind];
