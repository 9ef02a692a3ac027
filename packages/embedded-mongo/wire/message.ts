import { crc32c } from './crc32c.js';
import { checkDocument, MAX_COMMAND_BYTES, readInt32 } from './raw-document.js';

/** MongoDB's `maxMessageSizeBytes`. */
export const MAX_MESSAGE_BYTES = 48_000_000;
export const HEADER_BYTES = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
const KNOWN_REQUIRED_BITS = CHECKSUM_PRESENT | MORE_TO_COME;
const REQUIRED_BITS = 0xffff;

/** A message that breaks the protocol: the connection it came on can't be trusted any more and ends. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** One request as it came over the wire; the documents in it are sound BSON. */
export interface Request {
  requestId: number;
  /** The command's document, with `$db`, or for the legacy handshake without. */
  body: Uint8Array;
  /** Document sequences (OP_MSG sections of kind 1) by name, for instance `documents` of an insert. */
  sequences: Map<string, Uint8Array[]>;
  /** The client wants no answer (writes with `w: 0`). */
  moreToCome: boolean;
  /** The client takes further answers to this request, each as an answer to the one before. */
  exhaustAllowed: boolean;
  /** For OP_QUERY: the database of the `<db>.$cmd` it was sent to, and the answer is an OP_REPLY. */
  legacyDatabase?: string;
}

/** Reads one whole message. @throws ProtocolError or MongoError 22 when it is not one */
export function parseMessage(message: Uint8Array): Request {
  const requestId = readInt32(message, 4);
  const opCode = readInt32(message, 12);
  if (opCode === OP_MSG) return parseOpMsg(message, requestId);
  if (opCode === OP_QUERY) return parseOpQuery(message, requestId);
  if (opCode === OP_COMPRESSED)
    throw new ProtocolError('compressed messages are not accepted: no compressor was agreed on in the handshake');
  throw new ProtocolError(`there is no operation ${opCode}`);
}

/** What an answer to a message needs to know of it, also where its documents can't be read. */
export function headOf(message: Uint8Array): Pick<Request, 'requestId' | 'moreToCome' | 'legacyDatabase'> {
  const query = readInt32(message, 12) === OP_QUERY;
  return {
    requestId: readInt32(message, 4),
    moreToCome: !query && (readInt32(message, HEADER_BYTES) & MORE_TO_COME) !== 0,
    ...(query && { legacyDatabase: 'admin' }),
  };
}

function parseOpMsg(message: Uint8Array, requestId: number): Request {
  if (message.length < HEADER_BYTES + 10) throw new ProtocolError('the message is too short');
  const flags = readInt32(message, HEADER_BYTES);
  if (flags & REQUIRED_BITS & ~KNOWN_REQUIRED_BITS)
    throw new ProtocolError(`unknown flags 0x${(flags >>> 0).toString(16)}`);
  let end = message.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (crc32c(message.subarray(0, end)) !== readInt32(message, end) >>> 0)
      throw new ProtocolError('the checksum is wrong');
  }
  let body: Uint8Array | undefined;
  const sequences = new Map<string, Uint8Array[]>();
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at++];
    if (kind === 0) {
      if (body) throw new ProtocolError('the message has two bodies');
      const stop = checkDocument(message, at, end);
      if (stop - at > MAX_COMMAND_BYTES) throw new ProtocolError('the command is larger than 16 MiB');
      body = message.subarray(at, stop);
      at = stop;
    } else if (kind === 1) {
      at = parseSequence(message, at, end, sequences);
    } else {
      throw new ProtocolError(`there is no section of kind ${kind}`);
    }
  }
  if (!body) throw new ProtocolError('the message has no body');
  return {
    requestId,
    body,
    sequences,
    moreToCome: (flags & MORE_TO_COME) !== 0,
    exhaustAllowed: (flags & EXHAUST_ALLOWED) !== 0,
  };
}

function parseSequence(message: Uint8Array, start: number, end: number, sequences: Map<string, Uint8Array[]>): number {
  if (start + 5 > end) throw new ProtocolError('a document sequence is cut off');
  const stop = start + readInt32(message, start);
  const nameEnd = message.indexOf(0, start + 4);
  if (stop > end || nameEnd < 0 || nameEnd >= stop)
    throw new ProtocolError('a document sequence has an impossible length');
  const name = Buffer.from(message.subarray(start + 4, nameEnd)).toString('utf8');
  if (sequences.has(name)) throw new ProtocolError(`the document sequence '${name}' comes twice`);
  const documents: Uint8Array[] = [];
  let at = nameEnd + 1;
  while (at < stop) {
    const next = checkDocument(message, at, stop);
    documents.push(message.subarray(at, next));
    at = next;
  }
  sequences.set(name, documents);
  return stop;
}

/** OP_QUERY is answered for the handshake of older drivers only. */
function parseOpQuery(message: Uint8Array, requestId: number): Request {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = message.indexOf(0, nameStart);
  if (nameEnd < 0 || nameEnd + 9 > message.length) throw new ProtocolError('the query is cut off');
  const namespace = Buffer.from(message.subarray(nameStart, nameEnd)).toString('utf8');
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is accepted for the handshake only');
  const bodyStart = nameEnd + 9;
  const stop = checkDocument(message, bodyStart, message.length);
  return {
    requestId,
    body: message.subarray(bodyStart, stop),
    sequences: new Map(),
    moreToCome: false,
    exhaustAllowed: false,
    legacyDatabase: namespace.slice(0, -'.$cmd'.length),
  };
}

let lastRequestId = 0;

/** An answer: header and body, to be written one after the other. */
export interface Reply {
  id: number;
  head: Uint8Array;
  document: Uint8Array;
}

/** The answer to a request, in the form the request came in. `moreToCome`: another one follows it without a request. */
export function formatReply(
  request: { requestId: number; legacyDatabase?: string },
  document: Uint8Array,
  moreToCome = false,
): Reply {
  const legacy = request.legacyDatabase !== undefined;
  const head = Buffer.alloc(legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(lastRequestId, 4);
  head.writeInt32LE(request.requestId, 8);
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (legacy) {
    head.writeInt32LE(8, HEADER_BYTES); // AwaitCapable
    head.writeInt32LE(1, HEADER_BYTES + 16); // one document
  } else if (moreToCome) {
    head.writeInt32LE(MORE_TO_COME, HEADER_BYTES);
  }
  return { id: lastRequestId, head, document };
}
