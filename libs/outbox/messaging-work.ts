import { Injectable } from '@nestjs/common';
import { Consumers, Continuity, lastEventSequence, NatsLink } from '#messaging';
import { OutboxRelay } from './outbox-relay.js';

/** What a service still has to publish and to handle, of all its replicas together. */
@Injectable()
export class MessagingWork {
  constructor(
    private readonly link: NatsLink,
    private readonly relay: OutboxRelay,
    private readonly consumers: Consumers,
    private readonly continuity: Continuity,
  ) {}

  /**
   * `unhandled` is read before `outbox`: a handler that is done has written its events by then. What was published while
   * both were read counts as unhandled, so that 0 and 0 means quiet at one moment.
   */
  async pending(): Promise<{ outbox: number; unhandled: number }> {
    const before = await lastEventSequence(this.link.jsm);
    const unhandled = await this.consumers.countUnhandled();
    const outbox = (await this.relay.countPending()) + (await this.continuity.countLost());
    const published = (await lastEventSequence(this.link.jsm)) - before;
    return { outbox, unhandled: unhandled + published };
  }
}
