import { Controller, Param, Query } from '@nestjs/common';
import {
  DiscardDeadLetter,
  ListDeadLetters,
  type PathOf,
  pathSchemaOf,
  querySchemaOf,
  ReplayDeadLetter,
  type RestOf,
} from '#contracts';
import { DeadLetters } from '#messaging';
import { Serves } from '../http/serves.js';

@Controller()
export class DeadLetterController {
  constructor(private readonly letters: DeadLetters) {}

  @Serves(ListDeadLetters)
  async list(@Query({ schema: querySchemaOf(ListDeadLetters) }) { after, limit }: RestOf<typeof ListDeadLetters>) {
    return {
      items: await this.letters.list({ ...(after !== undefined && { after }), ...(limit !== undefined && { limit }) }),
    };
  }

  @Serves(ReplayDeadLetter)
  replay(@Param({ schema: pathSchemaOf(ReplayDeadLetter) }) { sequence }: PathOf<typeof ReplayDeadLetter>) {
    return this.letters.replay(sequence);
  }

  @Serves(DiscardDeadLetter)
  discard(@Param({ schema: pathSchemaOf(DiscardDeadLetter) }) { sequence }: PathOf<typeof DiscardDeadLetter>) {
    return this.letters.discard(sequence);
  }
}
