import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ErrorReply, Instant } from '#contracts';
import { DeadLetters } from '#messaging';
import { Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';

const DeadLetter = z
  .object({
    sequence: z.int().positive(), durable: z.string(), subject: z.string(), eventSequence: z.int(), attempts: z.int(),
    error: ErrorReply, deadAt: Instant, payload: z.string(),
  })
  .meta({ id: 'DeadLetter' });
const listing = {
  summary: 'Events that a consumer gave up on, the oldest first; hand the last one’s sequence back as `after` for the next page',
  reply: z.object({ items: z.array(DeadLetter) }),
  example: {
    request: {},
    reply: {
      items: [{
        sequence: 7, durable: 'scheduling-attendance', subject: 'evt.registration.v1.response-recorded', eventSequence: 812, attempts: 1,
        error: { kind: 'invalid', code: 'invalid-input', message: 'answer: must be one of: attend, representative, decline' }, deadAt: '2016-11-09T03:12:01.000Z', payload: '{}',
      }],
    },
  },
} as const;
const replaying = { ...listing, summary: 'Hands the event to its consumer once more; the letter goes' };
const discarding = { ...listing, summary: 'The letter goes, and its event is never handled by that consumer' };

const LetterPath = z.object({ sequence: z.coerce.number().int().positive() });
type LetterPath = z.infer<typeof LetterPath>;
const LetterQuery = z.object({ after: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(500).optional() });
type LetterQuery = z.infer<typeof LetterQuery>;

@Controller('api/v1/dead-letters')
export class DeadLetterController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  @Roles('administrator')
  @Answers(listing)
  async list(@Query({ schema: LetterQuery }) { after, limit }: LetterQuery) {
    return { items: await this.letters.list({ ...(after !== undefined && { after }), ...(limit !== undefined && { limit }) }) };
  }

  @Post(':sequence/replay')
  @Roles('administrator')
  @Answers(replaying, { reply: 'nothing' })
  @HttpCode(204)
  replay(@Param({ schema: LetterPath }) { sequence }: LetterPath) {
    return this.letters.replay(sequence);
  }

  @Delete(':sequence')
  @Roles('administrator')
  @Answers(discarding, { reply: 'nothing' })
  @HttpCode(204)
  discard(@Param({ schema: LetterPath }) { sequence }: LetterPath) {
    return this.letters.discard(sequence);
  }
}
