import { type CancelReason, type DeliveryKind, type DeliveryState, type Language } from '#contracts';
import { conflict } from '#platform';
import { type DeliveryContent } from './delivery-content.js';

/** Who works on a delivery, and until which real instant nobody else may. `fence` rises with each claim. */
export type Claim = { readonly worker: string; readonly fence: number; readonly until: string };

/** What stays the same in every state. `fence` is that of the last claim; `submittedAt` is frozen at the first submission. */
type Standing = {
  readonly id: string;
  readonly meetingId: string;
  readonly recipientId: string;
  readonly kind: DeliveryKind;
  readonly ordinal: number;
  /** The recipient's when it was planned; from the first submission on, the one it was written in. */
  readonly language: Language;
  readonly content?: DeliveryContent;
  /** That of the work which planned it. */
  readonly correlationId: string;
  readonly dueAt: string;
  readonly attempts: number;
  readonly fence: number;
  readonly submittedAt?: string;
  /** Where it was handed over for last. Before that the recipient's address is looked up. */
  readonly address?: string;
  readonly revision: number;
};

type In<State extends DeliveryState, Fields = unknown> = { readonly state: State } & Fields;

/** One mail to one recipient for one reason, with only the fields that its state allows. Instants in ISO 8601, UTC. */
export type Delivery = Standing &
  (
    | In<'planned'>
    /** `queuedAt` is real time: when it was last handed to the queue. */
    | In<'queued', { readonly queuedAt: string }>
    | In<'claimed', { readonly claim: Claim }>
    | In<'submitting', { readonly claim: Claim; readonly submittedAt: string }>
    | In<'accepted', { readonly acceptedAt: string }>
    | In<'retry-wait', { readonly lastError: string }>
    | In<'rejected', { readonly lastError: string }>
    | In<'unknown', { readonly lastError: string }>
    | In<'cancelled', { readonly cancelReason: CancelReason }>
  );

/** What came of handing a mail to the server. `unknown`: it may have it, for all that can be told. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'retriable' | 'rejected' | 'unknown'; readonly error: string };

/** Where a mail goes and in which language it is written. */
export type MailedTo = { readonly address: string; readonly language: Language };

export type DeliveryCommand =
  | { readonly do: 'queue'; readonly realNow: string }
  | { readonly do: 'claim'; readonly worker: string; readonly until: string }
  /** The worker gives it back unsent: something that it needs is down. */
  | { readonly do: 'release'; readonly fence: number; readonly realNow: string }
  | { readonly do: 'submit'; readonly fence: number; readonly now: string; readonly to?: MailedTo }
  | { readonly do: 'settle'; readonly fence: number; readonly outcome: Outcome; readonly now: string }
  /** The claim's lease is over: its worker is taken for dead. */
  | { readonly do: 'expire'; readonly realNow: string }
  | { readonly do: 'cancel'; readonly reason: CancelReason }
  | { readonly do: 'resolve'; readonly decision: 'accepted' | 'send-again'; readonly now: string };

/** What happened to a delivery. */
export type DeliveryStep =
  | { readonly step: 'queued'; readonly queuedAt: string }
  | { readonly step: 'claimed'; readonly worker: string; readonly until: string }
  | { readonly step: 'submitting'; readonly submittedAt: string; readonly to?: MailedTo }
  | { readonly step: 'accepted'; readonly acceptedAt: string }
  | { readonly step: 'deferred'; readonly dueAt: string; readonly error: string }
  | { readonly step: 'rejected'; readonly error: string }
  | { readonly step: 'lost'; readonly error: string }
  | { readonly step: 'cancelled'; readonly reason: CancelReason }
  | { readonly step: 'renewed'; readonly dueAt: string };

/** Attempts at handing a mail over before it counts as rejected. */
export const maxAttempts = 8;
const minuteMs = 60_000;

/** The pause after the n-th attempt, n from 1: 1, 2, 4, … minutes, at most two hours. */
export const backoffMs = (attempts: number): number => Math.min(minuteMs * 2 ** (attempts - 1), 120 * minuteMs);

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

const refused = (delivery: Delivery, command: DeliveryCommand) =>
  conflict('delivery-moved-on', `delivery ${delivery.id} is ${delivery.state}: it cannot ${command.do} now`, { details: { state: delivery.state } });

/** Only the worker whose fence the claim bears may go on with it; one that lost it to another may not. */
const assertHolder = (delivery: Delivery & { claim: Claim }, command: DeliveryCommand & { fence: number }): void => {
  if (delivery.claim.fence !== command.fence) throw refused(delivery, command);
};

const settled = (delivery: Delivery, outcome: Outcome, now: string): DeliveryStep => {
  switch (outcome.kind) {
    case 'accepted':
      return { step: 'accepted', acceptedAt: now };
    case 'retriable':
      return delivery.attempts >= maxAttempts
        ? { step: 'rejected', error: `gave up after ${delivery.attempts} attempts: ${outcome.error}` }
        : { step: 'deferred', dueAt: later(now, backoffMs(delivery.attempts)), error: outcome.error };
    case 'rejected':
      return { step: 'rejected', error: outcome.error };
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
      if (delivery.state !== 'planned' && delivery.state !== 'retry-wait' && delivery.state !== 'queued') throw refused(delivery, command);
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
      return { step: 'submitting', submittedAt: delivery.submittedAt ?? command.now, ...(command.to && { to: command.to }) };
    case 'settle':
      if (delivery.state !== 'submitting') throw refused(delivery, command);
      assertHolder(delivery, command);
      return settled(delivery, command.outcome, command.now);
    case 'expire':
      if (delivery.state !== 'claimed' && delivery.state !== 'submitting') throw refused(delivery, command);
      if (delivery.claim.until > command.realNow) throw refused(delivery, command);
      return delivery.state === 'claimed'
        ? { step: 'queued', queuedAt: command.realNow }
        : { step: 'lost', error: 'the worker stopped while it was handing the mail over' };
    case 'cancel':
      if (delivery.state !== 'planned' && delivery.state !== 'queued' && delivery.state !== 'retry-wait' && delivery.state !== 'claimed') throw refused(delivery, command);
      return { step: 'cancelled', reason: command.reason };
    case 'resolve':
      if (delivery.state !== 'unknown') throw refused(delivery, command);
      return command.decision === 'accepted' ? { step: 'accepted', acceptedAt: command.now } : { step: 'renewed', dueAt: command.now };
    default:
      return command satisfies never;
  }
};

const standing = ({ id, meetingId, recipientId, kind, ordinal, language, content, correlationId, dueAt, attempts, fence, submittedAt, address, revision }: Delivery): Standing => ({
  id, meetingId, recipientId, kind, ordinal, language, correlationId, dueAt, attempts, fence, revision: revision + 1,
  ...(content !== undefined && { content }),
  ...(submittedAt !== undefined && { submittedAt }),
  ...(address !== undefined && { address }),
});

/** The delivery after a step, one revision on. */
export const evolve = (delivery: Delivery, step: DeliveryStep): Delivery => {
  const kept = standing(delivery);
  switch (step.step) {
    case 'queued':
      return { ...kept, state: 'queued', queuedAt: step.queuedAt };
    case 'claimed': {
      const fence = kept.fence + 1;
      return { ...kept, fence, state: 'claimed', claim: { worker: step.worker, until: step.until, fence } };
    }
    case 'submitting':
      if (delivery.state !== 'claimed') throw new Error(`delivery ${delivery.id} is ${delivery.state}, not claimed`);
      return { ...kept, state: 'submitting', claim: delivery.claim, attempts: kept.attempts + 1, submittedAt: step.submittedAt, ...step.to };
    case 'accepted':
      return { ...kept, state: 'accepted', acceptedAt: step.acceptedAt };
    case 'deferred':
      return { ...kept, state: 'retry-wait', dueAt: step.dueAt, lastError: step.error };
    case 'rejected':
      return { ...kept, state: 'rejected', lastError: step.error };
    case 'lost':
      return { ...kept, state: 'unknown', lastError: step.error };
    case 'cancelled':
      return { ...kept, state: 'cancelled', cancelReason: step.reason };
    case 'renewed':
      return { ...kept, state: 'planned', dueAt: step.dueAt };
    default:
      return step satisfies never;
  }
};
