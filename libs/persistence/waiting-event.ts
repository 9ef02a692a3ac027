import { type EventEnvelope, eventText } from '#contracts';
import { type PackedText, packText, unpackText } from './packed-text.js';

/**
 * An event as it waits in its aggregate: what it is found and ordered by, and the whole of it as the JSON that is sent, which takes
 * less to write, to keep and to read than its fields.
 */
export type WaitingEvent = Pick<EventEnvelope, 'id' | 'revision' | 'occurredAt'> & { readonly envelope: PackedText };

const packed = new WeakMap<EventEnvelope, PackedText>();
/** Its text as it is kept, packed once: it waits in its aggregate first, and stands in the journal afterwards. */
export const packedEvent = (event: EventEnvelope): PackedText => {
  const known = packed.get(event);
  if (known !== undefined) return known;
  const kept = packText(eventText(event));
  packed.set(event, kept);
  return kept;
};

export const waitingEvent = (event: EventEnvelope): WaitingEvent => ({
  id: event.id,
  revision: event.revision,
  occurredAt: event.occurredAt,
  envelope: packedEvent(event),
});

/** Earlier versions wrote them with their fields: those that waited while Sala was brought up to date are told as well. */
export const eventOfWaiting = (waiting: WaitingEvent | EventEnvelope): EventEnvelope =>
  'envelope' in waiting ? (JSON.parse(unpackText(waiting.envelope)) as EventEnvelope) : waiting;
