import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompress } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import mongoose, { type Collection, type Connection } from 'mongoose';
import { InjectConnection, isDuplicateKey, writeErrorsOf } from '#persistence';
import { notFound, Rounds } from '#platform';
import { type Delivery, mailKeyOf } from '../ledger/ledger.module.js';
import { type RawMail } from '../mail/mail.module.js';

const unpack = promisify(zstdDecompress);

/** A mail as it went out: under the key that its Message-ID begins with. Its bytes are kept for a set time, its hash for good. */
export type MailCopy = {
  readonly key: string;
  readonly deliveryId: string;
  readonly meetingId: string;
  readonly recipientId: string;
  readonly writtenAt: string;
  /** The addresses of its envelope. */
  readonly from: string;
  readonly to: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether its bytes are still there. */
  readonly kept: boolean;
};
/** Who keeps a copy: the delivery's revision once it is handed over, and what tells two who hope to be the one apart. */
export type KeptBy = { readonly revision: number; readonly turn: string };
type CopyDocument = Omit<MailCopy, 'key'> & KeptBy & { readonly _id: string; readonly packed?: mongoose.mongo.Binary };

/** A connection to the mail server waits for each: none is to wait for one round and its own. */
const roundsAtOnce = 2;

const isKept = { kept: true } as const;
const withoutBytes = { packed: 0, revision: 0, turn: 0 } as const;

type ToKeep = { readonly copy: CopyDocument; readonly isWon: boolean };

/** What a copy may take the place of; where another is there the upsert meets its key. */
const placeOf = ({ copy: { _id, revision, turn }, isWon }: ToKeep) =>
  isWon
    ? { _id, revision: { $not: { $gt: revision } } }
    : { _id, $or: [{ revision: { $not: { $gte: revision } } }, { revision, turn }] };

/** The mails that went out, byte for byte. Of several tries of one mail the last one's: what it said then counts. */
@Injectable()
export class MailCopyStore {
  readonly #copies: Collection<CopyDocument>;
  readonly #writes = new Rounds<ToKeep, boolean>((copies) => this.#write(copies), { atOnce: roundsAtOnce });

  constructor(@InjectConnection() connection: Connection) {
    this.#copies = connection.collection<CopyDocument>('mailcopies');
  }

  async ready(): Promise<void> {
    await this.#copies.createIndex({ writtenAt: 1 }, { partialFilterExpression: isKept });
  }

  /**
   * Whether it is on the disk now. Of two who hope to hand the mail over one keeps its copy, until it is known who does (`isWon`):
   * that one's takes the place of the other's, and of all earlier ones.
   */
  keep(
    delivery: Delivery,
    { from, to, raw }: RawMail,
    now: Date,
    { isWon, ...by }: KeptBy & { isWon: boolean },
  ): Promise<boolean> {
    const { id: deliveryId, meetingId, recipientId } = delivery;
    const copy = {
      _id: mailKeyOf(delivery),
      deliveryId,
      meetingId,
      recipientId,
      writtenAt: now.toISOString(),
      from,
      to,
      sha256: createHash('sha256').update(raw).digest('hex'),
      bytes: raw.length,
      kept: true,
      packed: new mongoose.mongo.Binary(zstdCompressSync(raw, { pledgedSrcSize: raw.length })),
      ...by,
    } as const;
    return this.#writes.do({ copy, isWon });
  }

  async #write(copies: readonly ToKeep[]): Promise<boolean[]> {
    const writes = copies.map((each) => ({
      replaceOne: { filter: placeOf(each), replacement: each.copy, upsert: true },
    }));
    try {
      await this.#copies.bulkWrite(writes, { ordered: false });
      return copies.map(() => true);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const refused = new Set(writeErrorsOf(error).map(({ index }) => index));
      return copies.map((_copy, index) => !refused.has(index));
    }
  }

  /** Those of some keys. */
  async ofKeys(keys: readonly string[]): Promise<ReadonlyMap<string, MailCopy>> {
    const docs = await this.#copies.find({ _id: { $in: [...keys] } }, { projection: withoutBytes }).toArray();
    return new Map(docs.map(({ _id: key, ...copy }) => [key, { ...copy, key }]));
  }

  /** Throws not-found 'file-not-found', also where only its hash is kept. */
  async raw(key: string): Promise<Buffer> {
    const doc = await this.#copies.findOne({ _id: key });
    if (doc?.packed === undefined) throw notFound('file-not-found', { values: { id: key } });
    return unpack(doc.packed.buffer);
  }

  /** Lets go of the bytes of those that were written before an instant, so many at a time; of how many. */
  async forget(before: string, limit: number): Promise<number> {
    const old = await this.#copies
      .find({ writtenAt: { $lt: before }, ...isKept })
      .project<{ _id: string }>({ _id: 1 })
      .limit(limit)
      .toArray();
    if (old.length > 0)
      await this.#copies.updateMany(
        { _id: { $in: old.map(({ _id }) => _id) } },
        { $set: { kept: false }, $unset: { packed: 1 } },
      );
    return old.length;
  }
}
