import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type DeliveryKind } from '#contracts';
import { InjectConnection, text, unlessThere } from '#persistence';
import { scopeId } from '../ledger/ledger.module.js';
import { type Gap, type Seen } from './outage.js';

type GapDocument = {
  readonly _id: string;
  readonly meetingId?: string;
  readonly kind?: DeliveryKind;
  readonly from: string;
  readonly to: string;
};
type SeenDocument = Seen & { readonly _id: string };

const gapSchema = new Schema<GapDocument>(
  { _id: text, meetingId: String, kind: String, from: text, to: text },
  { strict: 'throw', versionKey: false },
);
gapSchema.index({ to: 1 });
const seenSchema = new Schema<SeenDocument>(
  { _id: text, real: text, meeting: text },
  { strict: 'throw', versionKey: false },
);
const seenId = 'dispatch';
/** Older ones concern nothing that is still to be sent. */
const kept = 100;

/** The gaps in which mails did not leave, and when they were looked for last. */
@Injectable()
export class GapStore {
  readonly #gaps: Model<GapDocument>;
  readonly #seen: Model<SeenDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#gaps = connection.model<GapDocument>('MailGap', gapSchema, 'mail-gaps');
    this.#seen = connection.model<SeenDocument>('MailSeen', seenSchema, 'mail-seen');
  }

  async gaps(): Promise<Gap[]> {
    const docs = await this.#gaps.find().sort({ to: -1 }).limit(kept).lean<GapDocument[]>();
    return docs.map(({ meetingId, kind, from, to }) => ({ meetingId, kind, from, to }));
  }

  /** Noted by two at once it is one. */
  async note({ meetingId, kind, from, to }: Gap): Promise<void> {
    await unlessThere(() =>
      this.#gaps.insertOne({
        _id: `${scopeId({ meetingId, kind })}.${from}`,
        ...(meetingId !== undefined && { meetingId }),
        ...(kind !== undefined && { kind }),
        from,
        to,
      }),
    );
  }

  async seen(): Promise<Seen | undefined> {
    return (await this.#seen.findById(seenId).lean<SeenDocument | null>()) ?? undefined;
  }

  async see({ real, meeting }: Seen): Promise<void> {
    await unlessThere(() => this.#seen.updateOne({ _id: seenId }, { $set: { real, meeting } }, { upsert: true }));
  }
}
