import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Instant, Role } from '#contracts';
import { Clock } from '#platform';
import { Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';

const showing = {
  summary: 'The instant that Sala lives in: the system’s, or that of the meeting clock in a rehearsal',
  reply: z.object({ now: Instant }),
  example: { request: {}, reply: { now: '2016-11-09T03:12:00.000Z' } },
} as const;

@Controller('api/v1/clock')
export class ClockController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @Roles(...Role.options)
  @Answers(showing)
  show() {
    return { now: this.clock.now().toISOString() };
  }
}
