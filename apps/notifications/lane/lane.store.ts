import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isWritten, unlessThere } from '#persistence';
import { type Lane, type LaneOf, openLane } from './lane.js';

/** By the name of the mail server that it leads to. */
type LaneDocument = { readonly _id: string; readonly revision: number; readonly lane: Lane };

const schema = new Schema<LaneDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    lane: { type: Schema.Types.Mixed, required: true },
  },
  { strict: 'throw', versionKey: false },
);

/** The lanes to the mail servers, for all replicas. */
@Injectable()
export class LaneStore {
  readonly #lanes: Model<LaneDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#lanes = connection.model<LaneDocument>('Lane', schema, 'lanes');
  }

  /** In the order of the names. One of which nothing is known is open. */
  async of(relays: readonly string[]): Promise<LaneOf[]> {
    const docs = await this.#lanes.find({ _id: { $in: [...relays] } }).lean<LaneDocument[]>();
    const known = new Map(docs.map(({ _id, lane }) => [_id, lane]));
    return relays.map((relay) => ({ relay, lane: known.get(relay) ?? openLane }));
  }

  async get(relay: string): Promise<Lane> {
    return (await this.#lanes.findById(relay).lean<LaneDocument | null>())?.lane ?? openLane;
  }

  /** Whether the lane was still as it was read; if not, nothing was written. */
  async save(relay: string, lane: Lane): Promise<boolean> {
    const before = { _id: relay, revision: lane.revision - 1 };
    return isWritten(
      await unlessThere(() =>
        this.#lanes.updateOne(before, { $set: { revision: lane.revision, lane } }, { upsert: lane.revision === 1 }),
      ),
    );
  }
}
