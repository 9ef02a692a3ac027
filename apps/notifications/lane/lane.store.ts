import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isWritten, unlessThere } from '#persistence';
import { type Lane, openLane } from './lane.js';

type LaneDocument = { readonly _id: string; readonly revision: number; readonly lane: Lane };

const schema = new Schema<LaneDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    lane: { type: Schema.Types.Mixed, required: true },
  },
  { strict: 'throw', versionKey: false },
);
const id = 'mail';

/** The one lane, for all replicas. */
@Injectable()
export class LaneStore {
  readonly #lanes: Model<LaneDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#lanes = connection.model<LaneDocument>('Lane', schema, 'lanes');
  }

  async get(): Promise<Lane> {
    return (await this.#lanes.findById(id).lean<LaneDocument | null>())?.lane ?? openLane;
  }

  /** Whether the lane was still as it was read; if not, nothing was written. */
  async save(lane: Lane): Promise<boolean> {
    const before = { _id: id, revision: lane.revision - 1 };
    return isWritten(
      await unlessThere(() =>
        this.#lanes.updateOne(before, { $set: { revision: lane.revision, lane } }, { upsert: lane.revision === 1 }),
      ),
    );
  }
}
