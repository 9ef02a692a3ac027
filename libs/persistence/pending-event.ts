import { type z } from 'zod';
import { type AskedBy, type EventContract, type EventEnvelope, type HistoryNote } from '#contracts';
import { correlationId } from '#platform';
import { eventId } from './era.js';

type Facts<Data extends z.ZodType> = {
  readonly contract: EventContract<Data>;
  readonly aggregateId: string;
  /** The aggregate's revision after this event. */
  readonly revision: number;
  readonly data: z.input<Data>;
  readonly now: Date;
  readonly by?: AskedBy;
  readonly note?: HistoryNote;
};

/**
 * An event to be written with its aggregate. Its id follows from subject, aggregate and revision alone, so that the
 * same fact has the same id however often it is made. Its correlation id is that of the work in hand.
 * @throws ZodError if the data is not what the contract says: a defect of the caller
 */
export const pendingEvent = <Data extends z.ZodType>({
  contract,
  aggregateId,
  revision,
  data,
  now,
  by,
  note,
}: Facts<Data>): EventEnvelope => ({
  id: eventId(contract.subject, aggregateId, revision),
  subject: contract.subject,
  occurredAt: now.toISOString(),
  aggregateId,
  revision,
  correlationId: correlationId(),
  ...(by && { by }),
  ...(note && { note }),
  data: contract.data.parse(data),
});
