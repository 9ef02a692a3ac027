import { describe, expect, it } from '@jest/globals';
import { exampleImportRow, exampleOrganisation, type ImportRow } from '#contracts';
import { figuresOf, mostRows, pagesOf } from './import-page.js';
import { toldTogether } from './told-together.js';

const row = (number: number, more: Partial<ImportRow> = {}): ImportRow => ({ ...exampleImportRow, number, ...more });
const rows = (count: number, more: Partial<ImportRow> = {}): ImportRow[] =>
  Array.from({ length: count }, (_, index) => row(index + 1, more));

describe('the pages of an import', () => {
  it('hold so many rows each, all of them, in their order', () => {
    const all = rows(2 * mostRows + 1);
    const pages = pagesOf(all);
    expect(pages.map((page) => page.rows.length)).toEqual([mostRows, mostRows, 1]);
    expect(pages.flatMap((page) => page.rows)).toEqual(all);
    expect(pages.flatMap(({ text }) => JSON.parse(text) as unknown[])).toEqual(all);
    expect(pagesOf([])).toEqual([]);
  });

  it('are smaller where their rows are large, and one row is never divided', () => {
    const large = rows(5, { name: 'ก'.repeat(600_000) });
    expect(pagesOf(large).map((page) => page.rows.length)).toEqual([2, 2, 1]);
    expect(pagesOf(rows(2, { name: 'ก'.repeat(2_000_000) })).map((page) => page.rows.length)).toEqual([1, 1]);
  });

  it('know how many of their rows are in which state, kept and undone', () => {
    expect(
      figuresOf([row(1, { outcome: 'kept' }), row(2, { outcome: 'undone' }), row(3, { state: 'invalid' }), row(4)]),
    ).toEqual({ states: { new: 3, invalid: 1 }, kept: 1, undone: 1 });
  });
});

describe('what is told together', () => {
  const office = (index: number, name = 'x') => ({
    organisation: { ...exampleOrganisation, id: `office-${index}`, name: { th: name } },
    revision: 1,
  });

  it('is every office once, as many to an event as its contract takes', () => {
    const all = Array.from({ length: 501 }, (_, index) => office(index));
    const events = toldTogether(all);
    expect(events.map(({ length }) => length)).toEqual([250, 250, 1]);
    expect(events.flat()).toEqual(all);
    expect(toldTogether([])).toEqual([]);
  });

  it('is less where the offices say much', () => {
    const events = toldTogether(Array.from({ length: 9 }, (_, index) => office(index, 'ก'.repeat(40_000))));
    expect(events.map(({ length }) => length)).toEqual([3, 3, 3]);
  });
});
