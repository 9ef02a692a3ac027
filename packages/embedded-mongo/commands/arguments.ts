import { deserialize, MongoError, type BsonDocument } from '../language/index.js';
import { isDocument } from '../language/values.js';
import { asNumber } from '../numeric.js';
import { type Request } from '../wire/message.js';
import { BsonType, elements, findElement } from '../wire/raw-document.js';

/** Fields that any command may carry. */
const GENERIC = new Set([
  'lsid',
  '$db',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'startTransaction',
  'autocommit',
  '$client',
  '$audit',
  '$configServerState',
  'mayBypassWriteBlocking',
  'maxTimeMSOpOnly',
  'rawData',
  '$queryOptions',
]);

/** A command's fields, asked for by name and type. Every complaint is MongoDB's own, by code. */
export class Arguments {
  constructor(
    readonly document: BsonDocument,
    private readonly at: string,
    private readonly request?: Request,
  ) {}

  /** Refuses every field that is not named: what is not understood may not be passed over. @throws MongoError 40415 */
  allow(names: ReadonlySet<string>): void {
    for (const name of Object.keys(this.document)) {
      if (!names.has(name) && !GENERIC.has(name))
        throw new MongoError(40415, 'Location40415', `BSON field '${this.at}.${name}' is an unknown field.`);
    }
    for (const name of this.request?.sequences.keys() ?? []) {
      if (!names.has(name))
        throw new MongoError(40415, 'Location40415', `BSON field '${this.at}.${name}' is an unknown field.`);
    }
  }

  /** Refuses every field but these, also what any command may carry: for documents within a command. @throws MongoError 40415 */
  only(names: readonly string[]): void {
    for (const name of Object.keys(this.document))
      if (!names.includes(name))
        throw new MongoError(40415, 'Location40415', `BSON field '${this.at}.${name}' is an unknown field.`);
  }

  has(name: string): boolean {
    return this.document[name] !== undefined && this.document[name] !== null;
  }

  raw(name: string): unknown {
    return this.document[name] ?? undefined;
  }

  string(name: string): string {
    return this.optionalString(name) ?? this.missing(name);
  }

  optionalString(name: string): string | undefined {
    const value = this.raw(name);
    if (value !== undefined && typeof value !== 'string') this.wrongType(name, 'string');
    return value as string | undefined;
  }

  boolean(name: string, otherwise = false): boolean {
    const value = this.raw(name);
    if (value === undefined) return otherwise;
    if (typeof value === 'boolean') return value;
    const number = asNumber(value);
    if (number === undefined) this.wrongType(name, 'bool');
    return number !== 0;
  }

  number(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = asNumber(value);
    if (number === undefined) this.wrongType(name, 'number');
    return number;
  }

  /** A whole number that is not negative. */
  count(name: string): number | undefined {
    const number = this.number(name);
    if (number === undefined) return undefined;
    if (number < 0)
      throw new MongoError(51024, 'Location51024', `BSON field '${name}' value must be >= 0, actual value '${number}'`);
    if (!Number.isFinite(number))
      throw new MongoError(9, 'FailedToParse', `Expected an integer in '${name}': ${number}`);
    return Math.trunc(number);
  }

  documentOf(name: string): BsonDocument {
    return this.optionalDocument(name) ?? this.missing(name);
  }

  optionalDocument(name: string): BsonDocument | undefined {
    const value = this.raw(name);
    if (value !== undefined && !isDocument(value)) this.wrongType(name, 'object');
    return value as BsonDocument | undefined;
  }

  optionalArray(name: string): unknown[] | undefined {
    const value = this.raw(name);
    if (value !== undefined && !Array.isArray(value)) this.wrongType(name, 'array');
    return value as unknown[] | undefined;
  }

  /** Documents that come as a sequence beside the command or as an array in it, in their bytes. At least one. */
  rawDocuments(name: string): Uint8Array[] {
    const found = this.request?.sequences.get(name) ?? this.inBody(name);
    if (found.length < 1 || found.length > 100_000)
      throw new MongoError(
        16,
        'InvalidLength',
        `Write batch sizes must be between 1 and 100000. Got ${found.length} operations.`,
      );
    return found;
  }

  documents(name: string): BsonDocument[] {
    return this.rawDocuments(name).map((bytes) => deserialize(bytes));
  }

  private inBody(name: string): Uint8Array[] {
    const body = this.request!.body;
    const element = findElement(body, name);
    if (!element) this.missing(name);
    if (element.type !== BsonType.array) this.wrongType(name, 'array');
    return [...elements(body, element.valueStart)].map((each, position) => {
      if (each.type !== BsonType.document) this.wrongType(`${name}.${position}`, 'object');
      return body.subarray(each.valueStart, each.valueEnd);
    });
  }

  missing(name: string): never {
    throw new MongoError(40414, 'Location40414', `BSON field '${this.at}.${name}' is missing but a required field`);
  }

  wrongType(name: string, expected: string): never {
    throw new MongoError(
      14,
      'TypeMismatch',
      `BSON field '${this.at}.${name}' is the wrong type, expected type '${expected}'`,
    );
  }

  refuse(names: readonly string[], why: string): void {
    for (const name of names)
      if (this.has(name) && this.document[name] !== false)
        throw new MongoError(238, 'NotImplemented', `'${name}' is not supported: ${why}`);
  }
}
