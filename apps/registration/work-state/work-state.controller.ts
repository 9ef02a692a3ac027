import { Controller } from '@nestjs/common';
import { GetRegistrationWorkState, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MessagingWork } from '#outbox';
import { Clock } from '#platform';

@Controller()
export class WorkStateController {
  constructor(
    private readonly work: MessagingWork,
    private readonly clock: Clock,
  ) {}

  /** Nothing falls due here: a deadline is compared with the clock when somebody replies. */
  @HandlesRpc(GetRegistrationWorkState)
  async get(): Promise<ReplyOf<typeof GetRegistrationWorkState>> {
    const { outbox, unhandled } = await this.work.pending();
    return { idle: outbox === 0 && unhandled === 0, outbox, unhandled, due: 0, now: this.clock.now().toISOString() };
  }
}
