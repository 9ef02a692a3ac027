import { JetStreamApiError } from '@nats-io/jetstream';
import { type EventEnvelope, eventText } from '#contracts';
import { correlationHeaders } from './correlation-header.js';
import { type NatsLink } from './nats-link.js';

/** Why an event was not published. `refused`: it will never be as it is. `away`: nothing can be published now. `full`: the stream has no room. */
export class NotPublished extends Error {
  constructor(
    readonly because: 'refused' | 'away' | 'full',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Room for the headers that travel with an event. */
const headerBytes = 512;
/** The server's answers for want of room: maximum bytes, maximum messages, storage or memory of the server or account. */
const fullCodes: readonly number[] = [10077, 10047, 10028, 10023, 10002];
const tooLargeCodes: readonly number[] = [10054, 10097];

const whyNot = (error: unknown): NotPublished => {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof JetStreamApiError)) return new NotPublished('away', message, { cause: error });
  // Full stores answer 10077 where a limit was set, and in words only where the disk itself is full.
  if (fullCodes.includes(error.code) || /insufficient|no space|maximum/i.test(message))
    return new NotPublished('full', message, { cause: error });
  return new NotPublished(tooLargeCodes.includes(error.code) ? 'refused' : 'away', message, { cause: error });
};

/**
 * Publishes one event and says its place in the stream. `messageId` is by what the stream knows it again: within five minutes
 * a second publish adds nothing, and `again` says that it was there.
 * @throws NotPublished
 */
export const publishEvent = async (
  link: NatsLink,
  event: EventEnvelope,
  messageId = event.id,
): Promise<{ readonly sequence: number; readonly again: boolean }> => {
  const text = eventText(event);
  const most = link.nc.info?.max_payload ?? Infinity;
  const bytes = Buffer.byteLength(text);
  if (bytes + headerBytes > most)
    throw new NotPublished(
      'refused',
      `it has ${bytes} bytes, and NATS carries at most ${most} in a message: raise max_payload of the NATS server`,
    );
  try {
    const { seq, duplicate } = await link.js.publish(event.subject, text, {
      msgID: messageId,
      headers: correlationHeaders(event.correlationId),
    });
    return { sequence: seq, again: duplicate };
  } catch (error) {
    throw whyNot(error);
  }
};
