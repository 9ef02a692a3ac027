/** Keys from `start` up to, not with, `end`. */
export interface KeyRange {
  start: Uint8Array;
  end: Uint8Array;
}

/** Greater than every key: no type byte, turned over or not, is this high. */
export const AFTER_ALL_KEYS = Uint8Array.of(0xff);
export const BEFORE_ALL_KEYS = new Uint8Array(0);

export const EVERYTHING: KeyRange = { start: BEFORE_ALL_KEYS, end: AFTER_ALL_KEYS };
