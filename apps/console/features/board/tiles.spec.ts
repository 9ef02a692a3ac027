import { describe, expect, it } from '@jest/globals';
import { provinceCodes } from '#words';
import { tiles } from './tiles.js';

describe('the map of tiles', () => {
  it('has every province once, each at a place of its own', () => {
    expect(tiles.map(({ code }) => code).toSorted()).toEqual(provinceCodes('th').toSorted());
    expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(tiles.length);
  });
});
