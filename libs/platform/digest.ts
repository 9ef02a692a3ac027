import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` bytes of SHA-256, five bits of each as a letter or digit: 16 of them are 80 bits. What ids are made of that follow from a meaning. */
export const digestText = (text: string, length: number): string =>
  Array.from(createHash('sha256').update(text).digest().subarray(0, length), (byte) => alphabet[byte & 31]).join('');

/** The whole of SHA-256 in hex. */
export const digestHex = (text: string): string => createHash('sha256').update(text).digest('hex');
