import { type Msg, type Subscription } from '@nats-io/transport-node';
import { type NatsContext, ServerNats } from '@nestjs/microservices';
import { invalid, toErrorReturn, withCorrelation } from '#platform';
import { type HandledBy, handlingFor } from './asker.js';
import { correlationIn } from './correlation-header.js';
import { type NatsLink } from './nats-link.js';
import { pack, type Packet, unpack } from './packet.js';
import { WorkInHand } from './work-in-hand.js';

/** Nest's NATS transport on the service's own connection: correlation ids are taken up, and closing finishes what is in hand. */
export class RpcServer extends ServerNats {
  readonly #requests: Subscription[] = [];
  readonly #inHand = new WorkInHand();

  constructor(
    private readonly service: string,
    private readonly link: NatsLink,
    private readonly by: HandledBy,
  ) {
    super({
      serializer: { serialize: (packet: Packet) => pack(packet) },
      deserializer: { deserialize: (message: Msg) => unpack(message) },
    });
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
        else
          this.#inHand.add(
            this.handleMessage(subject, message).catch((failure: unknown) => this.logger.error(failure)),
          );
      };
      this.#requests.push(this.link.nc.subscribe(subject, { queue: this.service, callback }));
    }
  }

  override handleMessage(subject: string, message: Msg): Promise<unknown> {
    return withCorrelation(correlationIn(message.headers), () =>
      handlingFor(message.headers, this.by, () => super.handleMessage(subject, message)),
    );
  }

  /** A reply that NATS does not carry is answered with the reason, so that the caller need not wait for nothing. */
  override getPublisher(message: Msg, id: string, context: NatsContext): (packet: Packet) => unknown {
    const publish = super.getPublisher(message, id, context);
    return (packet) => {
      try {
        return publish({ ...packet });
      } catch (cause) {
        this.logger.error(cause, `the reply to ${message.subject} cannot be sent`);
        return publish({ err: toErrorReturn(tooMuchReturned), isDisposed: true });
      }
    };
  }

  /** Takes no more requests, answers those in hand; the connection stays, it is the link's to close. */
  override async close(): Promise<void> {
    await Promise.all(this.#requests.splice(0).map((requests) => requests.drain()));
    await this.#inHand.settled();
  }
}

const tooMuchReturned = invalid('too-much-returned');
