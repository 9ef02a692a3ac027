import { ObjectId } from 'bson';
import { deserialize, isDocument } from './language/index.js';
import { asNumber } from './numeric.js';
import { type Request } from './wire/message.js';

/** What a client has heard of the server. A standalone's state never changes: it begins and ends with its process. */
export interface TopologyVersion {
  readonly processId: ObjectId;
  readonly counter: bigint;
}

/** The longest that a timer can wait. */
const MOST_MS = 2 ** 31;
/** Longer than any hello of the handshake that waits, so that other commands need not be read for it. */
const LONGEST_BODY_BYTES = 2_000;

/**
 * How long, in milliseconds, a hello is to wait for a change that a standalone never has: drivers hold one open, and learn
 * of the server's end in the moment in which it ends. 0 from a client that has heard of another process. Undefined for any
 * other command, and for a hello that is answered, or refused, at once.
 */
export function awaitedMs({ body }: Pick<Request, 'body'>, known: TopologyVersion): number | undefined {
  if (
    body.length > LONGEST_BODY_BYTES
    || !Buffer.from(body.buffer, body.byteOffset, body.length).includes('maxAwaitTimeMS')
  )
    return undefined;
  const document = deserialize(body);
  if (!['hello', 'isMaster', 'ismaster'].includes(Object.keys(document)[0] ?? '')) return undefined;
  const { maxAwaitTimeMS, topologyVersion } = document;
  const most = asNumber(maxAwaitTimeMS);
  if (most === undefined || !(most >= 0 && most < MOST_MS) || !isDocument(topologyVersion)) return undefined;
  const { processId } = topologyVersion;
  return processId instanceof ObjectId && processId.equals(known.processId) ? most : 0;
}
