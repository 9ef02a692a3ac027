import {
  type Bilingual,
  type CancelReason,
  type DeliveryFailure,
  type DeliveryState,
  type ReturnOf,
  type SummariseDeliveries,
} from '#contracts';
import { inEveryLanguage } from '#words';

type Ended = {
  readonly state: DeliveryState;
  readonly failure?: DeliveryFailure;
  readonly cancelReason?: CancelReason;
};

/** What kind of failure a delivery's state is. A rejected one says its own; those of before it was kept are taken for permanent. */
export const failureOf = ({ state, failure, cancelReason }: Ended): DeliveryFailure | undefined => {
  switch (state) {
    case 'rejected':
      return failure ?? 'permanent';
    case 'expired':
      return 'temporary';
    case 'unknown':
      return 'technical';
    case 'cancelled':
      return cancelReason === 'bad-address' ? 'permanent' : undefined;
    default:
      return undefined;
  }
};

/** What staff can do about a delivery that failed or needs a decision. */
export const adviceOf = (ended: Ended): Bilingual | undefined => {
  const failure = failureOf(ended);
  if (failure === undefined) return undefined;
  const kind =
    ended.state === 'expired' || ended.state === 'unknown'
      ? ended.state
      : failure === 'permanent'
        ? 'permanent'
        : 'technical';
  return inEveryLanguage(({ mail }) => mail.advice[kind]);
};

type Row = Ended & { readonly kind: string; readonly count: number };

/** Counts by kind and state, by state, and by failure. */
export const summaryOf = (rows: readonly Row[]): Omit<ReturnOf<typeof SummariseDeliveries>, 'meetingId'> => {
  const byKind = new Map<string, Map<DeliveryState, number>>();
  const byState = new Map<DeliveryState, number>();
  const byFailure = new Map<DeliveryFailure, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key, count: number) =>
    counts.set(key, (counts.get(key) ?? 0) + count);
  for (const { kind, count, ...ended } of rows) {
    const states = byKind.get(kind) ?? new Map<DeliveryState, number>();
    byKind.set(kind, add(states, ended.state, count));
    add(byState, ended.state, count);
    const failure = failureOf(ended);
    if (failure !== undefined) add(byFailure, failure, count);
  }
  return {
    byKind: Object.fromEntries([...byKind].map(([kind, states]) => [kind, Object.fromEntries(states)])),
    byState: Object.fromEntries(byState),
    byFailure: Object.fromEntries(byFailure),
  };
};
