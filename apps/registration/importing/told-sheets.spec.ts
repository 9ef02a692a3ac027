import { describe, expect, it } from '@jest/globals';
import { type ImportSheet } from '#contracts';
import { withinReach } from './told-sheets.js';

const sheet = (name: string): ImportSheet => ({
  name,
  hidden: false,
  taken: true,
  headingRow: 1,
  headings: Array.from({ length: 20 }, (_, column) => ({ column: column + 1, title: 'ก'.repeat(100) })),
  columns: [{ column: 2, field: 'name' }],
  sample: [{ row: 2, cells: ['ข'.repeat(1000)] }],
});

describe('the sheets of a list', () => {
  it('are told of in full where there is room', () => {
    const all = [sheet('1'), sheet('2')];
    expect(withinReach(all)).toEqual(all);
  });

  it('are all told of where there is none, by the columns that are taken', () => {
    const told = withinReach(['1', '2', '3'].map(sheet), 18_000);
    expect(told.map(({ sample, headings }) => [sample.length, headings.length])).toEqual([
      [1, 20],
      [0, 20],
      [0, 1],
    ]);
    expect(told[2]?.headings[0]?.column).toBe(2);
  });
});
