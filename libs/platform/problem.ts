import { HttpException } from '@nestjs/common';
import { type ErrorKind, FieldProblem, type Language, type Problem } from '#contracts';
import { type ErrorCode, errorText, isErrorCode, plainLanguage, usualZone, wordsOf } from '#words';
import { AppError, invalid, listOf, notFound, unavailable } from './app-error.js';
import { fieldProblems, InputRefused, readableInstants, sayIn, wordedFor } from './invalid-input.js';

/** The HTTP status of each kind of error. An error of ours that nobody foresaw is 500, a part that is down 503. */
const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};
const statusOfCode: Readonly<Partial<Record<ErrorCode, number>>> = {
  'internal-error': 500,
  'not-signed-in': 401,
  'sign-in-refused': 401,
  'too-many-requests': 429,
  'too-many-changes': 429,
  'malformed-request': 400,
  'too-large': 413,
  'wrong-media-type': 415,
  'wrong-charset': 415,
  'not-utf-8': 400,
  'malformed-address': 400,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'upload-stalled': 408,
  'upload-too-slow': 408,
  'upload-interrupted': 400,
  'too-many-uploads': 429,
  'headers-too-large': 431,
};

/** Nest's and Fastify's own errors in Sala's terms; anything that is neither theirs nor an AppError is a defect of ours. */
const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  const internal = () => unavailable('internal-error', { cause: error });
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : error instanceof Error && 'statusCode' in error
        ? error.statusCode
        : undefined;
  switch (status) {
    case 400:
      return invalid('malformed-request', { cause: error });
    case 404:
      return notFound('no-such-address', { cause: error });
    case 413:
      return invalid('too-large', { cause: error });
    case 415:
      return invalid('wrong-media-type', { cause: error });
    case 429:
      return unavailable('too-many-requests', { cause: error });
    default:
      return internal();
  }
};

export const httpStatusOf = (error: AppError): number => statusOfCode[error.code] ?? statusOf[error.kind];

const zoneOf = (details: AppError['details']): string | undefined => {
  const zone = details?.['timeZone'];
  return typeof zone === 'string' ? zone : undefined;
};

const fieldsOf = (error: AppError, language: Language): FieldProblem[] | undefined =>
  error.cause instanceof InputRefused
    ? fieldProblems(error.cause.issues, language)
    : FieldProblem.array()
        .safeParse(error.details?.fields)
        .data?.map((each) => wordedFor(each, language, zoneOf(error.details)));

/** What happened and what to do, by the code; of a code that has no words here, as from a newer service, what its kind means. */
const detailOf = (
  { code, kind, values, message, details }: AppError,
  fields: readonly FieldProblem[] | undefined,
  language: Language,
): string => {
  const zone = zoneOf(details) ?? usualZone;
  if (!isErrorCode(code))
    return language === plainLanguage
      ? readableInstants(message, language, zone)
      : wordsOf(language).problemKinds[kind].general;
  return errorText(
    code,
    { ...values, ...(fields !== undefined && fields.length > 0 && { list: listOf(fields) }) },
    language,
    sayIn(language, zone),
  );
};

/** Any error as RFC 9457 problem details in the reader's language. `type` is a URN made of the code. */
export const problemOf = (error: unknown, correlationId: string, language: Language): Problem => {
  const known = asAppError(error);
  const fields = fieldsOf(known, language);
  return {
    type: `urn:sala:problem:${known.code}`,
    title: wordsOf(language).problemKinds[known.kind].title,
    status: httpStatusOf(known),
    detail: detailOf(known, fields, language),
    code: known.code,
    correlationId,
    ...(fields !== undefined && { fields }),
  };
};
