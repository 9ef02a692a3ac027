import { Controller } from '@nestjs/common';
import { ShowClock } from '#contracts';
import { Clock } from '#platform';
import { Serves } from '../http/serves.js';

@Controller()
export class ClockController {
  constructor(private readonly clock: Clock) {}

  @Serves(ShowClock)
  show() {
    return { now: this.clock.now().toISOString() };
  }
}
