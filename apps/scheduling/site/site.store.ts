import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Bilingual, type Site } from '#contracts';
import { bilingual, InjectConnection, projectIfNewer, type Projection, text } from '#persistence';

export type SiteName = { readonly siteId: string; readonly name: Bilingual; readonly provinceCode: string };
type SiteDocument = Projection & Omit<SiteName, 'siteId'>;

const schema = new Schema<SiteDocument>(
  { _id: text, revision: { type: Number, required: true }, name: bilingual, provinceCode: text },
  { versionKey: false, strict: 'throw' },
);

@Injectable()
export class SiteStore {
  readonly #sites: Model<SiteDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sites = connection.model<SiteDocument>('Site', schema, 'sites');
  }

  enrolled({ id, name, provinceCode }: Site, revision: number): Promise<boolean> {
    return projectIfNewer(this.#sites, id, revision, { name, provinceCode });
  }

  async namesOf(siteIds: readonly string[]): Promise<Map<string, SiteName>> {
    const docs = await this.#sites.find({ _id: { $in: [...siteIds] } }).lean<SiteDocument[]>();
    return new Map(docs.map(({ _id, name, provinceCode }) => [_id, { siteId: _id, name, provinceCode }]));
  }
}
