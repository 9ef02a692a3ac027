import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fromDocument,
  InjectConnection,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type JoiningDecision, type JoiningRecord } from './joining.js';

export type KeptJoining = JoiningRecord & { readonly revision: number };
type JoiningDocument = Aggregate & JoiningRecord;

const schema = aggregateSchema<JoiningDocument>({
  meetingId: text,
  siteId: text,
  provinceCode: text,
  state: { type: String, required: true, enum: ['waiting', 'joining', 'in', 'dropped', 'left'] },
  leftBy: String,
  since: String,
  onBridge: Boolean,
  moves: { type: [plain({ state: text, leftBy: String, at: text, by: text })], required: true },
  faults: {
    type: [
      plain({
        faultId: text,
        what: text,
        note: String,
        at: text,
        by: text,
        endedAt: String,
        endedBy: String,
        corrects: String,
        correctedBy: String,
      }),
    ],
    required: true,
  },
});
schema.index({ meetingId: 1, siteId: 1 });

const idOf = (meetingId: string, siteId: string): string => `${meetingId}.${siteId}`;
const recordOf = (doc: JoiningDocument): KeptJoining => {
  const { id: _id, ...record } = fromDocument(doc);
  return record;
};

/** How sites stand on the day, one document a site and meeting. */
@Injectable()
export class JoiningStore {
  readonly #joinings: Model<JoiningDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#joinings = connection.model<JoiningDocument>('Joining', schema, 'joinings');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#joinings;
  }

  async find(meetingId: string, siteId: string): Promise<KeptJoining | undefined> {
    const doc = await this.#joinings.findById(idOf(meetingId, siteId), withoutOutbox).lean<JoiningDocument | null>();
    return doc === null ? undefined : recordOf(doc);
  }

  async of(meetingId: string): Promise<Map<string, KeptJoining>> {
    const docs = await this.#joinings.find({ meetingId }, withoutOutbox).lean<JoiningDocument[]>();
    return new Map(docs.map((doc) => [doc.siteId, recordOf(doc)]));
  }

  /** The sites that the bridge had when it was last looked at. */
  async onBridge(meetingId: string): Promise<string[]> {
    const docs = await this.#joinings
      .find({ meetingId, onBridge: true } as QueryFilter<JoiningDocument>, { siteId: 1 })
      .lean<Pick<JoiningDocument, 'siteId'>[]>();
    return docs.map(({ siteId }) => siteId);
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `revision` was read; 0 for what was not there. */
  async save({ state, facts }: JoiningDecision, revision: number, now: Date): Promise<void> {
    const id = idOf(state.meetingId, state.siteId);
    const by = askedBy();
    const events = eventsOf(
      { id, revision },
      facts.map((each) => ({ ...each, by })),
      now,
    );
    if (revision > 0) {
      const { leftBy, ...rest } = state;
      await saveAggregate(this.#joinings, { id, revision }, { ...rest, leftBy }, events);
    } else await beginAggregate(this.#joinings, { _id: id, ...state }, events);
  }
}
