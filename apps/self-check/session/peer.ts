import { networkInterfaces } from 'node:os';
import { RTCPeerConnection } from 'werift';
import { reachedAt, withoutCandidates } from './descriptions.js';

/** Both ends name the channels by number, as nobody then has to be asked how they are to behave. */
export const controlChannel = 0;
export const probeChannel = 2;
/** RFC 8831, 8: a message of bytes. */
const bytesMessage = 53;
/** Any instant that is over: what was not acknowledged is given up, not sent again. A count of 0 tries means ‘for ever’ to werift. */
const longOver = 1;

/** A connection as far as it is measured over. */
export type Line = {
  readonly tell: (text: string) => void;
  readonly send: (bytes: Uint8Array) => void;
  /** Bytes that are not on the line yet. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
};
export type Hears = {
  readonly opened: () => void;
  readonly told: (text: string) => void;
  readonly came: (bytes: Uint8Array) => void;
  readonly closed: () => void;
};
type At = { readonly port: number; readonly addresses: readonly string[] };

/**
 * Answers a browser's offer at one UDP port, and resolves once the answer can be handed over. It is ICE lite (RFC 8445, 2.5): it
 * looks for nobody and speaks to whoever proves that it has read the answer, so that no offer can point it at anything.
 */
export const answerOffer = async (
  offer: string,
  { port, addresses }: At,
  hears: Hears,
): Promise<{ readonly line: Line; readonly answer: string }> => {
  const own = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map((one) => one.address));
  // Browsers take an answer from the address alone that they have asked; a machine that has several would choose another.
  const bind = addresses.find((each) => own.includes(each));
  const peer = new RTCPeerConnection({
    iceServers: [],
    iceLite: true,
    // werift takes no range of one: the pool gives two, and the second only where the first was taken a moment ago.
    icePortRange: [port, port + 1],
    // One socket for all of this machine's addresses; the ones that browsers see are written into the answer.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    ...(bind !== undefined && { iceInterfaceAddresses: { udp4: bind } }),
  });
  const control = peer.createDataChannel('control', { negotiated: true, id: controlChannel, ordered: true });
  const probe = peer.createDataChannel('probe', { negotiated: true, id: probeChannel, ordered: false });
  control.stateChange.subscribe((state) => {
    if (state === 'open') hears.opened();
    if (state === 'closed') hears.closed();
  });
  peer.connectionStateChange.subscribe((state) => {
    if (state === 'closed' || state === 'failed' || state === 'disconnected') hears.closed();
  });
  control.onMessage.subscribe((message) => hears.told(String(message)));
  probe.onMessage.subscribe((message) => {
    if (typeof message !== 'string') hears.came(message);
  });
  const sctp = () => peer.sctpTransport?.sctp;
  const line: Line = {
    tell: (text) => {
      if (control.readyState === 'open') control.send(text);
    },
    // What goes down after the connection went is lost like anything else.
    send: (bytes) =>
      void sctp()
        ?.send(probeChannel, bytesMessage, Buffer.from(bytes), {
          expiry: longOver,
          maxRetransmits: undefined,
          ordered: false,
        })
        .catch(() => undefined),
    waiting: () => (sctp()?.outboundQueue ?? []).reduce((sum, { userData }) => sum + userData.length, 0),
    close: () => peer.close(),
  };
  try {
    await peer.setRemoteDescription({ type: 'offer', sdp: withoutCandidates(offer) });
    await peer.setLocalDescription(await peer.createAnswer());
    const answer = reachedAt(peer.localDescription?.sdp ?? '', addresses);
    if (answer === undefined) throw new Error(`no socket at UDP port ${port}`);
    return { line, answer };
  } catch (error) {
    await peer.close();
    throw error;
  }
};
