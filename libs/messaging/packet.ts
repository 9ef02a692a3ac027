import { gunzipSync, gzipSync } from 'node:zlib';
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** Nest's form of a request (`pattern`, `data`) and of a reply (`response` or `err`) on the NATS transport. */
export type Packet = {
  readonly id?: string;
  readonly pattern?: string;
  readonly data?: unknown;
  readonly response?: unknown;
  readonly err?: unknown;
  readonly isDisposed?: boolean;
};
export type PackedPacket = { readonly data: string | Uint8Array; readonly headers?: MsgHdrs };

const encodingHeader = 'Content-Encoding';
/** The server takes messages of up to 1 MB by default; lists of offices in Thai shrink to about a tenth. */
const compressFromBytes = 64 * 1024;
/** A packet that unpacks to more than this is not what a service sent. */
const mostBytes = 16 * 1024 * 1024;

/** JSON, compressed when it is large: then `carried`, the headers that go with it, say so. */
export const pack = (packet: Packet, carried?: MsgHdrs): PackedPacket => {
  const json = Buffer.from(JSON.stringify(packet));
  if (json.length < compressFromBytes) return { data: json, ...(carried && { headers: carried }) };
  const withEncoding = carried ?? headers();
  withEncoding.set(encodingHeader, 'gzip');
  return { data: gzipSync(json, { level: 1 }), headers: withEncoding };
};

export const unpack = ({
  data,
  headers: carried,
}: {
  readonly data: Uint8Array;
  readonly headers?: MsgHdrs | undefined;
}): Packet => {
  const json =
    carried?.get(encodingHeader) === 'gzip' ? gunzipSync(data, { maxOutputLength: mostBytes }) : Buffer.from(data);
  return JSON.parse(json.toString('utf8')) as Packet;
};
