import { type DeliveryFailure, type LaneCause } from '#contracts';

/** Why a mail waits: the connection broke, the server put it off, it does not know us yet, the mailbox is full. */
export type Wait = 'connection' | 'deferred' | 'greylisted' | 'full';

/**
 * What came of handing a mail to the server. `held`: the refusal is about us or the server, not about this mail; `asked` says
 * whether the server was told of this mail at all. `unknown`: it may have it, for all that can be told.
 */
export type Outcome =
  /** `said`: what the server answered to the mail. */
  | { readonly kind: 'accepted'; readonly said?: string }
  | { readonly kind: 'retriable'; readonly error: string; readonly wait?: Wait }
  | {
      readonly kind: 'rejected';
      readonly error: string;
      readonly failure?: DeliveryFailure;
      readonly badAddress?: boolean;
    }
  | { readonly kind: 'held'; readonly error: string; readonly cause: LaneCause; readonly asked: boolean }
  | { readonly kind: 'unknown'; readonly error: string };
