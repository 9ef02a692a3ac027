import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import { ConferenceRoomChanged, type RoomState } from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';

export type KeptRoom = {
  readonly id: string;
  readonly state: RoomState;
  readonly since: string;
  readonly unknownSince?: string | undefined;
  readonly revision: number;
};
type RoomDocument = Aggregate & Omit<KeptRoom, 'id' | 'revision'>;

const schema = aggregateSchema<RoomDocument>({
  state: { type: String, required: true, enum: ['closed', 'open', 'ended'] satisfies RoomState[] },
  since: text,
  unknownSince: String,
});
schema.index({ state: 1 });

/** The room of each meeting on the bridge. */
@Injectable()
export class RoomStore {
  readonly #rooms: Model<RoomDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#rooms = connection.model<RoomDocument>('ConferenceRoom', schema, 'conferenceRooms');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#rooms;
  }

  async find(meetingId: string): Promise<KeptRoom | undefined> {
    const doc = await this.#rooms.findById(meetingId, withoutOutbox).lean<RoomDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  async open(): Promise<KeptRoom[]> {
    const docs = await this.#rooms
      .find({ state: 'open' } as QueryFilter<RoomDocument>, withoutOutbox)
      .lean<RoomDocument[]>();
    return docs.map(fromDocument);
  }

  /** Throws conflict 'revision-conflict' where another changed it since `kept` was read. */
  async become(
    meetingId: string,
    state: RoomState,
    kept: KeptRoom | undefined,
    { by, now }: { readonly by: string; readonly now: Date },
  ): Promise<void> {
    const at = { id: meetingId, revision: kept?.revision ?? 0 };
    const since = now.toISOString();
    const events = eventsOf(
      at,
      [{ ...fact(ConferenceRoomChanged, { meetingId, state, at: since, by }), by: askedBy() }],
      now,
    );
    if (kept !== undefined) await saveAggregate(this.#rooms, at, { state, since, unknownSince: undefined }, events);
    else await beginAggregate(this.#rooms, { _id: meetingId, state, since }, events);
  }

  /** Whether the bridge answers: nobody decides by it, so that it moves no revision. Whether that is another thing than was kept. */
  async noteUnknown(meetingId: string, since: string | undefined): Promise<boolean> {
    const [filter, update] =
      since === undefined
        ? [{ _id: meetingId, unknownSince: { $exists: true } }, { $unset: { unknownSince: 1 } }]
        : [{ _id: meetingId, unknownSince: { $exists: false } }, { $set: { unknownSince: since } }];
    const { matchedCount } = await this.#rooms.updateOne(
      filter as QueryFilter<RoomDocument>,
      update as unknown as UpdateQuery<RoomDocument>,
    );
    return matchedCount > 0;
  }
}
