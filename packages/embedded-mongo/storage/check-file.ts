import { atOnce } from '../language/index.js';
import { Catalogue } from './catalogue.js';
import { checkCollection, type CollectionReport } from './check-collection.js';
import { Database } from './database.js';

export interface FileReport {
  file: string;
  sound: boolean;
  /** What SQLite itself finds wrong. */
  faults: string[];
  collections: (CollectionReport & { namespace: string })[];
}

/** Looks through a file that no server has open. @throws Error when it is none of this server's, or is in use */
export function checkFile(file: string): FileReport {
  const database = new Database({ file, fsync: true });
  try {
    const catalogue = new Catalogue(database);
    const faults = database.faults();
    const collections = [...catalogue.all()].map((collection) => ({
      namespace: collection.namespace,
      ...atOnce(checkCollection(collection)),
    }));
    const whole = collections.every(
      ({ broken, indexes }) =>
        broken.length === 0 && indexes.every(({ missing, extra }) => missing === 0 && extra === 0),
    );
    return { file, sound: faults.length === 0 && whole, faults, collections };
  } finally {
    database.close();
  }
}

export function describeReport({ file, sound, faults, collections }: FileReport): string {
  const lines = collections.flatMap(({ namespace, documents, broken, indexes }) => [
    `${namespace}: ${documents} documents, ${broken.length === 0 ? 'all sound' : `${broken.length} broken`}`,
    ...broken.map(({ rowId, id, reason }) => `  broken: _id ${id} (row ${rowId}): ${reason}`),
    ...indexes
      .filter(({ missing, extra }) => missing > 0 || extra > 0)
      .map(({ name, missing, extra }) => `  index ${name}: ${missing} entries missing, ${extra} without a document`),
  ]);
  return [
    ...faults.map((fault) => `the file itself: ${fault}`),
    ...lines,
    sound ? `${file} is sound` : `${file} is not sound`,
  ].join('\n');
}
