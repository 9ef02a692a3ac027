import { arabicDigits, foldText } from '#contracts';

/** Codes that differ only in the script of their digits, in case and in spaces are one: wherever they are written, and in the database. */
export const codeKey = (code: string): string => arabicDigits(foldText(code)).replace(/\s+/g, ' ').toLowerCase();
