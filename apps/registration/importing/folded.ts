import { foldText } from '#contracts';

/** For comparing what people write: Thai written once, Arabic digits, one space, no case. */
export const folded = (text: string): string =>
  foldText(text)
    .replace(/[\u0E50-\u0E59]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** The same without spaces and marks between words: headings and names differ in these from list to list. */
export const letters = (text: string): string => folded(text).replace(/[\s.,:;()[\]/*_'"“”‘’–-]/g, '');
