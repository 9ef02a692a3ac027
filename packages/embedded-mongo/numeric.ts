import { isNumeric, unwrap } from './language/values.js';

/** The number in a BSON value of any numeric type, as a JS number; undefined for what is no number. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return isNumeric(value) ? Number(String(unwrap(value))) : undefined;
}
