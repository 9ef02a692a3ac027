import { MongoError, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { type OutputStage, readOutputStage } from '../writes/write-output.js';

/** The pipeline as this server runs it: a filter at its beginning goes to the indexes, an output stage at its end to the writes. */
export interface Pipeline {
  filter: BsonDocument;
  stages: BsonDocument[];
  output?: OutputStage;
}

export function readPipeline(pipeline: unknown[], db: string): Pipeline {
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage) || Object.keys(stage).length !== 1) throw new MongoError(40323, 'Location40323', 'A pipeline stage specification object must contain exactly one field.');
    return stage;
  });
  const output = readOutputStage(stages, db);
  const rest = output ? stages.slice(0, -1) : stages;
  const first = rest[0]?.$match;
  return isDocument(first) ? { filter: first, stages: rest.slice(1), output } : { filter: {}, stages: rest, output };
}
