import { MongoError } from '../language/index.js';
import { checkCollection } from '../storage/check-collection.js';
import { type Command } from './command.js';
import { requireCollection } from './namespaces.js';

/** Looks through a collection as MongoDB's command does, and names every broken document; repairs nothing. */
export const validate: Command = {
  name: 'validate',
  fields: ['full', 'repair', 'metadata', 'checkBSONConformance', 'background'],
  writes: false,
  *run(call) {
    const { args } = call;
    args.refuse(['repair'], 'a broken document can be deleted by its _id');
    if (args.boolean('metadata') && args.boolean('full'))
      throw new MongoError(
        72,
        'InvalidOptions',
        'Running validate with { metadata: true } and { full: true } is not supported',
      );
    const collection = requireCollection(call);
    const { documents, broken, indexes } = yield* checkCollection(collection);
    const faulty = indexes.filter(({ missing, extra }) => missing > 0 || extra > 0);
    const errors = [
      ...(broken.length > 0 ? ['Detected one or more invalid documents. See logs.'] : []),
      ...broken.map(({ rowId, id, reason }) => `document with _id ${id} (row ${rowId}): ${reason}`),
      ...faulty.map(
        ({ name, missing, extra }) => `index '${name}': ${missing} entries missing, ${extra} without a document`,
      ),
    ];
    return {
      ns: collection.namespace,
      uuid: undefined,
      nInvalidDocuments: broken.length,
      nNonCompliantDocuments: 0,
      nrecords: documents,
      nIndexes: indexes.length,
      keysPerIndex: Object.fromEntries(indexes.map(({ name, keys }) => [name, keys])),
      indexDetails: Object.fromEntries(
        indexes.map(({ name, missing, extra }) => [name, { valid: missing === 0 && extra === 0 }]),
      ),
      valid: errors.length === 0,
      repaired: false,
      readOnly: false,
      warnings: [],
      errors,
      extraIndexEntries: faulty
        .filter(({ extra }) => extra > 0)
        .map(({ name, extra }) => ({ indexName: name, count: extra })),
      missingIndexEntries: faulty
        .filter(({ missing }) => missing > 0)
        .map(({ name, missing }) => ({ indexName: name, count: missing })),
      corruptRecords: broken.map(({ rowId }) => BigInt(rowId)),
      ...(errors.length > 0 && {
        advice:
          'A corrupt namespace has been detected. Delete the broken documents by their _id, and put them in again from where they came or from a copy.',
      }),
    };
  },
};
