import { afterAll, describe, expect, it } from '@jest/globals';
import { utils, write, type WorkBook } from '@e965/xlsx';
import { openTable } from './index.js';
import { Files, rowsIn, textsIn } from './testing/handmade.js';
import { inWindows874 } from './testing/windows-874.js';

const files = new Files();
afterAll(() => files.remove());

const book = (): WorkBook => {
  const sheet = utils.aoa_to_sheet([['กระบี่', 812345678, true], [], [42692, 21234567, '02']]);
  sheet['A3'].z = '[$-D07041E]d mmm yyyy';
  sheet['B3'].z = '00-000-0000';
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
  const all = utils.book_new();
  utils.book_append_sheet(all, sheet, 'แผ่นแรก');
  utils.book_append_sheet(all, utils.aoa_to_sheet([['x']]), 'ซ่อน');
  all.Workbook = { Sheets: [{}, { Hidden: 1 }] };
  return all;
};
const written = (): Uint8Array => write(book(), { bookType: 'biff8', type: 'buffer' }) as Uint8Array;
const rows = [
  { number: 1, cells: [{ text: 'กระบี่' }, { text: '812345678' }, { text: 'TRUE' }] },
  { number: 3, cells: [{ text: '2016-11-18' }, { text: '02-123-4567' }, { text: '02' }] },
];

describe('an old workbook', () => {
  it('is read as a new one is: numbers and dates by their formats, hidden sheets and joined cells told', async () => {
    const table = await openTable(await files.put(written(), 'list.xlsx'));
    expect(table).toMatchObject({
      kind: 'xls',
      sheets: [
        { name: 'แผ่นแรก', hidden: false },
        { name: 'ซ่อน', hidden: true },
      ],
    });
    expect(await rowsIn(table.sheets[0])).toEqual(rows);
    expect(await textsIn(table, 1)).toEqual([['x']]);
    expect(await table.sheets[0]?.merged()).toEqual([{ fromRow: 1, fromColumn: 1, toRow: 1, toColumn: 2 }]);
  });

  it('of a program that wrote Windows-874 is read in Thai', async () => {
    const one = utils.book_new();
    utils.book_append_sheet(one, utils.aoa_to_sheet([['@@@@@@', 1]]), 'S');
    const bytes = Buffer.from(write(one, { bookType: 'biff5', type: 'buffer' }) as Uint8Array);
    // The writer has no Thai: its letters are put in, and the record that names their code page.
    bytes.set(inWindows874('กระบี่'), bytes.indexOf('@@@@@@'));
    bytes.writeUInt16LE(874, bytes.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4);
    expect(await textsIn(await openTable(await files.put(bytes)))).toEqual([['กระบี่', '1']]);
  });

  it('that is too large, too long to read or too much for its memory is refused, and so is one that is called off', async () => {
    const path = await files.put(written());
    await expect(openTable(path, { limits: { xlsBytes: 100 } })).rejects.toMatchObject({ code: 'table-too-large' });
    await expect(openTable(path, { limits: { xlsMilliseconds: 1 } })).rejects.toMatchObject({ code: 'table-too-hard' });
    await expect(openTable(path, { limits: { xlsHeapMebibytes: 4 } })).rejects.toMatchObject({
      code: 'table-too-hard',
    });
    await expect(openTable(path, { limits: { sheets: 1 } })).rejects.toMatchObject({ code: 'table-too-many-sheets' });
    await expect(openTable(path, { signal: AbortSignal.timeout(5) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('with rows or columns beyond the limits is refused with the cell', async () => {
    const table = await openTable(await files.put(written()), { limits: { columns: 2 } });
    await expect(rowsIn(table.sheets[0])).rejects.toMatchObject({
      code: 'table-too-many-columns',
      values: { cell: 'C1' },
    });
    const short = await openTable(await files.put(written()), { limits: { cellLength: 5 } });
    await expect(rowsIn(short.sheets[0])).rejects.toMatchObject({
      code: 'table-cell-too-long',
      values: { cell: 'A1' },
    });
  });

  it('of which bytes were changed is refused or read, and nothing breaks', async () => {
    const whole = written();
    for (const at of [30, 44, 48, 76, 512, 530, 600, 700, 900]) {
      const changed = Uint8Array.from(whole);
      changed.fill(0xff, at, at + 4);
      try {
        const table = await openTable(await files.put(changed), { limits: { xlsMilliseconds: 5000 } });
        for (const sheet of table.sheets) await rowsIn(sheet);
      } catch (error) {
        expect(error).toMatchObject({ kind: 'invalid', code: expect.stringMatching(/^table-/) });
      }
    }
  });
});
