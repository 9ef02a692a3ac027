import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type DialPlan, usualDialPlan } from '#contracts';
import { InjectConnection, isDuplicateKey, plain, text } from '#persistence';
import { conflict } from '#platform';

type DialPlanDocument = DialPlan & { readonly _id: string };
const number = { type: Number, required: true } as const;

const schema = new Schema<DialPlanDocument>(
  {
    _id: text,
    leadMinutes: number,
    perMinute: number,
    groups: {
      type: [
        plain({
          name: text,
          provinceCodes: { type: [String], required: true },
          siteIds: { type: [String], required: true },
        }),
      ],
      required: true,
    },
    bridges: { type: [plain({ name: text, ports: number })], required: true },
    revision: number,
  },
  { versionKey: false, strict: 'throw' },
);

/** The dial plan of each meeting; Sala's own where nobody has set another. */
@Injectable()
export class DialPlanStore {
  readonly #plans: Model<DialPlanDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#plans = connection.model<DialPlanDocument>('DialPlan', schema, 'dialPlans');
  }

  async of(meetingId: string): Promise<DialPlan> {
    const doc = await this.#plans.findById(meetingId).lean<DialPlanDocument | null>();
    if (doc === null) return usualDialPlan;
    const { _id, ...plan } = doc;
    return plan;
  }

  /** Throws conflict 'revision-conflict' where it is no longer as whoever asks has seen it. */
  async save(meetingId: string, content: Omit<DialPlan, 'revision'>, seen: number): Promise<DialPlan> {
    const plan = { ...content, revision: seen + 1 };
    try {
      if (seen === 0) await this.#plans.insertOne({ _id: meetingId, ...plan } as DialPlanDocument);
      else {
        const filter = { _id: meetingId, revision: seen };
        const { matchedCount } = await this.#plans.replaceOne(filter, plan as DialPlanDocument);
        if (matchedCount === 0) throw conflict('revision-conflict', { why: meetingId });
      }
    } catch (error) {
      throw isDuplicateKey(error) ? conflict('revision-conflict', { why: meetingId, cause: error }) : error;
    }
    return plan;
  }
}
