/** What a telephone dials of a number as people write it: digits of either script, and an extension after a pause. */
export const dialled = (number: string): string => {
  const digits = number.replace(/[\u0E50-\u0E59]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const [own = '', extension] = digits.split(/\s*(?:ต่อ|ext\.?|#)\s*/iu);
  // Of a range, as in 0 2141 7000-9, and of several numbers the first.
  const first = (own.split(/[,/;]|\s-\s|(?<=\d)[-–](?=\d{1,2}(?:\D|$))/u)[0] ?? '').replace(/[^\d+]/gu, '');
  const rest = (extension?.split(/[,/;–-]/u)[0] ?? '').replace(/\D/gu, '');
  return rest === '' ? first : `${first},${rest}`;
};
