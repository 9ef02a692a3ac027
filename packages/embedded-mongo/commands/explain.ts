import { MongoError, PAUSE, type BsonDocument, type Steps } from '../language/index.js';
import { asNumber } from '../numeric.js';
import { PreparedQuery, type Query } from '../planner/query.js';
import { Arguments } from './arguments.js';
import { type Command, type CommandCall } from './command.js';
import { FIELDS, STATEMENT_FIELDS } from './fields.js';
import { readFind } from './find.js';
import { SERVER_VERSION } from './handshake.js';
import { checkCollectionName } from './namespaces.js';
import { readPipeline } from './pipeline.js';

/** The query behind a command that can be explained, and the stage that stands over it. */
function queryOf(name: string, args: Arguments, db: string, now: Date): { query: Query; stage?: string } {
  args.allow(new Set([name, ...FIELDS[name as keyof typeof FIELDS]]));
  const query = (filter: BsonDocument | undefined, more: Partial<Query> = {}): Query => ({
    filter: filter ?? {},
    skip: 0,
    limit: 0,
    hint: args.raw('hint'),
    collation: args.optionalDocument('collation'),
    now,
    ...more,
  });
  switch (name) {
    case 'find':
      return { query: readFind(args, now) };
    case 'count':
      return {
        query: query(args.optionalDocument('query'), {
          skip: args.count('skip') ?? 0,
          limit: Math.abs(args.number('limit') ?? 0),
        }),
        stage: 'COUNT',
      };
    case 'distinct':
      return { query: query(args.optionalDocument('query')) };
    case 'aggregate': {
      const { filter, sort, limit } = readPipeline(args.optionalArray('pipeline') ?? args.missing('pipeline'), db);
      return { query: query(filter, { sort, limit }) };
    }
    case 'findAndModify':
      return {
        query: query(args.optionalDocument('query'), { sort: args.optionalDocument('sort'), limit: 1 }),
        stage: args.boolean('remove') ? 'DELETE' : 'UPDATE',
      };
    case 'update':
    case 'delete': {
      const [statement, another] = (args.optionalArray(name === 'update' ? 'updates' : 'deletes')
        ?? []) as BsonDocument[];
      if (!statement || another) throw new MongoError(16, 'InvalidLength', 'explained write batches must be of size 1');
      new Arguments(statement, `${name}.${name}s`).allow(STATEMENT_FIELDS[name]);
      const one = name === 'update' ? statement.multi !== true : asNumber(statement.limit) === 1;
      return {
        query: {
          ...query(statement.q as BsonDocument),
          hint: statement.hint,
          collation: statement.collation as BsonDocument | undefined,
          limit: one ? 1 : 0,
        },
        stage: name.toUpperCase(),
      };
    }
    default:
      throw new MongoError(59, 'CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}

function stages(prepared: PreparedQuery, query: Query, top: string | undefined): BsonDocument {
  const { path } = prepared;
  const filter = Object.keys(query.filter).length > 0 ? { filter: query.filter } : {};
  let stage: BsonDocument;
  if (path.kind === 'collection')
    stage = { stage: 'COLLSCAN', ...filter, direction: path.reverse ? 'backward' : 'forward' };
  else if (path.kind === 'id')
    stage = {
      stage: 'FETCH',
      inputStage: {
        stage: 'IXSCAN',
        keyPattern: { _id: 1 },
        indexName: '_id_',
        isMultiKey: false,
        isUnique: true,
        isSparse: false,
        isPartial: false,
        direction: 'forward',
        indexBounds: { _id: ['[point]'] },
      },
    };
  else {
    const definition = path.index?.definition;
    stage = {
      stage: 'FETCH',
      ...filter,
      inputStage: {
        stage: 'IXSCAN',
        keyPattern: path.keyPattern,
        indexName: path.name,
        isMultiKey: path.multikey,
        isUnique: definition?.unique ?? true,
        isSparse: definition?.sparse ?? false,
        isPartial: definition?.partialFilter !== undefined,
        direction: path.reverse ? 'backward' : 'forward',
        indexBounds: boundsShown(path),
      },
    };
  }
  if (prepared.sortsInMemory)
    stage = { stage: 'SORT', sortPattern: query.sort, memLimit: 104857600, type: 'simple', inputStage: stage };
  if (query.skip > 0) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit > 0) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  if (query.projection && Object.keys(query.projection).length > 0)
    stage = { stage: 'PROJECTION_DEFAULT', transformBy: query.projection, inputStage: stage };
  return top ? { stage: top, inputStage: stage } : stage;
}

function boundsShown(path: Extract<PreparedQuery['path'], { kind: 'index' }>): BsonDocument {
  return Object.fromEntries(
    Object.keys(path.keyPattern).map((name, field) => [
      name,
      (path.found.bounds[field] ?? [{ lowerInclusive: true, upperInclusive: true }]).map((interval) => {
        const show = (value: unknown, open: string) =>
          value === undefined
            ? open
            : JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
        return `${interval.lowerInclusive ? '[' : '('}${show(interval.lower, 'MinKey')}, ${show(interval.upper, 'MaxKey')}${interval.upperInclusive ? ']' : ')'}`;
      }),
    ]),
  );
}

/** The plan of a command, and with `executionStats` what running its read looked at; nothing is written. */
export function* explainCommand(call: CommandCall, inner: BsonDocument, verbosity: string): Steps<BsonDocument> {
  if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(verbosity))
    throw new MongoError(
      2,
      'BadValue',
      `Enumeration value '${verbosity}' for field 'explain.verbosity' is not a valid value.`,
    );
  const name = Object.keys(inner)[0]!;
  if (!Object.hasOwn(FIELDS, name))
    throw new MongoError(59, 'CommandNotFound', `Explain failed due to unknown command: ${name}`);
  const collectionName = inner[name];
  if (typeof collectionName !== 'string')
    throw new MongoError(73, 'InvalidNamespace', 'explain needs a command on a collection');
  checkCollectionName(call.db, collectionName);
  const collection = call.engine.catalogue.find(call.db, collectionName);
  const { query, stage } = queryOf(name, new Arguments(inner, name), call.db, call.engine.now());
  const prepared = new PreparedQuery(collection, query);
  const winningPlan = collection ? stages(prepared, query, stage) : { stage: 'EOF' };
  const answer: BsonDocument = {
    explainVersion: '1',
    queryPlanner: {
      namespace: `${call.db}.${collectionName}`,
      indexFilterSet: false,
      parsedQuery: query.filter,
      winningPlan,
      rejectedPlans: [],
    },
    command: inner,
    serverInfo: { host: call.engine.status.host, version: SERVER_VERSION },
  };
  if (verbosity === 'queryPlanner') return answer;
  const started = performance.now();
  let nReturned = 0;
  for (const stored of prepared.documents()) {
    if (stored === PAUSE) yield PAUSE;
    else nReturned++;
  }
  const { keysExamined, docsExamined } = prepared.counts;
  answer.executionStats = {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: keysExamined,
    totalDocsExamined: docsExamined,
    executionStages: { ...winningPlan, nReturned },
    ...(verbosity === 'allPlansExecution' && { allPlansExecution: [] }),
  };
  return answer;
}

export const explain: Command = {
  name: 'explain',
  fields: ['verbosity'],
  writes: false,
  run(call) {
    const inner = call.args.documentOf('explain');
    if (inner.explain !== undefined && inner.aggregate !== undefined)
      throw new MongoError(
        9,
        'FailedToParse',
        "The 'explain' option is illegal when a explain verbosity is also provided",
      );
    return explainCommand(call, inner, call.args.optionalString('verbosity') ?? 'allPlansExecution');
  },
};
