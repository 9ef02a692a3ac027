import { type Socket } from 'node:net';
import { FrameReader } from './frame-reader.js';
import { MongoError } from '../language/index.js';
import { formatReply, headOf, parseMessage, type Request } from './message.js';

/** Past this many bytes in hand the client is no longer read from, until what it sent is worked off. */
const HIGH_WATER_BYTES = 1024 * 1024;

/** `again`: the same request is to be answered once more, if its client takes that. */
export type Deliver = (reply: Uint8Array | null, again?: boolean) => void;

/** Takes a request and answers it later, with the reply's document, or null where there is none. */
export type Submit = (request: Request, connection: Connection, deliver: Deliver) => void;

export interface Handlers {
  submit: Submit;
  /** The reply to a message whose documents are not sound. */
  refused(error: MongoError): Uint8Array;
  log(line: string): void;
}

/**
 * One client. Its messages are worked off one after the other and in their order; a reply that the client
 * does not take holds back only this client's next message.
 */
export class Connection {
  private readonly reader = new FrameReader();
  private busy = false;
  /** What is to be answered once more, as soon as its answer was taken. */
  private following?: Request;
  private ended = false;

  constructor(
    readonly id: number,
    private readonly socket: Socket,
    private readonly handlers: Handlers,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.reader.push(chunk);
      this.work();
      if (this.busy && this.reader.heldBytes > HIGH_WATER_BYTES) socket.pause();
    });
    socket.on('drain', () => this.done());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => (this.ended = true));
  }

  /** The client's address, for `hello` and logs. */
  get remote(): string {
    return `${this.socket.remoteAddress ?? 'gone'}:${this.socket.remotePort ?? 0}`;
  }

  get isEnded(): boolean {
    return this.ended;
  }

  end(): void {
    this.ended = true;
    this.socket.destroy();
  }

  private work(): void {
    if (this.busy || this.ended) return;
    let request: Request;
    let message: Uint8Array | undefined;
    try {
      message = this.reader.next();
      if (!message) {
        if (this.socket.isPaused()) this.socket.resume();
        return;
      }
      request = parseMessage(message);
    } catch (error) {
      // The frame is whole, and what is in it is no BSON that is taken: this is said, and the next message can be read.
      if (error instanceof MongoError && message) {
        this.busy = true;
        const { refused } = this.handlers;
        setImmediate(() => this.answer(headOf(message!), refused(error)));
        return;
      }
      this.handlers.log(
        `connection ${this.id} from ${this.remote} ended: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.end();
      return;
    }
    this.busy = true;
    this.submit(request);
  }

  private submit(request: Request): void {
    this.handlers.submit(request, this, (reply, again = false) => {
      const following = again && request.exhaustAllowed ? request : undefined;
      this.answer(request, reply, following);
    });
  }

  private answer(
    request: Pick<Request, 'requestId' | 'moreToCome' | 'legacyDatabase'>,
    document: Uint8Array | null,
    following?: Request,
  ): void {
    if (this.ended) return;
    let taken = true;
    if (document && !request.moreToCome) {
      const reply = formatReply(request, document, following !== undefined);
      this.following = following && { ...following, requestId: reply.id };
      this.socket.cork();
      this.socket.write(reply.head);
      taken = this.socket.write(reply.document);
      this.socket.uncork();
    }
    if (taken) this.done();
  }

  private done(): void {
    const { following } = this;
    this.following = undefined;
    if (following) {
      if (!this.ended) this.submit(following);
      return;
    }
    this.busy = false;
    this.work();
  }
}
