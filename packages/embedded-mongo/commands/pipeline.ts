import { MongoError, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { sortPaths } from '../planner/sort-paths.js';
import { type OutputStage, readOutputStage } from '../writes/write-output.js';

/** The pipeline as this server runs it: a filter, sort and limit at its beginning go to the indexes, an output stage at its end to the writes. */
export interface Pipeline {
  filter: BsonDocument;
  sort?: BsonDocument;
  /** 0 for none. */
  limit: number;
  stages: BsonDocument[];
  output?: OutputStage;
}

export function readPipeline(pipeline: unknown[], db: string): Pipeline {
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new MongoError(
        40323,
        'Location40323',
        'A pipeline stage specification object must contain exactly one field.',
      );
    return stage;
  });
  const output = readOutputStage(stages, db);
  const rest = output ? stages.slice(0, -1) : stages;
  const taken: Pipeline = { filter: {}, limit: 0, stages: rest, output };
  const take = (name: string): unknown => taken.stages[0]?.[name];
  const filter = take('$match');
  if (isDocument(filter)) {
    taken.filter = filter;
    taken.stages = taken.stages.slice(1);
  }
  const sort = take('$sort');
  if (isDocument(sort) && sortPaths(sort)?.length) {
    taken.sort = sort;
    taken.stages = taken.stages.slice(1);
  }
  const limit = take('$limit');
  if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) {
    taken.limit = limit;
    taken.stages = taken.stages.slice(1);
  }
  return taken;
}
