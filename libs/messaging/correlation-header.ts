import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { correlationId, correlationOf } from '#platform';

const name = 'Sala-Correlation-Id';

/** Headers that carry the correlation id of the work in hand. */
export const correlationHeaders = (id = correlationId()): MsgHdrs => {
  const carried = headers();
  carried.set(name, id);
  return carried;
};

/** The correlation id that a message carries; a new one when it carries none. */
export const correlationIn = (carried: MsgHdrs | undefined): string => correlationOf(carried?.get(name));
