import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { type ImportClass } from '#contracts';
import { InjectConnection, unlessThere } from '#persistence';

type ClassNameDocument = { readonly _id: string; readonly name: ImportClass['name'] };

/** What lists of offices called the classes that they brought. A meeting that names a class may call it otherwise. */
@Injectable()
export class ClassNameStore {
  readonly #names: Collection<ClassNameDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#names = connection.collection<ClassNameDocument>('classnames');
  }

  async all(): Promise<ImportClass[]> {
    const docs = await this.#names.find({}).sort({ _id: 1 }).toArray();
    return docs.map(({ _id, name }) => ({ class: _id, name }));
  }

  /** One that has a name keeps it. */
  async keep(classes: readonly ImportClass[]): Promise<void> {
    for (const { class: id, name } of classes)
      await unlessThere(() => this.#names.updateOne({ _id: id }, { $setOnInsert: { name } }, { upsert: true }));
  }
}
