import { type SendingSide, type SideResult } from '#contracts';
import { type HandedBy, laneWords } from '../lane/lane.module.js';

/** One check as it is kept. Instants that end in `Real` are by the clock on the wall: a test mail comes back by that. */
export type Side = {
  readonly key: string;
  readonly checkedAt: string;
  readonly beganReal: string;
  readonly sentTo: string;
  /** Whether it is seen when a test mail comes back. */
  readonly comesBack: boolean;
  readonly results?: readonly SideResult[];
  /** The servers whose test mails have come back, by their place in the order. */
  readonly back?: readonly number[];
};

/** A check that says nothing for so long was cut short. */
export const cutShortMs = 5 * 60_000;
const backWithinMs = 10 * 60_000;

export const isRunning = ({ results, beganReal }: Side, real: Date): boolean =>
  results === undefined && real.getTime() - Date.parse(beganReal) < cutShortMs;

/** What a server made of the test mail. */
export const relayResult = ({ relay: of, outcome }: HandedBy): SideResult => {
  const check = 'relay';
  switch (outcome.kind) {
    case 'accepted':
      return { check, result: 'good', of };
    case 'held': {
      const { cause, error: said } = outcome;
      return { check, result: 'finding', finding: 'relay-refuses', of, cause, ...laneWords(cause), said };
    }
    case 'rejected':
      return { check, result: 'finding', finding: 'test-refused', of, said: outcome.error };
    case 'retriable':
      return { check, result: 'finding', finding: 'test-put-off', of, said: outcome.error };
    case 'unknown':
      return { check, result: 'finding', finding: 'outcome-unknown', of, said: outcome.error };
    case 'withdrawn':
    case 'not-yet':
      return { check, result: 'unknown', finding: 'not-sent', of };
    default:
      return outcome satisfies never;
  }
};

const returnResult = (side: Side, sent: SideResult, index: number, real: Date): SideResult => {
  const at = { check: 'return', ...(sent.of !== undefined && { of: sent.of }) } as const;
  if (sent.result !== 'good' && sent.finding !== 'outcome-unknown')
    return { ...at, result: 'unknown', finding: 'not-sent' };
  if (!side.comesBack) return { ...at, result: 'unknown', finding: 'nowhere-to-come-back' };
  if (side.back?.includes(index) === true) return { ...at, result: 'good' };
  return real.getTime() - Date.parse(side.beganReal) < backWithinMs
    ? { ...at, result: 'waiting' }
    : { ...at, result: 'finding', finding: 'not-back' };
};

/** How it stands now: a test mail may have come back since. */
export const sideView = (side: Side | undefined, real: Date): SendingSide => {
  if (side === undefined) return { running: false, findings: 0, results: [] };
  const kept = side.results ?? [];
  const sent = kept.filter(({ check }) => check === 'relay');
  const results = [
    ...sent,
    ...sent.map((each, index) => returnResult(side, each, index, real)),
    ...kept.filter(({ check }) => check !== 'relay'),
  ];
  return {
    checkedAt: side.checkedAt,
    running: isRunning(side, real),
    findings: results.filter(({ result }) => result === 'finding').length,
    results,
    sentTo: side.sentTo,
  };
};

/** What a test mail names as its delivery. */
export const testMailId = (key: string, index: number): string => `sending-side.${key}.${index}`;
export const testMailOf = (deliveryId: string): { readonly key: string; readonly index: number } | undefined => {
  const [, key, index] = /^sending-side\.([a-z0-9]{8,40})\.(\d{1,2})$/.exec(deliveryId) ?? [];
  return key === undefined ? undefined : { key, index: Number(index) };
};
