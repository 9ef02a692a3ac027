import { conflict } from '#platform';
import { type Wait } from '../mail/mail.module.js';
import {
  type Claim,
  type Delivery,
  type DeliveryCommand,
  type DeliveryStep,
  isSetAside,
  isWaiting,
  mayBeResent,
} from './delivery.js';
import { later, nextTry, waitMs } from './waits.js';

const refused = (delivery: Delivery, command: DeliveryCommand) =>
  conflict('delivery-moved-on', {
    why: `${delivery.id} ${delivery.state} ${command.do}`,
    details: { state: delivery.state },
  });

/** Only the worker whose fence the claim bears may go on with it; one that lost it to another may not. */
const assertHolder = (delivery: Delivery & { claim: Claim }, command: DeliveryCommand & { fence: number }): void => {
  if (delivery.claim.fence !== command.fence) throw refused(delivery, command);
};

/** What comes of a mail says nothing of the one that was sent in its place since. */
const assertOfNow = (delivery: Delivery, command: DeliveryCommand & { generation: number }): void => {
  if ((delivery.generation ?? 1) !== command.generation) throw refused(delivery, command);
};

/** After the last try it has expired. */
const deferred = (
  delivery: Delivery,
  { error, wait = 'deferred' }: { error: string; wait?: Wait },
  now: string,
  usefulUntil: string | undefined,
): DeliveryStep => {
  const waitFor = waitMs(wait, delivery.attempts);
  if (usefulUntil === undefined) return { step: 'deferred', dueAt: later(now, waitFor), error };
  const dueAt = nextTry(now, waitFor, usefulUntil);
  return dueAt === undefined ? { step: 'expired', error } : { step: 'deferred', dueAt, error, usefulUntil };
};

const settled = (
  delivery: Delivery,
  { outcome, now, usefulUntil, elsewhere }: DeliveryCommand & { readonly do: 'settle' },
): DeliveryStep => {
  switch (outcome.kind) {
    case 'accepted':
      return { step: 'accepted', acceptedAt: now, ...(outcome.said !== undefined && { said: outcome.said }) };
    case 'retriable':
      return deferred(delivery, outcome, now, usefulUntil);
    case 'rejected':
      return { step: 'rejected', at: now, error: outcome.error, ...(outcome.failure && { failure: outcome.failure }) };
    case 'held': {
      // Others may pass where this one stops the lane again and again: it comes later and later.
      const holds = delivery.holds ?? 0;
      if (!outcome.asked || holds === 0 || elsewhere === true) return { step: 'held', error: outcome.error };
      const waitFor = waitMs('deferred', holds);
      const dueAt = usefulUntil === undefined ? later(now, waitFor) : nextTry(now, waitFor, usefulUntil);
      return { step: 'held', error: outcome.error, ...(dueAt !== undefined && { dueAt }) };
    }
    case 'unknown':
      return { step: 'lost', error: outcome.error };
    default:
      return outcome satisfies never;
  }
};

/** What a command makes of a delivery. Throws conflict 'delivery-moved-on' where its state does not allow it. */
export const decide = (delivery: Delivery, command: DeliveryCommand): DeliveryStep => {
  switch (command.do) {
    case 'queue':
      if (!isWaiting(delivery) || isSetAside(delivery)) throw refused(delivery, command);
      return { step: 'queued', queuedAt: command.realNow };
    case 'claim':
      if (delivery.state !== 'queued') throw refused(delivery, command);
      return { step: 'claimed', worker: command.worker, until: command.until };
    case 'release':
      if (delivery.state !== 'claimed') throw refused(delivery, command);
      assertHolder(delivery, command);
      return { step: 'queued', queuedAt: command.realNow };
    case 'submit':
      if (delivery.state !== 'claimed') throw refused(delivery, command);
      assertHolder(delivery, command);
      return {
        step: 'submitting',
        submittedAt: delivery.submittedAt ?? command.now,
        ...(command.to && { to: command.to }),
        ...(command.until !== undefined && { until: command.until }),
        ...(command.inMail !== undefined && { inMail: command.inMail }),
      };
    case 'settle':
      // A worker that was taken for dead and knows that the server does not have the mail may still say so.
      if (
        delivery.state === 'unknown'
        && delivery.fence === command.fence
        && command.outcome.kind !== 'accepted'
        && command.outcome.kind !== 'unknown'
      )
        return settled(delivery, command);
      if (delivery.state !== 'submitting') throw refused(delivery, command);
      assertHolder(delivery, command);
      return settled(delivery, command);
    case 'hold':
      if (!isWaiting(delivery) || isSetAside(delivery)) throw refused(delivery, command);
      return { step: 'held', ...(command.restsUntil !== undefined && { restsUntil: command.restsUntil }) };
    case 'expire':
      if (delivery.state !== 'claimed' && delivery.state !== 'submitting') throw refused(delivery, command);
      if (delivery.claim.until > command.realNow) throw refused(delivery, command);
      return delivery.state === 'claimed'
        ? { step: 'queued', queuedAt: command.realNow }
        : { step: 'lost', error: 'the worker stopped while it was handing the mail over' };
    case 'appraise':
      if (!isWaiting(delivery)) throw refused(delivery, command);
      return { step: 'appraised', usefulUntil: command.usefulUntil };
    case 'set-aside':
      if (!isWaiting(delivery) || isSetAside(delivery)) throw refused(delivery, command);
      return { step: 'set-aside', usefulUntil: command.usefulUntil };
    case 'let-go':
      if (!isSetAside(delivery)) throw refused(delivery, command);
      return { step: 'let-go', dueAt: command.now };
    case 'lapse':
      if (!isWaiting(delivery) && delivery.state !== 'claimed') throw refused(delivery, command);
      return { step: 'expired', error: delivery.lastError ?? command.reason };
    case 'cancel': {
      const unsent = delivery.state === 'submitting' && delivery.claim.fence === command.unsent;
      if (!isWaiting(delivery) && delivery.state !== 'claimed' && !unsent) throw refused(delivery, command);
      return { step: 'cancelled', reason: command.reason };
    }
    case 'resolve':
      if (delivery.state !== 'unknown') throw refused(delivery, command);
      return command.decision === 'accepted'
        ? { step: 'accepted', acceptedAt: command.now }
        : { step: 'renewed', dueAt: command.now };
    case 'resend':
      if (!mayBeResent(delivery)) throw refused(delivery, command);
      return { step: 'resent', at: command.now, ...(command.to !== undefined && { to: command.to }) };
    case 'bounce':
      assertOfNow(delivery, command);
      if (delivery.state !== 'accepted' && delivery.state !== 'unknown') throw refused(delivery, command);
      return { step: 'rejected', at: command.now, error: command.error, failure: command.failure };
    case 'prove':
      assertOfNow(delivery, command);
      if (delivery.state !== 'unknown') throw refused(delivery, command);
      return { step: 'accepted', acceptedAt: command.now };
    default:
      return command satisfies never;
  }
};
