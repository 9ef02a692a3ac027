import { Binary } from 'bson';
import { type Batch, type CursorOptions, DEFAULT_FIRST_BATCH } from '../cursors/cursor-registry.js';
import { isDocument } from '../language/values.js';
import { RawWriter } from '../wire/raw-writer.js';
import { Arguments } from './arguments.js';
import { type CommandCall } from './command.js';

/** A session as text, from what a command carries as `lsid`. */
export function sessionOf(lsid: unknown): string | undefined {
  return isDocument(lsid) && lsid.id instanceof Binary ? lsid.id.toString('hex') : undefined;
}

/** How many documents the first batch of an aggregation or a list may hold. @throws MongoError 14, 51024, 40415 */
export function firstBatchOf(args: Arguments): number {
  const cursor = new Arguments(args.optionalDocument('cursor') ?? {}, 'cursor');
  cursor.only(['batchSize']);
  return cursor.count('batchSize') ?? DEFAULT_FIRST_BATCH;
}

export function cursorOptions({ args, connection }: CommandCall, namespace: string, noTimeout = false): CursorOptions {
  return { namespace, noTimeout, connection: connection.id, session: sessionOf(args.raw('lsid')) };
}

/** `{ cursor: { <first or next>Batch, id, ns }, ok: 1 }` from documents in bytes. */
export function cursorReply(batch: Batch, field: 'firstBatch' | 'nextBatch'): Uint8Array {
  const bytes = batch.documents.reduce((sum, document) => sum + document.length + 9, 128 + batch.namespace.length * 3);
  const writer = new RawWriter(bytes).startDocument().startDocument('cursor').startArray(field);
  for (let position = 0; position < batch.documents.length; position++)
    writer.document(String(position), batch.documents[position]!);
  return writer.end().int64('id', batch.id).string('ns', batch.namespace).end().double('ok', 1).end().finish();
}
