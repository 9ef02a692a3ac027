import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isDuplicateKey, text } from '#persistence';

type LinkDocument = { readonly _id: string; readonly version: number };

const schema = new Schema<LinkDocument>(
  { _id: text, version: { type: Number, required: true } },
  { versionKey: false, strict: 'throw' },
);
/** No id holds a dot. */
const idOf = (meetingId: string, siteId: string): string => `${meetingId}.${siteId}`;

/** Which version of a site's link opens its page: the first, where none was made void. */
@Injectable()
export class SiteLinkStore {
  readonly #links: Model<LinkDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#links = connection.model<LinkDocument>('SiteLink', schema, 'sitelinks');
  }

  async version(meetingId: string, siteId: string): Promise<number> {
    const doc = await this.#links.findById(idOf(meetingId, siteId)).lean<LinkDocument | null>();
    return doc?.version ?? 1;
  }

  /** All earlier links are void from now on. */
  async raise(meetingId: string, siteId: string): Promise<number> {
    const _id = idOf(meetingId, siteId);
    await this.#links.insertOne({ _id, version: 1 }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    const doc = await this.#links
      .findByIdAndUpdate(_id, { $inc: { version: 1 } }, { returnDocument: 'after' })
      .lean<LinkDocument | null>();
    return doc?.version ?? 1;
  }
}
