import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { type Scan } from '#contracts';
import { InjectConnection, unlessThere } from '#persistence';

export type ScanRecord = Scan & { readonly meetingId: string; readonly keptAt: string; readonly keptBy: string };
type Kept = Omit<ScanRecord, 'scanId'> & { readonly _id: string };

/** Which scans an answer may name, and what they are. */
@Injectable()
export class ScanStore {
  readonly #scans: Collection<Kept>;

  constructor(@InjectConnection() connection: Connection) {
    this.#scans = connection.collection<Kept>('scans');
  }

  /** The first one stays. */
  async insert({ scanId, ...rest }: ScanRecord): Promise<void> {
    await unlessThere(() => this.#scans.insertOne({ _id: scanId, ...rest }));
  }

  async find(scanIds: readonly string[]): Promise<ScanRecord[]> {
    const kept = await this.#scans.find({ _id: { $in: [...scanIds] } }).toArray();
    return kept.map(({ _id: scanId, ...rest }) => ({ scanId, ...rest }));
  }

  async remove(scanId: string): Promise<void> {
    await this.#scans.deleteOne({ _id: scanId });
  }
}
