import { ObjectId } from 'bson';
import { type BsonDocument, deserialize, isDocument } from './language/index.js';
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

const HELLOS = ['hello', 'isMaster', 'ismaster'];

/**
 * How long, in milliseconds, a hello is to wait for a change that a standalone never has: drivers hold one open, and learn
 * of the server's end in the moment in which it ends. 0 for any other command, for a hello that is answered or refused at
 * once, and from a client that has heard of another process.
 */
export function awaitedMs({ body }: Pick<Request, 'body'>, known: TopologyVersion): number {
  if (
    body.length > LONGEST_BODY_BYTES
    || !Buffer.from(body.buffer, body.byteOffset, body.length).includes('maxAwaitTimeMS')
  )
    return 0;
  const document = readable(body);
  if (!HELLOS.includes(Object.keys(document)[0] ?? '')) return 0;
  const { maxAwaitTimeMS, topologyVersion } = document;
  const most = asNumber(maxAwaitTimeMS);
  if (most === undefined || !(most >= 0 && most < MOST_MS) || !isDocument(topologyVersion)) return 0;
  const { processId } = topologyVersion;
  return processId instanceof ObjectId && processId.equals(known.processId) ? most : 0;
}

/** What can't be read is refused where it is done, and not before. */
function readable(body: Uint8Array): BsonDocument {
  try {
    return deserialize(body);
  } catch {
    return {};
  }
}
