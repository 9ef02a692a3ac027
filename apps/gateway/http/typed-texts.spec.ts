import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { typedTexts } from './typed-texts.js';

const schema = z.object({
  limit: z.int().min(1).default(100),
  failed: z.boolean().optional(),
  after: z.string().optional(),
});

describe('what stands in an address', () => {
  it.each([
    [
      { limit: '250', failed: 'true', after: '7' },
      { limit: 250, failed: true, after: '7' },
    ],
    [
      { limit: '-1', failed: 'false' },
      { limit: -1, failed: false },
    ],
    [{}, {}],
  ])('is read by its schema: %j', (given, read) => {
    expect(typedTexts(schema, given)).toEqual(read);
  });

  it.each(['', ' 1', '1 ', '+1', '0x10', '1e2', '01', '๑', 'Infinity', 'true'])(
    'is no number written as %j',
    (limit) => {
      expect(typedTexts(schema, { limit })).toEqual({ limit });
      expect(schema.safeParse(typedTexts(schema, { limit })).success).toBe(false);
    },
  );

  it.each(['', 'TRUE', '1', 'yes'])('is neither true nor false written as %j', (failed) => {
    expect(schema.safeParse(typedTexts(schema, { failed })).success).toBe(false);
  });

  it('stays what it is where it is said twice, or under a name that the schema does not know', () => {
    expect(typedTexts(schema, { limit: ['1', '2'], ['__proto__x']: '1', constructor: '1' })).toEqual({
      limit: ['1', '2'],
      ['__proto__x']: '1',
      constructor: '1',
    });
  });
});
