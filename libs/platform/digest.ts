import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` bytes of SHA-256, five bits of each as a letter or digit: 16 of them are 80 bits. What ids are made of that follow from a meaning. */
export const digestText = (text: string, length: number): string =>
  Array.from(createHash('sha256').update(text).digest().subarray(0, length), (byte) => alphabet[byte & 31]).join('');

/** SHA-256 in hex, or the first `characters` of it. */
export const digestHex = (text: string, characters = 64): string =>
  createHash('sha256').update(text).digest('hex').slice(0, characters);

/** A number below `below` that goes by the text: even over many texts, the same for the same one. */
export const digestNumber = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) % below;
