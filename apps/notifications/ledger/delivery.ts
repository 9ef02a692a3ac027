import {
  type CancelReason,
  type DeliveryFailure,
  type DeliveryKind,
  type DeliveryState,
  type Language,
} from '#contracts';
import { conflict } from '#platform';
import { type MailContent, type Outcome, type Pause } from '../mail/mail.module.js';
import { type Past, pastOf } from './past.js';
import { later, nextTry, pauseMs } from './pauses.js';

/** Who works on a delivery, and until which real instant nobody else may. `fence` rises with each claim. */
export type Claim = { readonly worker: string; readonly fence: number; readonly until: string };

/** What stays the same in every state. `fence` is that of the last claim; `submittedAt` is frozen at the first submission. */
type Lasting = {
  readonly id: string;
  readonly meetingId: string;
  readonly recipientId: string;
  readonly kind: DeliveryKind;
  readonly ordinal: number;
  /** The recipient's when it was planned; from the first submission on, the one it was written in. */
  readonly language: Language;
  readonly content?: MailContent;
  /** That of the work which planned it. */
  readonly correlationId: string;
  readonly dueAt: string;
  /** When it was first due, where `dueAt` has moved since. */
  readonly plannedFor?: string;
  /** Until when it is of use, as far as that had to be asked: it waited for another try, or for the mail server. */
  readonly usefulUntil?: string;
  /** Tries at which the server was asked about this mail, and did not say that it takes none from us. */
  readonly attempts: number;
  /** How often the server's refusal of this very mail was about us. */
  readonly holds?: number;
  readonly fence: number;
  readonly submittedAt?: string;
  /** Where it was handed over for last. Before that the recipient's address is looked up. */
  readonly address?: string;
  /** What the last try met, until one is accepted. */
  readonly lastError?: string;
  /** Staff had it sent again: each time a mail of its own, perhaps to an address that they named. */
  readonly generation?: number;
  readonly sendTo?: string;
  /** What became of it before it was sent again: whoever heard of something then has heard of it. */
  readonly past?: readonly Past[];
  readonly revision: number;
};

type In<State extends DeliveryState, Fields = unknown> = { readonly state: State } & Fields;

/** One mail to one recipient for one reason, with only the fields that its state allows. Instants in ISO 8601, UTC. */
export type Delivery = Lasting
  & (
    | In<'planned'>
    /** `queuedAt` is real time: when it was last handed to the queue. */
    | In<'queued', { readonly queuedAt: string }>
    | In<'claimed', { readonly claim: Claim }>
    | In<'submitting', { readonly claim: Claim; readonly submittedAt: string }>
    | In<'accepted', { readonly acceptedAt: string }>
    | In<'retry-wait', { readonly lastError: string }>
    | In<'rejected', { readonly lastError: string; readonly failure?: DeliveryFailure }>
    | In<'expired', { readonly lastError: string }>
    | In<'unknown', { readonly lastError: string }>
    | In<'cancelled', { readonly cancelReason: CancelReason }>
  );

/** Where a mail goes and in which language it is written. */
export type MailedTo = { readonly address: string; readonly language: Language };

export type DeliveryCommand =
  | { readonly do: 'queue'; readonly realNow: string }
  | { readonly do: 'claim'; readonly worker: string; readonly until: string }
  /** The worker gives it back unsent: something that it needs is down. */
  | { readonly do: 'release'; readonly fence: number; readonly realNow: string }
  /** The lease runs anew from here to `until`. */
  | {
      readonly do: 'submit';
      readonly fence: number;
      readonly now: string;
      readonly to?: MailedTo;
      readonly until?: string;
    }
  | {
      readonly do: 'settle';
      readonly fence: number;
      readonly outcome: Outcome;
      readonly now: string;
      readonly usefulUntil?: string;
    }
  /** It waits until the mail server takes mail again; its errand is over. */
  | { readonly do: 'hold' }
  /** The claim's lease is over: its worker is taken for dead. */
  | { readonly do: 'expire'; readonly realNow: string }
  /** Until when it is of use, as it stands now. */
  | { readonly do: 'appraise'; readonly usefulUntil: string }
  /** It is of use no more. */
  | { readonly do: 'lapse'; readonly reason: string }
  /** `unsent`: the fence of the worker that had begun to hand it over and knows that the server does not have it. */
  | { readonly do: 'cancel'; readonly reason: CancelReason; readonly unsent?: number }
  | { readonly do: 'resolve'; readonly decision: 'accepted' | 'send-again'; readonly now: string }
  | { readonly do: 'resend'; readonly now: string; readonly to?: string };

/** What happened to a delivery. */
export type DeliveryStep =
  | { readonly step: 'queued'; readonly queuedAt: string }
  | { readonly step: 'claimed'; readonly worker: string; readonly until: string }
  | { readonly step: 'submitting'; readonly submittedAt: string; readonly to?: MailedTo; readonly until?: string }
  | { readonly step: 'accepted'; readonly acceptedAt: string }
  | { readonly step: 'deferred'; readonly dueAt: string; readonly error: string; readonly usefulUntil?: string }
  | { readonly step: 'held'; readonly dueAt?: string; readonly error?: string }
  | { readonly step: 'appraised'; readonly usefulUntil: string }
  | { readonly step: 'rejected'; readonly error: string; readonly failure?: DeliveryFailure }
  | { readonly step: 'expired'; readonly error: string }
  | { readonly step: 'lost'; readonly error: string }
  | { readonly step: 'cancelled'; readonly reason: CancelReason }
  | { readonly step: 'renewed'; readonly dueAt: string }
  | { readonly step: 'resent'; readonly at: string; readonly to?: string };

const refused = (delivery: Delivery, command: DeliveryCommand) =>
  conflict('delivery-moved-on', {
    why: `${delivery.id} ${delivery.state} ${command.do}`,
    details: { state: delivery.state },
  });

/** Only the worker whose fence the claim bears may go on with it; one that lost it to another may not. */
const assertHolder = (delivery: Delivery & { claim: Claim }, command: DeliveryCommand & { fence: number }): void => {
  if (delivery.claim.fence !== command.fence) throw refused(delivery, command);
};

/** States in which a delivery is not in a worker's hands and has not come to its end. */
export const isWaiting = ({ state }: Delivery): boolean =>
  state === 'planned' || state === 'queued' || state === 'retry-wait';

/** After the last try it has expired. */
const deferred = (
  delivery: Delivery,
  { error, pause = 'deferred' }: { error: string; pause?: Pause },
  now: string,
  usefulUntil: string | undefined,
): DeliveryStep => {
  const pauseFor = pauseMs(pause, delivery.attempts);
  if (usefulUntil === undefined) return { step: 'deferred', dueAt: later(now, pauseFor), error };
  const dueAt = nextTry(now, pauseFor, usefulUntil);
  return dueAt === undefined ? { step: 'expired', error } : { step: 'deferred', dueAt, error, usefulUntil };
};

const settled = (delivery: Delivery, outcome: Outcome, now: string, usefulUntil: string | undefined): DeliveryStep => {
  switch (outcome.kind) {
    case 'accepted':
      return { step: 'accepted', acceptedAt: now };
    case 'retriable':
      return deferred(delivery, outcome, now, usefulUntil);
    case 'rejected':
      return { step: 'rejected', error: outcome.error, ...(outcome.failure && { failure: outcome.failure }) };
    case 'held': {
      // Others may pass where this one stops the lane again and again: it comes later and later.
      const holds = delivery.holds ?? 0;
      if (!outcome.asked || holds === 0) return { step: 'held', error: outcome.error };
      const pauseFor = pauseMs('deferred', holds);
      const dueAt = usefulUntil === undefined ? later(now, pauseFor) : nextTry(now, pauseFor, usefulUntil);
      return { step: 'held', error: outcome.error, ...(dueAt !== undefined && { dueAt }) };
    }
    case 'unknown':
      return { step: 'lost', error: outcome.error };
    default:
      return outcome satisfies never;
  }
};

export const isUnderWay = (delivery: Delivery): boolean =>
  isWaiting(delivery) || delivery.state === 'claimed' || delivery.state === 'submitting';

/** Cancelled because of how things stood then, which staff may know to be otherwise. */
const mayComeBack: ReadonlySet<CancelReason> = new Set(['too-late', 'no-address', 'bad-address', 'superseded']);
export const mayBeResent = (delivery: Delivery): boolean =>
  delivery.state === 'accepted'
  || delivery.state === 'rejected'
  || delivery.state === 'expired'
  || delivery.state === 'unknown'
  || (delivery.state === 'cancelled' && mayComeBack.has(delivery.cancelReason));

/** What a command makes of a delivery. Throws conflict 'delivery-moved-on' where its state does not allow it. */
export const decide = (delivery: Delivery, command: DeliveryCommand): DeliveryStep => {
  switch (command.do) {
    case 'queue':
      if (!isWaiting(delivery)) throw refused(delivery, command);
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
      };
    case 'settle':
      // A worker that was taken for dead and knows that the server does not have the mail may still say so.
      if (
        delivery.state === 'unknown'
        && delivery.fence === command.fence
        && command.outcome.kind !== 'accepted'
        && command.outcome.kind !== 'unknown'
      )
        return settled(delivery, command.outcome, command.now, command.usefulUntil);
      if (delivery.state !== 'submitting') throw refused(delivery, command);
      assertHolder(delivery, command);
      return settled(delivery, command.outcome, command.now, command.usefulUntil);
    case 'hold':
      if (!isWaiting(delivery)) throw refused(delivery, command);
      return { step: 'held' };
    case 'expire':
      if (delivery.state !== 'claimed' && delivery.state !== 'submitting') throw refused(delivery, command);
      if (delivery.claim.until > command.realNow) throw refused(delivery, command);
      return delivery.state === 'claimed'
        ? { step: 'queued', queuedAt: command.realNow }
        : { step: 'lost', error: 'the worker stopped while it was handing the mail over' };
    case 'appraise':
      if (!isWaiting(delivery)) throw refused(delivery, command);
      return { step: 'appraised', usefulUntil: command.usefulUntil };
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
    default:
      return command satisfies never;
  }
};

/** What every state keeps; a field that is not set stays away. */
const lastingOf = (delivery: Delivery): Lasting => {
  const { id, meetingId, recipientId, kind, ordinal, language, correlationId, dueAt, attempts, fence, revision } =
    delivery;
  const { content, plannedFor, usefulUntil, holds, submittedAt, address, lastError, generation, sendTo, past } =
    delivery;
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
    ...(past !== undefined && { past }),
  };
};

const pastFields = (delivery: Delivery): Pick<Lasting, 'past'> => {
  const past = pastOf(delivery);
  return past.length === 0 ? {} : { past };
};

/** It waits, with what its last try met. A try of which the server did not have to decide counts for nothing. */
const heldBack = (
  delivery: Delivery,
  kept: Lasting,
  { dueAt = kept.dueAt, error = kept.lastError }: { dueAt?: string; error?: string },
): Delivery => {
  const begun = delivery.state === 'submitting' || delivery.state === 'unknown';
  const waits = {
    ...kept,
    dueAt,
    plannedFor: kept.plannedFor ?? kept.dueAt,
    ...(begun && { attempts: kept.attempts - 1, holds: (kept.holds ?? 0) + 1 }),
  };
  return error === undefined ? { ...waits, state: 'planned' } : { ...waits, state: 'retry-wait', lastError: error };
};

/** The delivery after a step, one revision on. */
export const evolve = (delivery: Delivery, step: DeliveryStep): Delivery => {
  const kept = lastingOf(delivery);
  switch (step.step) {
    case 'queued':
      return { ...kept, state: 'queued', queuedAt: step.queuedAt };
    case 'claimed': {
      const fence = kept.fence + 1;
      return { ...kept, fence, state: 'claimed', claim: { worker: step.worker, until: step.until, fence } };
    }
    case 'submitting':
      if (delivery.state !== 'claimed') throw new Error(`delivery ${delivery.id} is ${delivery.state}, not claimed`);
      return {
        ...kept,
        ...step.to,
        state: 'submitting',
        claim: { ...delivery.claim, until: step.until ?? delivery.claim.until },
        attempts: kept.attempts + 1,
        submittedAt: step.submittedAt,
      };
    case 'accepted': {
      const { lastError: _lastError, usefulUntil: _usefulUntil, holds: _holds, ...accepted } = kept;
      return { ...accepted, state: 'accepted', acceptedAt: step.acceptedAt };
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
    case 'rejected':
      return {
        ...kept,
        state: 'rejected',
        lastError: step.error,
        ...(step.failure !== undefined && { failure: step.failure }),
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

/** What becomes of one that was not sent in its time: it has expired, unless nobody waits for it any more. */
export const lapseOf = (needless: CancelReason | undefined): DeliveryCommand =>
  needless === undefined
    ? { do: 'lapse', reason: 'the mail server took no mail for as long as this one was of use' }
    : { do: 'cancel', reason: needless };
