import { describe, expect, it } from '@jest/globals';
import { inParts } from './in-parts.js';

const partsOf = async (lengths: readonly number[], size: number): Promise<number[]> => {
  async function* stream() {
    await Promise.resolve();
    for (const length of lengths) yield new Uint8Array(length);
  }
  const parts: number[] = [];
  for await (const part of inParts(stream(), size)) parts.push(part.length);
  return parts;
};

describe('a file on its way', () => {
  it('is cut into parts of one size, however it comes', async () => {
    expect(await partsOf([3, 3, 3, 3], 5)).toEqual([5, 5, 2]);
    expect(await partsOf([12], 5)).toEqual([5, 5, 2]);
    expect(await partsOf([5, 5], 5)).toEqual([5, 5]);
    expect(await partsOf([], 5)).toEqual([]);
  });
});
