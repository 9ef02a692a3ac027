import { type Delivery, type DeliveryStep, type Lasting } from './delivery.js';
import { withKey } from './mail-key.js';
import { hasLeft, type Past, pastOf } from './past.js';

/** What every state keeps; a field that is not set stays away. */
const lastingOf = (delivery: Delivery): Lasting => {
  const { id, meetingId, recipientId, kind, ordinal, language, correlationId, dueAt, attempts, fence, revision } =
    delivery;
  const { content, plannedFor, usefulUntil, holds, submittedAt, address, lastError, generation, sendTo, past, keys } =
    delivery;
  const { restsUntil, alsoTo, inMail } = delivery;
  return {
    id,
    meetingId,
    recipientId,
    kind,
    ordinal,
    language,
    correlationId,
    dueAt,
    attempts,
    fence,
    revision: revision + 1,
    ...(content !== undefined && { content }),
    ...(plannedFor !== undefined && { plannedFor }),
    ...(usefulUntil !== undefined && { usefulUntil }),
    ...(holds !== undefined && { holds }),
    ...(submittedAt !== undefined && { submittedAt }),
    ...(address !== undefined && { address }),
    ...(lastError !== undefined && { lastError }),
    ...(generation !== undefined && { generation }),
    ...(sendTo !== undefined && { sendTo }),
    ...(alsoTo !== undefined && { alsoTo }),
    ...(inMail !== undefined && { inMail }),
    ...(past !== undefined && { past }),
    ...(keys !== undefined && { keys }),
    ...(restsUntil !== undefined && { restsUntil }),
  };
};

const pastFields = (delivery: Delivery): { past?: readonly Past[] } => {
  const past = pastOf(delivery);
  return past.length === 0 ? {} : { past };
};

/** It waits, with what its last try met. A try of which the server did not have to decide counts for nothing. */
const heldBack = (
  delivery: Delivery,
  kept: Lasting,
  {
    dueAt = kept.dueAt,
    error = kept.lastError,
    restsUntil = kept.restsUntil,
  }: { dueAt?: string; error?: string; restsUntil?: string },
): Delivery => {
  const begun = delivery.state === 'submitting' || delivery.state === 'unknown';
  const waits = {
    ...kept,
    dueAt,
    plannedFor: kept.plannedFor ?? kept.dueAt,
    ...(restsUntil !== undefined && { restsUntil }),
    ...(begun && { attempts: kept.attempts - 1, holds: (kept.holds ?? 0) + 1 }),
  };
  return error === undefined ? { ...waits, state: 'planned' } : { ...waits, state: 'retry-wait', lastError: error };
};

/** Whose mail it left in is known as long as it has left, or may have. */
const ofItsMail = ({ inMail, ...delivery }: Delivery): Delivery =>
  inMail !== undefined && (hasLeft(delivery) || delivery.state === 'rejected') ? { ...delivery, inMail } : delivery;

/** The delivery after a step, one revision on. */
export const evolve = (delivery: Delivery, step: DeliveryStep): Delivery => ofItsMail(evolved(delivery, step));

const evolved = (delivery: Delivery, step: DeliveryStep): Delivery => {
  const kept = lastingOf(delivery);
  switch (step.step) {
    case 'queued':
      return { ...kept, state: 'queued', queuedAt: step.queuedAt };
    case 'claimed': {
      const fence = kept.fence + 1;
      return { ...kept, fence, state: 'claimed', claim: { worker: step.worker, until: step.until, fence } };
    }
    case 'submitting': {
      if (delivery.state !== 'claimed') throw new Error(`delivery ${delivery.id} is ${delivery.state}, not claimed`);
      const { restsUntil: _restsUntil, inMail: _inMail, ...rest } = kept;
      const begun = { ...rest, ...(step.inMail !== undefined && { inMail: step.inMail }) };
      return {
        ...begun,
        ...step.to,
        state: 'submitting',
        claim: { ...delivery.claim, until: step.until ?? delivery.claim.until },
        attempts: kept.attempts + 1,
        keys: withKey(begun),
        submittedAt: step.submittedAt,
      };
    }
    case 'accepted': {
      const { lastError: _lastError, usefulUntil: _usefulUntil, holds: _holds, ...accepted } = kept;
      return {
        ...accepted,
        state: 'accepted',
        acceptedAt: step.acceptedAt,
        ...(step.said !== undefined && { said: step.said }),
      };
    }
    case 'deferred':
      return {
        ...kept,
        state: 'retry-wait',
        dueAt: step.dueAt,
        plannedFor: kept.plannedFor ?? kept.dueAt,
        lastError: step.error,
        ...(step.usefulUntil !== undefined && { usefulUntil: step.usefulUntil }),
      };
    case 'held':
      return heldBack(delivery, kept, step);
    case 'appraised':
      return { ...delivery, revision: kept.revision, usefulUntil: step.usefulUntil };
    case 'set-aside':
      return { ...kept, state: 'overdue', usefulUntil: step.usefulUntil };
    case 'let-go':
      // Its next try is now; when it was first due says that it is late.
      return { ...kept, state: 'planned', dueAt: step.dueAt, plannedFor: kept.plannedFor ?? kept.dueAt };
    case 'rejected':
      return {
        ...kept,
        state: 'rejected',
        rejectedAt: step.at,
        lastError: step.error,
        ...(step.failure !== undefined && { failure: step.failure }),
        // It came back: that it was taken before stays known.
        ...(delivery.state === 'accepted' && delivery.said !== undefined && { said: delivery.said }),
      };
    case 'expired':
      return { ...kept, state: 'expired', lastError: step.error };
    case 'lost':
      return { ...kept, state: 'unknown', lastError: step.error };
    case 'cancelled':
      return { ...kept, state: 'cancelled', cancelReason: step.reason };
    case 'renewed':
      return { ...kept, ...pastFields(delivery), state: 'planned', dueAt: step.dueAt, plannedFor: step.dueAt };
    case 'resent': {
      const {
        submittedAt: _submittedAt,
        address: _address,
        lastError: _lastError,
        usefulUntil: _usefulUntil,
        holds: _holds,
        sendTo: _sendTo,
        ...again
      } = kept;
      const generation = (kept.generation ?? 1) + 1;
      return {
        ...again,
        ...pastFields(delivery),
        state: 'planned',
        dueAt: step.at,
        plannedFor: step.at,
        attempts: 0,
        generation,
        ...(step.to !== undefined && { sendTo: step.to }),
      };
    }
    default:
      return step satisfies never;
  }
};
