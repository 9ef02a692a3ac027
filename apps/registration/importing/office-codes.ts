import { codeKey } from '../organisation/organisation.module.js';

export { codeKey } from '../organisation/organisation.module.js';

const thaiDigits = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

/** As many zeros as a sheet that takes a code for a number may have taken from its start. */
const mostZeros = 3;
/** The same digits with other zeros before them; none for a code that is not all digits. */
export const otherZeros = (code: string): string[] => {
  const key = codeKey(code);
  const bare = /^0*([1-9]\d*)$/.exec(key)?.[1];
  if (bare === undefined) return [];
  return Array.from({ length: mostZeros + 1 }, (_, zeros) => '0'.repeat(zeros) + bare).filter((each) => each !== key);
};

/** How a code may be spelt in the directory, which keeps it as it was written. */
export const codeSpellings = (code: string): string[] => {
  const key = codeKey(code);
  return [...new Set([code, key, key.toUpperCase(), thaiDigits(key), ...otherZeros(code)])];
};
