import { type DeliveryState } from '#contracts';
import { mailKeyOf } from './mail-key.js';

/** A try that staff followed by another: where it went, and when it left or may have; refused, it did not leave. `said`: what the mail server answered. `key`: the mail’s own. */
export type Past = {
  readonly address?: string;
  readonly leftAt?: string;
  readonly said?: string;
  readonly key?: string;
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
  readonly past?: readonly Past[];
};

/** Its mail has left, or may have. */
export const hasLeft = ({ state }: Pick<Tried, 'state'>): boolean =>
  state === 'accepted' || state === 'unknown' || state === 'submitting';

const latest = (delivery: Tried): Past => {
  const { address, said, submittedAt = delivery.dueAt } = delivery;
  return {
    ...(address !== undefined && { address }),
    ...(hasLeft(delivery) && { leftAt: submittedAt }),
    ...(said !== undefined && { said }),
    key: mailKeyOf(delivery),
  };
};

/** Each time that its mail left or may have, also before it was sent again. */
export const departures = (delivery: Tried): Departure[] =>
  [...(delivery.past ?? []), latest(delivery)].flatMap(({ leftAt, ...where }) =>
    leftAt === undefined ? [] : [{ ...where, leftAt }],
  );

/** Whether whoever it is for has heard of what it says, or may have. */
export const everLeft = (delivery: Tried): boolean => departures(delivery).length > 0;

/** Its tries so far, with the one that another now follows. */
export const pastOf = (delivery: Tried): readonly Past[] => {
  const { past = [], address, attempts } = delivery;
  return hasLeft(delivery) || (address !== undefined && attempts > 0) ? [...past, latest(delivery)] : past;
};
