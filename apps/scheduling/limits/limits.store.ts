import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type LinkLimits, linkPresets } from '#contracts';
import { InjectConnection, plain, text } from '#persistence';

type LimitsDocument = LinkLimits & { readonly _id: string };
const number = { type: Number, required: true } as const;
const limit = { type: plain({ green: number, red: number }), required: true } as const;
/** As they stand in whatever is judged by them. */
export const limitsDefinition = {
  preset: text,
  lossPercent: limit,
  roundTripMs: limit,
  jitterMs: limit,
  basis: text,
} as const;

const schema = new Schema<LimitsDocument>({ _id: text, ...limitsDefinition }, { versionKey: false, strict: 'throw' });

/** What the links of a meeting's sites are judged by; Sala's own where nobody has set others. */
@Injectable()
export class LimitsStore {
  readonly #limits: Model<LimitsDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#limits = connection.model<LimitsDocument>('LinkLimits', schema, 'linkLimits');
  }

  async of(meetingId: string): Promise<LinkLimits> {
    const doc = await this.#limits.findById(meetingId).lean<LimitsDocument | null>();
    if (doc === null) return linkPresets.sala;
    const { _id, ...limits } = doc;
    return limits;
  }

  async set(meetingId: string, limits: LinkLimits): Promise<LinkLimits> {
    await this.#limits.replaceOne({ _id: meetingId }, limits, { upsert: true });
    return limits;
  }
}
