/** What goes over the channel that loses: numbered within its flow, stamped with the sender's clock. */
export type Packet = {
  readonly flow: Flow;
  readonly number: number;
  readonly sentAtMs: number;
  readonly bytes: number;
};
export const flows = ['voice', 'picture', 'ping', 'pong'] as const;
export type Flow = (typeof flows)[number];

const mark = 0x5a;
const headBytes = 14;
/** Voice as a telephone sends it: 160 bytes every 20 ms. A picture comes in pieces that fit a datagram. */
export const sizes: Readonly<Record<Flow, number>> = { voice: 160, picture: 1100, ping: 32, pong: 32 };

export const writePacket = ({ flow, number, sentAtMs }: Omit<Packet, 'bytes'>): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(sizes[flow]);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, mark);
  view.setUint8(1, flows.indexOf(flow));
  view.setUint32(2, number);
  view.setFloat64(6, sentAtMs);
  return bytes;
};

/** What came, if it is one of ours: of its flow's size, with a number and an instant. */
export const readPacket = (bytes: Uint8Array): Packet | undefined => {
  if (bytes.length < headBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flow = flows[view.getUint8(1)];
  if (view.getUint8(0) !== mark || flow === undefined || bytes.length !== sizes[flow]) return undefined;
  const sentAtMs = view.getFloat64(6);
  return Number.isFinite(sentAtMs) ? { flow, number: view.getUint32(2), sentAtMs, bytes: bytes.length } : undefined;
};
