import { arabicDigits, foldText } from '#contracts';

/** Most codes: folding would change nothing of them. */
const folded = /^[a-z0-9]+$/;

/** Codes that differ only in the script of their digits, in case and in spaces are one: wherever they are written, and in the database. */
export const codeKey = (code: string): string =>
  folded.test(code) ? code : arabicDigits(foldText(code)).replace(/\s+/g, ' ').toLowerCase();
