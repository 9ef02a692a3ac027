import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompress } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import mongoose, { type Collection, type Connection } from 'mongoose';
import { InjectConnection } from '#persistence';
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
type CopyDocument = Omit<MailCopy, 'key'> & { readonly _id: string; readonly packed?: mongoose.mongo.Binary };

const isKept = { kept: true } as const;
const withoutBytes = { packed: 0 } as const;

/** The mails that went out, byte for byte. Of several tries of one mail the last one's: what it said then counts. */
@Injectable()
export class MailCopyStore {
  readonly #copies: Collection<CopyDocument>;
  readonly #writes = new Rounds<CopyDocument, void>((copies) => this.#write(copies));

  constructor(@InjectConnection() connection: Connection) {
    this.#copies = connection.collection<CopyDocument>('mailcopies');
  }

  async ready(): Promise<void> {
    await this.#copies.createIndex({ writtenAt: 1 }, { partialFilterExpression: isKept });
  }

  /** It is on the disk when this resolves. */
  async keep(delivery: Delivery, { from, to, raw }: RawMail, now: Date): Promise<void> {
    const { id: deliveryId, meetingId, recipientId } = delivery;
    await this.#writes.do({
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
    });
  }

  async #write(copies: readonly CopyDocument[]): Promise<undefined[]> {
    const writes = copies.map((copy) => ({
      replaceOne: { filter: { _id: copy._id }, replacement: copy, upsert: true },
    }));
    await this.#copies.bulkWrite(writes, { ordered: false });
    return copies.map(() => undefined);
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
