/** MongoDB's names for the error codes that the language can raise; a `Location` code is an assertion without a name. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  22: 'InvalidBSON',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  55: 'InvalidDBRef',
  56: 'EmptyFieldName',
  66: 'ImmutableField',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  111: 'NotExactValueField',
  115: 'CommandNotSupported',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  224: 'QueryFeatureNotAllowed',
  238: 'NotImplemented',
  241: 'ConversionFailure',
};

/** An error as MongoDB's server answers it: `code`, `codeName` and `errmsg`, with what a driver reads beside them in `extra`. */
export class MongoError extends Error {
  override readonly name = 'MongoError';

  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly extra?: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** A MongoError whose name follows from its code. */
export function mongoError(code: number, message: string): MongoError {
  return new MongoError(code, CODE_NAMES[code] ?? `Location${code}`, message);
}

/** What MongoDB has and this server has not: refused, never ignored. */
export function notSupported(what: string): MongoError {
  return mongoError(238, `${what} is not supported by the embedded document server`);
}
