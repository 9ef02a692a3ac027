import { type Msg, type Subscription } from '@nats-io/transport-node';
import { ServerNats } from '@nestjs/microservices';
import { withCorrelation } from '#platform';
import { correlationIn } from './correlation-header.js';
import { type NatsLink } from './nats-link.js';
import { WorkInHand } from './work-in-hand.js';

/** Nest's NATS transport on the service's own connection: correlation ids are taken up, and closing finishes what is in hand. */
export class RpcServer extends ServerNats {
  readonly #requests: Subscription[] = [];
  readonly #inHand = new WorkInHand();

  constructor(
    private readonly service: string,
    private readonly link: NatsLink,
  ) {
    super({});
  }

  override createNatsClient() {
    return Promise.resolve(this.link.nc);
  }

  /** The link follows the connection's state itself. */
  override handleStatusUpdates(): Promise<void> {
    return Promise.resolve();
  }

  override bindEvents(): void {
    for (const subject of this.messageHandlers.keys()) {
      const callback = (error: Error | null, message: Msg) => {
        if (error !== null) this.logger.error(error);
        else this.#inHand.add(this.handleMessage(subject, message).catch((failure: unknown) => this.logger.error(failure)));
      };
      this.#requests.push(this.link.nc.subscribe(subject, { queue: this.service, callback }));
    }
  }

  override handleMessage(subject: string, message: Msg): Promise<unknown> {
    return withCorrelation(correlationIn(message.headers), () => super.handleMessage(subject, message));
  }

  /** Takes no more requests, answers those in hand; the connection stays, it is the link's to close. */
  override async close(): Promise<void> {
    await Promise.all(this.#requests.splice(0).map((requests) => requests.drain()));
    await this.#inHand.settled();
  }
}
