import { type StoredMsg } from '@nats-io/jetstream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ErrorReturn, Instant } from '#contracts';
import { notFound } from '#platform';
import { correlationHeaders } from './correlation-header.js';
import { NatsLink } from './nats-link.js';
import { deadStream } from './topology.js';

/** A message that a consumer gave up on, with the reason. `payload` is the message's text as it came. */
const LetterContent = z.object({
  durable: z.string(),
  subject: z.string(),
  eventSequence: z.int(),
  attempts: z.int(),
  error: ErrorReturn,
  deadAt: Instant,
  payload: z.string(),
});
export type LetterContent = z.infer<typeof LetterContent>;
/** `sequence` is the letter's number, by which staff replay or discard it. */
export type DeadLetter = LetterContent & { readonly sequence: number };

/** Replayed messages carry the one consumer that is to handle them; the others have done so. */
export const replayHeader = 'Sala-Replay-For';

@Injectable()
export class DeadLetters {
  constructor(private readonly link: NatsLink) {}

  /** Kept once, however often it is asked: the consumer and the event's place in the stream are its identity. */
  async keep(letter: LetterContent): Promise<void> {
    await this.link.js.publish(`dead.${letter.durable}`, JSON.stringify(letter), {
      msgID: `${letter.durable}.${letter.eventSequence}`,
      headers: correlationHeaders(),
    });
  }

  /** Letters after `after` (a sequence), oldest first. */
  async list({ after = 0, limit = 100 }: { after?: number; limit?: number } = {}): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for (let next = after + 1; letters.length < limit;) {
      const stored = await this.#from(next);
      if (stored === undefined) break;
      letters.push(letterOf(stored));
      next = stored.seq + 1;
    }
    return letters;
  }

  /** Hands the event to the consumer that gave up on it, once more; the letter goes. Unknown: not-found 'no-such-dead-letter'. */
  async replay(sequence: number): Promise<void> {
    const letter = await this.#letter(sequence);
    const headers = correlationHeaders();
    headers.set(replayHeader, letter.durable);
    await this.link.js.publish(letter.subject, letter.payload, { msgID: `replay.${sequence}`, headers });
    await this.discard(sequence);
  }

  /** The letter goes, and its event is never handled by that consumer. Unknown: not-found 'no-such-dead-letter'. */
  async discard(sequence: number): Promise<void> {
    await this.#letter(sequence);
    await this.link.jsm.streams.deleteMessage(deadStream, sequence);
  }

  async #letter(sequence: number): Promise<DeadLetter> {
    const stored = await this.#from(sequence);
    if (stored?.seq !== sequence) throw notFound('no-such-dead-letter', { why: String(sequence) });
    return letterOf(stored);
  }

  /** The first letter at or after the sequence. */
  async #from(sequence: number): Promise<StoredMsg | undefined> {
    return (await this.link.jsm.direct.getMessage(deadStream, { seq: sequence, next_by_subj: 'dead.>' })) ?? undefined;
  }
}

const letterOf = (stored: StoredMsg): DeadLetter => ({ ...LetterContent.parse(stored.json()), sequence: stored.seq });
