import { describe, expect, it } from '@jest/globals';
import { answerBytes, fitting } from './fitting.js';

describe('what fits into one answer', () => {
  it('is all of it where there is room', () => expect(fitting(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']));

  it('is as many of the first as have room, counted in bytes', () => {
    expect(fitting(['aa', 'bb', 'cc'], 10)).toEqual(['aa', 'bb']);
    expect(fitting(['กก', 'bb'], 12)).toEqual(['กก']);
  });

  it('is one at least, however large', () => expect(fitting(['x'.repeat(answerBytes), 'b'])).toHaveLength(1));
});
