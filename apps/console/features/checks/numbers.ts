import { arabicDigits } from '#contracts';

/** A number that was typed, in either script; what is none goes as it stands, for its schema to say so. */
export const numberIn = (text: string): number | string | undefined => {
  const plain = arabicDigits(text.trim()).replace(/(\d),(?=\d{3})/g, '$1');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
};
