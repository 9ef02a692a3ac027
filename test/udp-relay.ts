import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What it did to datagrams that are large enough to carry what is measured, one direction by itself. */
export type Relayed = { passed: number; dropped: number };
type Path = { readonly delayMs: number; readonly dropEvery: number };

/** Below this is what holds the connection together: acknowledgements, questions for the way there and back. */
const smallest = 160;
/** A connection is let come about before anything is lost. */
const unharmed = 40;

/** A path between one browser and a port of Sala's that delays every datagram and loses every so manieth of the large ones. */
export class UdpRelay {
  readonly up: Relayed = { passed: 0, dropped: 0 };
  readonly down: Relayed = { passed: 0, dropped: 0 };
  #seen = 0;
  #isOver = false;
  #client: { readonly address: string; readonly port: number } | undefined;

  private constructor(
    readonly port: number,
    private readonly sockets: { readonly front: Socket; readonly back: Socket },
    private readonly path: Path,
  ) {}

  static async start(target: number, path: Path): Promise<UdpRelay> {
    const [front, back] = [createSocket('udp4'), createSocket('udp4')];
    for (const socket of [front, back]) {
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
    }
    const relay = new UdpRelay(front.address().port, { front, back }, path);
    front.on('message', (data, from) => {
      relay.#client = from;
      relay.#carry(data, relay.up, () => back.send(data, target, '127.0.0.1'));
    });
    back.on('message', (data) => {
      const client = relay.#client;
      if (client !== undefined) relay.#carry(data, relay.down, () => front.send(data, client.port, client.address));
    });
    return relay;
  }

  #carry(data: Buffer, counted: Relayed, pass: () => void): void {
    this.#seen += 1;
    if (data.length >= smallest && this.#seen > unharmed) {
      const number = counted.passed + counted.dropped + 1;
      if (number % this.path.dropEvery === 0) {
        counted.dropped += 1;
        return;
      }
      counted.passed += 1;
    }
    setTimeout(() => {
      if (!this.#isOver) pass();
    }, this.path.delayMs);
  }

  stop(): void {
    this.#isOver = true;
    this.sockets.front.close();
    this.sockets.back.close();
  }
}
