import { describe, expect, it } from '@jest/globals';
import { exampleImport, type ImportSheet } from '#contracts';
import { askedOf, columnName, editOf, rowNumber, twiceIn } from './columns.js';

const sheet = exampleImport.sheets[0] as ImportSheet;

describe('how a sheet is to be read', () => {
  it('is asked as it was found where nothing was changed', () => {
    expect(askedOf([sheet], {})).toEqual([
      { name: sheet.name, taken: true, headingRow: sheet.headingRow, columns: sheet.columns },
    ]);
  });

  it('leaves out what is not used, and leaves the columns open where the headings stand elsewhere', () => {
    const edit = editOf(sheet);
    expect(askedOf([sheet], { [sheet.name]: { ...edit, fields: { ...edit.fields, 2: '' } } })[0]?.columns).toEqual([
      { column: 1, field: 'name' },
    ]);
    expect(askedOf([sheet], { [sheet.name]: { ...edit, headingRow: '๕' } })).toEqual([
      { name: sheet.name, taken: true, headingRow: 5 },
    ]);
    expect(askedOf([sheet], { [sheet.name]: { ...edit, headingRow: ' ' } })).toEqual([
      { name: sheet.name, taken: true },
    ]);
  });

  it('takes a sheet whose headings nobody has found, unless it is hidden', () => {
    const unread: ImportSheet = { name: 'ก', hidden: false, taken: false, headings: [], columns: [], sample: [] };
    expect(askedOf([unread], { ก: { ...editOf(unread), headingRow: '1' } })).toEqual([
      { name: 'ก', taken: true, headingRow: 1 },
    ]);
    expect(editOf({ ...unread, hidden: true }).taken).toBe(false);
  });

  it('is wrong where two columns hold the same', () => {
    const edit = editOf(sheet);
    expect(twiceIn(edit)).toEqual([]);
    expect(twiceIn({ ...edit, fields: { 1: 'name', 2: 'name', 3: '', 4: '' } })).toEqual([1, 2]);
  });

  it('knows columns and rows as people write them', () => {
    expect([1, 26, 27, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AAA']);
    expect(['2', '๑๒', '0', '-1', 'ก', ''].map(rowNumber)).toEqual([2, 12, undefined, undefined, undefined, undefined]);
  });
});
