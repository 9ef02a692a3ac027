import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type SideResult } from '#contracts';
import { InjectConnection, isWritten, text, unlessThere } from '#persistence';
import { cutShortMs, type Side } from './side.js';

type SideDocument = Side & { readonly _id: string };
const schema = new Schema<SideDocument>(
  {
    _id: text,
    key: text,
    checkedAt: text,
    beganReal: text,
    sentTo: text,
    comesBack: { type: Boolean, required: true },
    results: Schema.Types.Mixed,
    back: { type: [Number], default: undefined },
  },
  { strict: 'throw', versionKey: false },
);
const id = 'last';

/** The last check, for all replicas. */
@Injectable()
export class SideStore {
  readonly #sides: Model<SideDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sides = connection.model<SideDocument>('SendingSide', schema, 'sending-side');
  }

  async last(): Promise<Side | undefined> {
    return (await this.#sides.findById(id, { _id: 0 }).lean<Side | null>()) ?? undefined;
  }

  /** Whether this one begins: not while another is running. */
  async begin(side: Side): Promise<boolean> {
    const before = new Date(Date.parse(side.beganReal) - cutShortMs).toISOString();
    const over = { _id: id, $or: [{ results: { $exists: true } }, { beganReal: { $lte: before } }] };
    return isWritten(await unlessThere(() => this.#sides.replaceOne(over, { _id: id, ...side }, { upsert: true })));
  }

  async end(key: string, results: readonly SideResult[]): Promise<void> {
    await this.#sides.updateOne({ _id: id, key }, { $set: { results } });
  }

  /** A test mail has come back. */
  async cameBack(key: string, index: number): Promise<void> {
    await this.#sides.updateOne({ _id: id, key }, { $addToSet: { back: index } });
  }
}
