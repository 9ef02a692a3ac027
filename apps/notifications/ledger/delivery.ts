import {
  type CancelReason,
  type DeliveryFailure,
  type DeliveryKind,
  type DeliveryState,
  type Language,
} from '#contracts';
import { type MailContent, type Outcome } from '../mail/mail.module.js';
import { type Past } from './past.js';

/** Who works on a delivery, and until which real instant nobody else may. `fence` rises with each claim. */
export type Claim = { readonly worker: string; readonly fence: number; readonly until: string };

/** What stays the same in every state. `fence` is that of the last claim; `submittedAt` is frozen at the first submission. */
export type Lasting = {
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
  /** A further address of whom it goes to: this one is for it alone, the one without it goes to the first. */
  readonly alsoTo?: string;
  /** The key of the mail that it left in with those of other offices: one of them lent it its own. */
  readonly inMail?: string;
  /** Real time: its turn among the mails to its address's domain, until it is handed over. */
  readonly restsUntil?: string;
  /** What became of it before it was sent again: whoever heard of something then has heard of it. */
  readonly past?: readonly Past[];
  /** What those who got its mails know them by: one key each time that it was sent. */
  readonly keys?: readonly string[];
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
    | In<'accepted', { readonly acceptedAt: string; readonly said?: string }>
    | In<'retry-wait', { readonly lastError: string }>
    | In<
        'rejected',
        {
          readonly lastError: string;
          readonly failure?: DeliveryFailure;
          readonly said?: string;
          readonly rejectedAt?: string;
        }
      >
    | In<'expired', { readonly lastError: string }>
    | In<'unknown', { readonly lastError: string }>
    | In<'cancelled', { readonly cancelReason: CancelReason }>
    | In<'overdue'>
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
      /** The key of the mail of several offices that it leaves in. */
      readonly inMail?: string;
      readonly to?: MailedTo;
      readonly until?: string;
    }
  | {
      readonly do: 'settle';
      readonly fence: number;
      readonly outcome: Outcome;
      readonly now: string;
      readonly usefulUntil?: string;
      /** Another mail server takes mail: what this one did not take goes there at once. */
      readonly elsewhere?: boolean;
    }
  /** It waits until a mail server takes mail, or until its turn at a real instant; its errand is over. */
  | { readonly do: 'hold'; readonly restsUntil?: string }
  /** The claim's lease is over: its worker is taken for dead. */
  | { readonly do: 'expire'; readonly realNow: string }
  /** Until when it is of use, as it stands now. */
  | { readonly do: 'appraise'; readonly usefulUntil: string }
  /** It waited through an outage or a pause too long to leave by itself. */
  | { readonly do: 'set-aside'; readonly usefulUntil: string }
  /** People say that it may leave all the same. */
  | { readonly do: 'let-go'; readonly now: string }
  /** It is of use no more. */
  | { readonly do: 'lapse'; readonly reason: string }
  /** `unsent`: the fence of the worker that had begun to hand it over and knows that the server does not have it. */
  | { readonly do: 'cancel'; readonly reason: CancelReason; readonly unsent?: number }
  | { readonly do: 'resolve'; readonly decision: 'accepted' | 'send-again'; readonly now: string }
  | { readonly do: 'resend'; readonly now: string; readonly to?: string }
  /** The mail that was sent in this generation came back. */
  | {
      readonly do: 'bounce';
      readonly generation: number;
      readonly error: string;
      readonly failure: DeliveryFailure;
      readonly now: string;
    }
  /** Something came that only whoever got the mail of this generation can have sent. */
  | { readonly do: 'prove'; readonly generation: number; readonly now: string };

/** What happened to a delivery. */
export type DeliveryStep =
  | { readonly step: 'queued'; readonly queuedAt: string }
  | { readonly step: 'claimed'; readonly worker: string; readonly until: string }
  | {
      readonly step: 'submitting';
      readonly submittedAt: string;
      readonly to?: MailedTo;
      readonly until?: string;
      readonly inMail?: string;
    }
  /** `said`: what the mail server answered. */
  | { readonly step: 'accepted'; readonly acceptedAt: string; readonly said?: string }
  | { readonly step: 'deferred'; readonly dueAt: string; readonly error: string; readonly usefulUntil?: string }
  | { readonly step: 'held'; readonly dueAt?: string; readonly error?: string; readonly restsUntil?: string }
  | { readonly step: 'appraised'; readonly usefulUntil: string }
  | { readonly step: 'set-aside'; readonly usefulUntil: string }
  | { readonly step: 'let-go'; readonly dueAt: string }
  | { readonly step: 'rejected'; readonly at: string; readonly error: string; readonly failure?: DeliveryFailure }
  | { readonly step: 'expired'; readonly error: string }
  | { readonly step: 'lost'; readonly error: string }
  | { readonly step: 'cancelled'; readonly reason: CancelReason }
  | { readonly step: 'renewed'; readonly dueAt: string }
  | { readonly step: 'resent'; readonly at: string; readonly to?: string };

/** States in which a delivery is not in a worker's hands and has not come to its end. */
export const isWaiting = ({ state }: Delivery): boolean =>
  state === 'planned' || state === 'queued' || state === 'retry-wait' || state === 'overdue';

/** It waits for people, and for nothing else. */
export const isSetAside = ({ state }: Delivery): boolean => state === 'overdue';

export const isUnderWay = (delivery: Delivery): boolean =>
  isWaiting(delivery) || delivery.state === 'claimed' || delivery.state === 'submitting';

/** Cancelled because of how things stood then, which staff may know to be otherwise. */
const mayComeBack: ReadonlySet<CancelReason> = new Set([
  'too-late',
  'no-address',
  'bad-address',
  'superseded',
  'dropped',
]);
export const mayBeResent = (delivery: Delivery): boolean =>
  delivery.state === 'accepted'
  || delivery.state === 'rejected'
  || delivery.state === 'expired'
  || delivery.state === 'unknown'
  || (delivery.state === 'cancelled' && mayComeBack.has(delivery.cancelReason));

/** What becomes of one that was not sent in its time: it has expired, unless nobody waits for it any more. */
export const lapseOf = (needless: CancelReason | undefined): DeliveryCommand =>
  needless === undefined
    ? { do: 'lapse', reason: 'the mail server took no mail for as long as this one was of use' }
    : { do: 'cancel', reason: needless };
