import { type Flow, sizes } from './packet.js';

/** 50 packets a second, as voice has. */
export const voiceEveryMs = 20;
/** A picture in this many pieces, each second of the last quarter: 26 kB at once. */
export const piecesOfPicture = 24;
const pictureEveryMs = 1_000;
const picturesFrom = 0.75;

/** What waits in the sender's own queue up to here still goes on; above it a packet is held back, as it would measure the queue. */
export const mostWaiting: Readonly<Record<'voice' | 'picture', number>> = {
  voice: 8 * sizes.voice,
  picture: 2 * piecesOfPicture * sizes.picture,
};

/** How many packets of each flow ought to have been sent so long after the beginning. */
export const dueAfter = (elapsedMs: number, windowMs: number): Readonly<Record<'voice' | 'picture', number>> => {
  const elapsed = Math.max(0, Math.min(elapsedMs, windowMs));
  const pictures = elapsed - windowMs * picturesFrom;
  return {
    voice: Math.floor(elapsed / voiceEveryMs),
    picture: pictures < 0 || windowMs === 0 ? 0 : piecesOfPicture * Math.ceil((pictures + 1) / pictureEveryMs),
  };
};

export type Sending = {
  readonly nowMs: () => number;
  /** Bytes that the sender's own end has not yet put on the line. */
  readonly waiting: () => number;
  readonly send: (flow: Flow, number: number) => void;
};
/** What one side has sent, and what it held back because its own queue did not empty. */
export type Sent = { readonly voice: number; readonly picture: number; readonly held: number };

/** Sends what is due, each time it is asked, until the window is over. Numbers are given to what is sent, so that a gap is a loss. */
export class PacedSender {
  readonly #begunMs: number;
  readonly #done = { voice: 0, picture: 0 };
  readonly #sent = { voice: 0, picture: 0 };
  #held = 0;

  constructor(
    private readonly windowMs: number,
    private readonly line: Sending,
  ) {
    this.#begunMs = line.nowMs();
  }

  /** Returns whether the window is over. */
  step(): boolean {
    const elapsed = this.line.nowMs() - this.#begunMs;
    const due = dueAfter(elapsed, this.windowMs);
    for (const flow of ['voice', 'picture'] as const)
      for (; this.#done[flow] < due[flow]; this.#done[flow] += 1) {
        if (this.line.waiting() > mostWaiting[flow]) this.#held += 1;
        else this.line.send(flow, this.#sent[flow]++);
      }
    return elapsed >= this.windowMs;
  }

  get sent(): Sent {
    return { ...this.#sent, held: this.#held };
  }
}
