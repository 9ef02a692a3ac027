import { type Blanks, manyLines } from '../mail/mail.module.js';
import { type Words } from './kind.js';

/** A letter without a reason has no place for one. */
export const reasonGiven = (reason: string | undefined, blanks: Blanks): Pick<Words, 'extras' | 'blanks'> => {
  const text = manyLines(reason ?? '');
  return text === '' ? { blanks } : { extras: ['reason'], blanks: { ...blanks, reason: text } };
};
