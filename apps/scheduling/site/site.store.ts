import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { type Bilingual, type Language, type Site } from '#contracts';
import { bilingual, InjectConnection, projectIfNewer, type Projection, text } from '#persistence';

export type SiteName = { readonly siteId: string; readonly name: Bilingual; readonly provinceCode: string };
/** `language`: of those who read its mails; not known of a site that was enrolled before it was kept. */
type Reads = { readonly language?: Language };
type SiteDocument = Projection & Omit<SiteName, 'siteId'> & Reads;

const schema = new Schema<SiteDocument>(
  { _id: text, revision: { type: Number, required: true }, name: bilingual, provinceCode: text, language: String },
  { versionKey: false, strict: 'throw' },
);

@Injectable()
export class SiteStore {
  readonly #sites: Model<SiteDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sites = connection.model<SiteDocument>('Site', schema, 'sites');
  }

  enrolled({ id, name, provinceCode, language }: Site, revision: number): Promise<boolean> {
    return projectIfNewer(this.#sites, id, revision, { name, provinceCode, language });
  }

  async find(siteId: string): Promise<(SiteName & Reads) | undefined> {
    const doc = await this.#sites.findById(siteId).lean<SiteDocument | null>();
    if (doc === null) return undefined;
    const { name, provinceCode, language } = doc;
    return { siteId, name, provinceCode, ...(language !== undefined && { language }) };
  }

  /** All there are, or those of one province, in order of province and id. */
  async all(provinceCode?: string): Promise<SiteName[]> {
    const docs = await this.#sites
      .find((provinceCode === undefined ? {} : { provinceCode }) as QueryFilter<SiteDocument>)
      .sort({ provinceCode: 1, _id: 1 })
      .lean<SiteDocument[]>();
    return docs.map(({ _id, name, provinceCode }) => ({ siteId: _id, name, provinceCode }));
  }

  async namesOf(siteIds: readonly string[]): Promise<Map<string, SiteName>> {
    const docs = await this.#sites.find({ _id: { $in: [...siteIds] } }).lean<SiteDocument[]>();
    return new Map(docs.map(({ _id, name, provinceCode }) => [_id, { siteId: _id, name, provinceCode }]));
  }
}
