import {
  type SelfCheckAddress,
  type SelfCheckMeasured,
  type SelfCheckReason,
  type SelfCheckSaid,
  type SelfCheckVerdict,
} from '#contracts';
import { type Arrival, figuresOf, PacedSender, readPacket, type Sent, writePacket } from '#link-probe';

export type Result = {
  readonly verdict: SelfCheckVerdict;
  readonly reasons: readonly SelfCheckReason[];
  readonly measured: SelfCheckMeasured;
};
export type Outcome =
  | { readonly end: 'result'; readonly result: Result }
  | { readonly end: 'blocked' | 'hung'; readonly at: SelfCheckAddress }
  | { readonly end: 'busy' | 'away' | 'elsewhere' | 'stopped' };
export type Stage = 'connecting' | 'sending' | 'receiving' | 'judging';

const connectMs = 12_000;
/** Sala asks ten times a second how long there and back takes: where nothing comes for so long, nothing moves on. */
const quietMs = 12_000;
const watchMs = 500;
const stepMs = 10;

type FromSala = {
  readonly say: string;
  readonly windowMs?: number;
  readonly sent?: Sent;
  readonly because?: string;
} & Partial<Result>;
type Asked = {
  readonly address: string;
  readonly said: SelfCheckSaid;
  readonly isHidden: () => boolean;
  readonly show: (stage: Stage, windowMs: number) => void;
  readonly signal: AbortSignal;
};

/** Sends a form of the page, and what was answered, if it was. */
export const sendForm = async (
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response | undefined> => {
  try {
    return await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json' },
    });
  } catch {
    return undefined;
  }
};

type Answered = { readonly sdp: string; readonly at: SelfCheckAddress };

/** Measures the link over a connection to Sala's own end: first what goes up, then what comes down, as that end says. */
export const measureLink = async (asked: Asked): Promise<Outcome> => {
  const connection = new RTCPeerConnection({ iceServers: [] });
  const stop = () => connection.close();
  asked.signal.addEventListener('abort', stop);
  try {
    return await over(connection, asked);
  } finally {
    asked.signal.removeEventListener('abort', stop);
    connection.close();
  }
};

const over = async (
  connection: RTCPeerConnection,
  { address, said, isHidden, show, signal }: Asked,
): Promise<Outcome> => {
  const control = connection.createDataChannel('control', { negotiated: true, id: 0 });
  const probe = connection.createDataChannel('probe', { negotiated: true, id: 2, ordered: false, maxRetransmits: 0 });
  probe.binaryType = 'arraybuffer';
  show('connecting', connectMs);
  await connection.setLocalDescription(await connection.createOffer());
  const answer = await sendForm(`${address}/offer`, { sdp: connection.localDescription?.sdp ?? '' });
  if (signal.aborted) return { end: 'stopped' };
  if (answer === undefined || !answer.ok)
    return { end: answer?.status === 429 || answer?.status === 503 ? 'busy' : 'away' };
  const { sdp, at } = (await answer.json()) as Answered;
  let end: (outcome: Outcome) => void = () => undefined;
  const ended = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  signal.addEventListener('abort', () => end({ end: 'stopped' }));
  let heardAt = performance.now();
  let isOpen = false;
  let arrivals: Arrival[] | undefined;
  const done = new Set<string>();
  const say = (message: object) => {
    if (control.readyState === 'open') control.send(JSON.stringify(message));
  };
  const send = (flow: 'voice' | 'picture' | 'pong', number: number, sentAtMs: number) => {
    if (probe.readyState === 'open') probe.send(writePacket({ flow, number, sentAtMs }));
  };
  const acts: Readonly<Record<string, (message: FromSala) => void>> = {
    send: ({ windowMs = 0 }) => {
      show('sending', windowMs);
      const sender = new PacedSender(windowMs, {
        nowMs: () => performance.now(),
        waiting: () => probe.bufferedAmount,
        send: (flow, number) => send(flow === 'picture' ? 'picture' : 'voice', number, performance.now()),
      });
      const sending = setInterval(() => {
        if (!sender.step()) return;
        clearInterval(sending);
        say({ say: 'sent', sent: sender.sent });
      }, stepMs);
    },
    receive: ({ windowMs = 0 }) => {
      arrivals = [];
      show('receiving', windowMs);
    },
    sent: ({ sent = { voice: 0, picture: 0, held: 0 } }) => {
      show('judging', 0);
      say({ say: 'received', flow: figuresOf(arrivals ?? [], sent), hidden: isHidden() });
      arrivals = undefined;
    },
    result: ({ verdict, reasons = [], measured = {} }) => {
      say({ say: 'thanks' });
      if (verdict !== undefined) end({ end: 'result', result: { verdict, reasons, measured } });
    },
    ended: ({ because }) => end({ end: because === 'begun-elsewhere' ? 'elsewhere' : 'busy' }),
  };
  control.onmessage = ({ data }) => {
    heardAt = performance.now();
    const message = JSON.parse(String(data)) as FromSala;
    // What may have been lost is told again: each is done once.
    if (done.has(message.say)) return;
    done.add(message.say);
    acts[message.say]?.(message);
  };
  probe.onmessage = ({ data }) => {
    heardAt = performance.now();
    const packet = data instanceof ArrayBuffer ? readPacket(new Uint8Array(data)) : undefined;
    if (packet?.flow === 'ping') send('pong', packet.number, packet.sentAtMs);
    else if (packet !== undefined) arrivals?.push({ ...packet, atMs: performance.now() });
  };
  control.onopen = () => {
    isOpen = true;
    heardAt = performance.now();
    say({ say: 'ready', said });
  };
  control.onclose = () => end(isOpen ? { end: 'hung', at } : { end: 'blocked', at });
  await connection.setRemoteDescription({ type: 'answer', sdp });
  const watching = setInterval(() => {
    if (performance.now() - heardAt > (isOpen ? quietMs : connectMs)) end({ end: isOpen ? 'hung' : 'blocked', at });
  }, watchMs);
  try {
    return await ended;
  } finally {
    clearInterval(watching);
  }
};
