import { type EventEnvelope } from '#contracts';
import { type PackedText, packText, unpackText } from './packed-text.js';

/**
 * An event as it waits in its aggregate: what it is found and ordered by, and the whole of it as the JSON that is sent, which takes
 * less to write, to keep and to read than its fields.
 */
export type WaitingEvent = Pick<EventEnvelope, 'id' | 'revision' | 'occurredAt'> & { readonly envelope: PackedText };

export const waitingEvent = (event: EventEnvelope): WaitingEvent => ({
  id: event.id,
  revision: event.revision,
  occurredAt: event.occurredAt,
  envelope: packText(JSON.stringify(event)),
});

/** Earlier versions wrote them with their fields: those that waited while Sala was brought up to date are told as well. */
export const eventOfWaiting = (waiting: WaitingEvent | EventEnvelope): EventEnvelope =>
  'envelope' in waiting ? (JSON.parse(unpackText(waiting.envelope)) as EventEnvelope) : waiting;
