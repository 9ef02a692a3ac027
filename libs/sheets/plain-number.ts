const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const wholeNumeral = /^-?(?:0|[1-9]\d{0,39})$/;

/** The number that a file writes so; undefined if it is none. */
export const numberOf = (raw: string): number | undefined => {
  const text = raw.trim();
  const value = numeral.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** Sheets hold 15 digits: what comes after them is how binary fractions are written. */
const inFifteen = (value: number): number => Number(value.toPrecision(15));
const mostZeros = 20;
/** '1.5e-7' as '0.00000015' and '1.5e+21' in full; what is smaller than anybody writes stays as it is. */
const withoutExponent = (text: string): string => {
  const [, sign = '', first = '', rest = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  const power = Number(exponent ?? 0);
  if (exponent === undefined || power < -mostZeros) return text;
  return power < 0 ? `${sign}0.${'0'.repeat(-power - 1)}${first}${rest}` : `${sign}${first}${rest.padEnd(power, '0')}`;
};

/** A number without format, with all its digits and no exponent: telephone and identity numbers are typed as numbers. */
export const plainNumber = (raw: string): string => {
  const text = raw.trim();
  // A file may hold more digits than a sheet counts with; none of them is lost.
  if (wholeNumeral.test(text)) return text === '-0' ? '0' : text;
  const value = numberOf(text);
  if (value === undefined) return raw;
  const short = inFifteen(value);
  if (short === 0) return '0';
  return withoutExponent(String(short));
};

/** Digits of an amount with so many decimals, rounded as people do: half goes up, in decimal. */
export const roundedDigits = (amount: number, decimals: number): { readonly whole: string; readonly part: string } => {
  const short = inFifteen(amount);
  const moved = `${short}`.includes('e') ? short * 10 ** decimals : Number(`${short}e${decimals}`);
  const digits = BigInt(Math.round(moved))
    .toString()
    .padStart(decimals + 1, '0');
  return { whole: digits.slice(0, digits.length - decimals), part: decimals === 0 ? '' : digits.slice(-decimals) };
};
