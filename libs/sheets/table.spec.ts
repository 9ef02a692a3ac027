import { describe, expect, it } from '@jest/globals';
import { cellName, columnName } from './index.js';
import { cellAt, rangeOf } from './table.js';

describe('the name of a cell', () => {
  it.each([
    [7, 2, 'B7'],
    [1, 26, 'Z1'],
    [1, 27, 'AA1'],
    [3, 702, 'ZZ3'],
    [1_048_576, 16_384, 'XFD1048576'],
  ])('in row %i and column %i is as people know it, and leads back', (row, column, name) => {
    expect(cellName(row, column)).toBe(name);
    expect(cellAt(name)).toEqual({ row, column });
  });

  it('leads back from every column', () => {
    for (let column = 1; column <= 16_384; column++) expect(cellAt(`${columnName(column)}1`)?.column).toBe(column);
  });

  it.each([
    '',
    'B',
    '7',
    'XFE1',
    'A1048577',
    'A0',
    'A1B',
    'ZZZZZZ1',
    'A-1',
    '$A$1',
    'ก1',
    'A99999999999999999999',
    `${'A'.repeat(1_000_000)}1`,
  ])('is none if no sheet has it (%#)', (name) => expect(cellAt(name)).toBeUndefined());
});

describe('a range', () => {
  it('goes from its upper left to its lower right, however it is written', () => {
    expect(rangeOf('B7:A1')).toEqual({ fromRow: 1, fromColumn: 1, toRow: 7, toColumn: 2 });
    expect(rangeOf('C3')).toEqual({ fromRow: 3, fromColumn: 3, toRow: 3, toColumn: 3 });
    expect(rangeOf('A:B')).toBeUndefined();
    expect(rangeOf('')).toBeUndefined();
  });
});
