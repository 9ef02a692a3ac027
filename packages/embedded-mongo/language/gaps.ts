import { calculate, ADD } from './arithmetic.js';
import { compareValues, valueKey } from './compare.js';
import { pathKeys, pathValue } from './expression.js';
import { NAMED_DATE_OPERATORS } from './expression-dates.js';
import { mongoError, notSupported } from './mongo-error.js';
import { compileAddFields } from './projection.js';
import { type Stage, type Stream } from './stage-arguments.js';
import { type BsonDocument, isDocument, isNumeric, type Numeric, setField } from './values.js';
import { heapBytes, Holding, memoryExceeded, PAUSE, pauseDue, sortInSteps } from './work.js';

/** More documents than this `$densify` does not make, as MongoDB's default has it. */
const MAX_MADE = 500_000;

function stringList(value: unknown, name: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((field) => typeof field === 'string' && !field.startsWith('$')))
    throw mongoError(9, `${name} must be an array of field names`);
  return value as string[];
}

/** `$fill` as the stages that it is short for. */
export function fillStages(spec: unknown): BsonDocument[] {
  if (!isDocument(spec) || !isDocument(spec['output']) || Object.keys(spec['output']).length === 0)
    throw mongoError(6050203, "$fill needs an object with an 'output'");
  const { partitionBy, partitionByFields, sortBy, output } = spec;
  for (const key of Object.keys(spec))
    if (!['partitionBy', 'partitionByFields', 'sortBy', 'output'].includes(key))
      throw mongoError(40415, `BSON field '$fill.${key}' is an unknown field.`);
  if (partitionBy !== undefined && partitionByFields !== undefined)
    throw mongoError(6050204, "Maximum one of 'partitionBy' and 'partitionByFields' may be specified in '$fill'");
  const methods: BsonDocument = {};
  const values: BsonDocument = {};
  for (const [key, fill] of Object.entries(output as BsonDocument)) {
    if (!isDocument(fill) || Object.keys(fill).length !== 1)
      throw mongoError(6050201, `'$fill' requires for '${key}' exactly one of 'value' and 'method'`);
    if ('value' in fill) setField(values, key, { $ifNull: [`$${key}`, fill['value']] });
    else if (fill['method'] === 'linear') setField(methods, key, { $linearFill: `$${key}` });
    else if (fill['method'] === 'locf') setField(methods, key, { $locf: `$${key}` });
    else throw mongoError(6050202, "Method must be either 'locf' or 'linear'");
  }
  const fields = stringList(partitionByFields, 'partitionByFields');
  const partition =
    fields.length > 0 ? Object.fromEntries(fields.map((field, i) => [`f${i}`, `$${field}`])) : partitionBy;
  return [
    ...(Object.keys(methods).length > 0
      ? [
          {
            $setWindowFields: {
              ...(partition !== undefined && { partitionBy: partition }),
              ...(sortBy !== undefined && { sortBy }),
              output: methods,
            },
          },
        ]
      : []),
    ...(Object.keys(values).length > 0 ? [{ $addFields: values }] : []),
  ];
}

interface Step {
  next(value: unknown): unknown;
}

function stepOf(step: unknown, unit: unknown): Step {
  if (!isNumeric(step) || compareValues(step, 0) <= 0)
    throw mongoError(5733401, 'the step parameter in a range statement must be a strictly positive numeric value');
  if (unit === undefined) return { next: (value) => calculate(ADD, value as Numeric, step) };
  const byMonths = ['month', 'quarter', 'year'].includes(String(unit));
  return {
    next(value) {
      // Whether a day that a month does not have is come back to later is not told by the manual.
      if (byMonths && (value as Date).getUTCDate() > 28)
        throw notSupported('$densify by months from a day after the 28th');
      return NAMED_DATE_OPERATORS['$dateAdd']!.apply({ startDate: value, unit, amount: step });
    },
  };
}

/** Compiles `$densify`: puts documents between others so that a field's values come in steps. */
export function compileDensify(spec: unknown): Stage {
  if (!isDocument(spec) || typeof spec['field'] !== 'string' || !isDocument(spec['range']))
    throw mongoError(9, "$densify needs an object with 'field' and 'range'");
  const { step, bounds, unit } = spec['range'];
  const field = spec['field'];
  const keys = pathKeys(field);
  const partitionPaths = stringList(spec['partitionByFields'], 'partitionByFields').map((path) => ({
    path,
    keys: pathKeys(path),
  }));
  const steps = stepOf(step, unit);
  const fits = (value: unknown): boolean => (unit === undefined ? isNumeric(value) : value instanceof Date);
  if (bounds !== 'full' && bounds !== 'partition') {
    if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(fits) || compareValues(bounds[0], bounds[1]) > 0)
      throw mongoError(
        5733402,
        'a bounding array in a range statement must have exactly two elements, of one type and ascending',
      );
  }
  const valueOf = (document: BsonDocument): unknown => pathValue(document, keys, 0);
  const made = (partition: BsonDocument, value: unknown): BsonDocument =>
    compileAddFields({ ...partition, [field]: { $literal: value } }, {})({});
  return function* (documents) {
    const partitions = new Map<string, { fixed: BsonDocument; documents: BsonDocument[] }>();
    const values: unknown[] = [];
    const holding = new Holding(memoryExceeded('$densify'));
    for (const document of documents) {
      if (document === PAUSE) {
        yield PAUSE;
        continue;
      }
      const value = valueOf(document);
      if (value === undefined || value === null) {
        yield document;
        continue;
      }
      if (!fits(value))
        throw mongoError(
          5733201,
          `PlanExecutor error during aggregation :: caused by :: Densify field type must be ${unit === undefined ? 'numeric' : 'a date, where there is a unit'}`,
        );
      values.push(value);
      const parts = partitionPaths.map((path) => pathValue(document, path.keys, 0));
      const id = valueKey(parts.map((part) => part ?? null));
      const fixed = Object.fromEntries(
        partitionPaths.flatMap(({ path }, i) => (parts[i] === undefined ? [] : [[path, { $literal: parts[i] }]])),
      );
      if (!partitions.has(id)) partitions.set(id, { fixed, documents: [] });
      holding.add(heapBytes(document) + 16);
      partitions.get(id)!.documents.push(document);
    }
    const sorted = yield* sortInSteps(values, compareValues);
    let count = 0;
    if (partitions.size === 0 && Array.isArray(bounds) && partitionPaths.length === 0)
      partitions.set('', { fixed: {}, documents: [] });
    for (const partition of partitions.values()) {
      const own = yield* sortInSteps(partition.documents, (a, b) => compareValues(valueOf(a), valueOf(b)));
      // A range's end is not made itself; with 'full' and 'partition' the end is there already.
      const [from, to] = Array.isArray(bounds)
        ? (bounds as unknown[])
        : bounds === 'full'
          ? [sorted[0], sorted.at(-1)]
          : [valueOf(own[0]!), valueOf(own.at(-1)!)];
      let at = from;
      const before = function* (end: unknown, inclusive: boolean): Stream {
        for (; compareValues(at, end) < (inclusive ? 1 : 0); at = steps.next(at)) {
          if (++count > MAX_MADE)
            throw mongoError(5897900, `Generated ${MAX_MADE} documents in $densify, which is over the limit`);
          if (pauseDue()) yield PAUSE;
          yield made(partition.fixed, at);
        }
      };
      for (const document of own) {
        const value = valueOf(document);
        if (compareValues(value, from) >= 0 && compareValues(value, to) <= 0) yield* before(value, false);
        else if (compareValues(value, to) > 0) yield* before(to, false);
        yield document;
        if (compareValues(value, at) === 0 && compareValues(value, to) <= 0) at = steps.next(at);
      }
      yield* before(to, bounds === 'full');
    }
    holding.release();
  };
}
