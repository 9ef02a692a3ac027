import { type Delivery as DeliveryView } from '#contracts';
import { type Delivery } from './delivery.js';
import { adviceOf, failureOf } from './failure.js';

/** A delivery as others see it: without claims and content. */
export const viewOf = (delivery: Delivery): DeliveryView => {
  const {
    id,
    meetingId,
    recipientId,
    kind,
    ordinal,
    language,
    dueAt,
    attempts,
    state,
    generation,
    sendTo,
    alsoTo,
    lastError,
    revision,
  } = delivery;
  const failure = failureOf(delivery);
  const advice = adviceOf(delivery);
  return {
    id,
    meetingId,
    recipientId,
    kind,
    ordinal,
    language,
    dueAt,
    attempts,
    revision,
    state,
    ...(state === 'accepted' && { acceptedAt: delivery.acceptedAt }),
    ...(state === 'cancelled' && { cancelReason: delivery.cancelReason }),
    ...(lastError !== undefined && { lastError: lastError.slice(0, 500) }),
    ...(generation !== undefined && { generation }),
    ...(sendTo !== undefined && { sendTo }),
    ...(alsoTo !== undefined && { alsoTo }),
    ...(delivery.inMail !== undefined && { together: true }),
    ...(failure !== undefined && { failure }),
    ...(advice !== undefined && { advice }),
  };
};
