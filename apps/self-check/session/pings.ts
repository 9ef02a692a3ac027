import { type Packet, writePacket } from '#link-probe';

/** Ten a second, which each come back at once: how long there and back takes is known at one end, by one clock. */
export class Pings {
  readonly #sentAt = new Map<number, number>();
  readonly #times: number[] = [];
  #next = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly send: (bytes: Uint8Array) => void,
  ) {}

  ping(): void {
    const sentAtMs = this.nowMs();
    this.#sentAt.set(this.#next, sentAtMs);
    this.send(writePacket({ flow: 'ping', number: this.#next++, sentAtMs }));
  }

  /** One that was never sent, or has come back, says nothing. */
  pong({ number }: Packet): void {
    const sentAtMs = this.#sentAt.get(number);
    if (sentAtMs === undefined) return;
    this.#sentAt.delete(number);
    this.#times.push(this.nowMs() - sentAtMs);
  }

  get times(): readonly number[] {
    return this.#times;
  }
}
