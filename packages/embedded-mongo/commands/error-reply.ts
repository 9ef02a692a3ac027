import { Double } from 'bson';
import { MongoError, serialize } from '../language/index.js';

const NOT_OK = new Double(0);
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;

/** An error that is not MongoDB's, as MongoDB would say it. */
export function mongoErrorOf(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    if ((error.errcode & 0xff) === SQLITE_FULL)
      return new MongoError(14031, 'OutOfDiskSpace', `there is no room on the disk: ${text}`);
    if ((error.errcode & 0xff) === SQLITE_IOERR)
      return new MongoError(14031, 'OutOfDiskSpace', `the disk could not be read or written: ${text}`);
  }
  return new MongoError(1, 'InternalError', text);
}

export function errorReply(error: MongoError): Uint8Array {
  return serialize({ ok: NOT_OK, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra });
}
