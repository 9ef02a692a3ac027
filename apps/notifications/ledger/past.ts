import { type DeliveryState } from '#contracts';
import { mailKeyOf } from './mail-key.js';

/** How a try ended that was no success, when, and in whose words. */
type Ended = { readonly what: 'refused' | 'unknown' | 'expired'; readonly at: string; readonly error: string };
/**
 * A try that another followed: where it went, and when it left or may have; refused, it did not leave, though a mail server may have
 * taken it first, at `triedAt`, and answered what it `said`. `key`: the mail’s own.
 */
export type Past = {
  readonly address?: string;
  readonly leftAt?: string;
  readonly triedAt?: string;
  readonly said?: string;
  readonly key?: string;
  readonly ended?: Ended;
};
export type Departure = Past & { readonly leftAt: string };

/** What of a delivery says where it went and whether it left. */
type Tried = {
  readonly id: string;
  readonly generation?: number;
  readonly inMail?: string;
  readonly state: DeliveryState;
  readonly dueAt: string;
  readonly attempts: number;
  readonly submittedAt?: string;
  readonly address?: string;
  readonly said?: string;
  readonly lastError?: string;
  readonly rejectedAt?: string;
  readonly past?: readonly Past[];
};

/** Its mail has left, or may have. */
export const hasLeft = ({ state }: Pick<Tried, 'state'>): boolean =>
  state === 'accepted' || state === 'unknown' || state === 'submitting';

const endOf = (delivery: Tried): Ended | undefined => {
  const { state, dueAt, submittedAt = dueAt, rejectedAt = submittedAt, lastError: error = '' } = delivery;
  switch (state) {
    case 'rejected':
      return { what: 'refused', at: rejectedAt, error };
    case 'unknown':
      return { what: 'unknown', at: submittedAt, error };
    case 'expired':
      return { what: 'expired', at: dueAt, error };
    default:
      return undefined;
  }
};

/** The one that no other has followed yet. */
export const lastTry = (delivery: Tried): Past => {
  const { address, said, submittedAt = delivery.dueAt } = delivery;
  const ended = endOf(delivery);
  return {
    ...(address !== undefined && { address }),
    ...(hasLeft(delivery) && { leftAt: submittedAt }),
    triedAt: submittedAt,
    ...(said !== undefined && { said }),
    key: mailKeyOf(delivery),
    ...(ended !== undefined && { ended }),
  };
};

/** Each time that its mail left or may have, also before it was sent again. */
export const departures = (delivery: Tried): Departure[] =>
  [...(delivery.past ?? []), lastTry(delivery)].flatMap(({ leftAt, ...where }) =>
    leftAt === undefined ? [] : [{ ...where, leftAt }],
  );

/** Whether whoever it is for has heard of what it says, or may have. */
export const everLeft = (delivery: Tried): boolean => departures(delivery).length > 0;

/** Its tries so far, with the one that another now follows. */
export const pastOf = (delivery: Tried): readonly Past[] => {
  const { past = [], address, attempts } = delivery;
  return hasLeft(delivery) || (address !== undefined && attempts > 0) ? [...past, lastTry(delivery)] : past;
};
