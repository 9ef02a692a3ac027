import { HttpException } from '@nestjs/common';
import { type ErrorKind, FieldProblem, type Language, type Problem } from '#contracts';
import { AppError, invalid, notFound, unavailable } from './app-error.js';
import { fieldProblems, InputRefused, listOf, readableInstants, wordedFor } from './invalid-input.js';

/** The HTTP status of each kind of error. An error of ours that nobody foresaw is 500, a part that is down 503. */
const statusOf: Readonly<Record<ErrorKind, number>> = { invalid: 422, forbidden: 403, 'not-found': 404, conflict: 409, unavailable: 503 };
const statusOfCode: Readonly<Record<string, number>> = { 'internal-error': 500, 'not-signed-in': 401, 'sign-in-refused': 401, 'too-many-requests': 429, 'too-many-changes': 429, 'malformed-request': 400, 'too-large': 413, 'wrong-media-type': 415, 'wrong-charset': 415, 'not-utf-8': 400, 'malformed-address': 400, 'method-not-allowed': 405, 'request-timeout': 408, 'headers-too-large': 431 };

const titles: Readonly<Record<ErrorKind, Record<Language, string>>> = {
  invalid: { en: 'The request is not valid', th: 'คำขอไม่ถูกต้อง' },
  forbidden: { en: 'Not allowed', th: 'ไม่ได้รับอนุญาต' },
  'not-found': { en: 'Not found', th: 'ไม่พบข้อมูล' },
  conflict: { en: 'Conflict with what is there', th: 'ข้อมูลขัดแย้งกับที่มีอยู่' },
  unavailable: { en: 'Not available at the moment', th: 'ยังใช้งานไม่ได้ในขณะนี้' },
};

/** Words for an error's code in a language; `undefined` where the error's own message serves. */
export type Wording = (code: string, language: Language) => string | undefined;

/** Nest's and Fastify's own errors in Sala's terms; anything that is neither theirs nor an AppError is a defect of ours. */
const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  const internal = () => unavailable('internal-error', 'Something went wrong on our side; please try again', { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  switch (status) {
    case 400: return invalid('malformed-request', 'The request cannot be read: check that its body is JSON as its content type says', { cause: error });
    case 404: return notFound('no-such-address', 'There is nothing at this address', { cause: error });
    case 413: return invalid('too-large', 'The request is too large; send it in parts', { cause: error });
    case 415: return invalid('wrong-media-type', 'Send the body as application/json', { cause: error });
    case 429: return unavailable('too-many-requests', 'Too many requests; wait a little and try again', { cause: error });
    default: return internal();
  }
};

export const httpStatusOf = (error: AppError): number => statusOfCode[error.code] ?? statusOf[error.kind];

/** What a reader of Thai is told of an error that has no Thai words of its own. */
const inGeneral: Readonly<Record<ErrorKind, string>> = {
  invalid: 'ข้อมูลที่ส่งมาใช้ไม่ได้ โปรดตรวจสอบแล้วลองอีกครั้ง',
  forbidden: 'ท่านไม่มีสิทธิ์ทำรายการนี้ โปรดติดต่อผู้ดูแลระบบ',
  'not-found': 'ไม่พบสิ่งที่ต้องการ โปรดตรวจสอบแล้วลองอีกครั้ง',
  conflict: 'ทำรายการนี้ไม่ได้ เพราะขัดแย้งกับข้อมูลที่มีอยู่ โปรดเปิดดูใหม่แล้วลองอีกครั้ง',
  unavailable: 'ระบบยังทำรายการนี้ไม่ได้ในขณะนี้ โปรดลองอีกครั้งในอีกสักครู่',
};

const zoneOf = (details: AppError['details']): string | undefined => {
  const zone = details?.['timeZone'];
  return typeof zone === 'string' ? zone : undefined;
};

const fieldsOf = (error: AppError, language: Language): FieldProblem[] | undefined =>
  error.cause instanceof InputRefused
    ? fieldProblems(error.cause.issues, language)
    : FieldProblem.array().safeParse(error.details?.fields).data?.map((each) => wordedFor(each, language, zoneOf(error.details)));

/** What happened, by its code; where that only says that fields are wrong, with the first of them. */
const detailOf = (error: AppError, fields: readonly FieldProblem[] | undefined, language: Language, wording: Wording): string => {
  const words = wording(error.code, language) ?? (language === 'th' && !/\p{Script=Thai}/u.test(error.message) ? inGeneral[error.kind] : undefined);
  if (error.code === 'invalid-input' && fields !== undefined && fields.length > 0) return [words, listOf(fields)].filter(Boolean).join(': ');
  return words ?? readableInstants(error.message, language, zoneOf(error.details));
};

/** Any error as RFC 9457 problem details in the reader's language. `type` is a URN made of the code. */
export const problemOf = (error: unknown, correlationId: string, language: Language, wording: Wording = () => undefined): Problem => {
  const known = asAppError(error);
  const fields = fieldsOf(known, language);
  return {
    type: `urn:sala:problem:${known.code}`,
    title: titles[known.kind][language],
    status: httpStatusOf(known),
    detail: detailOf(known, fields, language, wording),
    code: known.code,
    correlationId,
    ...(fields !== undefined && { fields }),
  };
};
