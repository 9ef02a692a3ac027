import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import { read, utils } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { openTable, type WrittenSheet, writeCsv, writeXlsx } from './index.js';
import { Files, rowsIn, textsIn } from './testing/handmade.js';
import { nastyTexts } from './testing/nasty.js';

const files = new Files();
afterAll(() => files.remove());

const columns = [{ title: 'ลำดับ' }, { title: '=ข้อความ', width: 40 }, { title: 'ท้าย' }];
const nastyRows = nastyTexts.map((text, at) => [`r${at}`, text, 'end']);
const xlsx = async (sheets: readonly WrittenSheet[]): Promise<string> => {
  const path = await files.path('list.xlsx');
  await writeXlsx(createWriteStream(path), sheets);
  return path;
};
const csv = async (rows: WrittenSheet['rows']): Promise<string> => {
  const path = await files.path('list.csv');
  await writeCsv(createWriteStream(path), { columns, rows });
  return path;
};

describe('what is written', () => {
  it('as a workbook is read back the same, every text', async () => {
    const texts = await textsIn(await openTable(await xlsx([{ name: 'รายชื่อ', columns, rows: nastyRows }])));
    expect(texts).toEqual([columns.map(({ title }) => title), ...nastyRows]);
  });

  it('as a list is read back the same, every text', async () => {
    const table = await openTable(await csv(nastyRows));
    expect(table.encoding).toMatchObject({ used: 'utf-8', sure: true });
    expect(await textsIn(table)).toEqual([columns.map(({ title }) => title), ...nastyRows]);
  });

  it('with half a letter keeps the rest', async () => {
    const rows = [['a\ud800b', '\udc00']];
    const expected = ['a\ufffdb', '\ufffd'];
    expect((await textsIn(await openTable(await csv(rows))))[1]).toEqual(expected);
    expect((await textsIn(await openTable(await xlsx([{ name: 'S', columns, rows }]))))[1]).toEqual(expected);
  });

  it('is read by other programs the same', async () => {
    // Not all of them know how a carriage return is written.
    const plainRows = nastyRows.slice(0, 40).filter(([, text]) => !text?.includes('\r'));
    const bytes = await readFile(
      await xlsx([
        { name: 'a/b', columns, rows: plainRows },
        { name: 'A:B', columns, rows: [] },
      ]),
    );
    const book = read(bytes, { type: 'buffer' });
    expect(book.SheetNames).toEqual(['a b', 'A B (2)']);
    expect(utils.sheet_to_json(book.Sheets['a b'] ?? {}, { header: 1, defval: '' })).toEqual([
      columns.map(({ title }) => title),
      ...plainRows,
    ]);
  });

  it('has its columns’ names bold, in view and with a filter; texts are texts and numbers numbers', async () => {
    const parts = unzipSync(await readFile(await xlsx([{ name: "it's", columns, rows: [['01', '=1+1', 42]] }])));
    const part = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(part('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:C2"/>');
    expect(part('xl/worksheets/sheet1.xml')).toContain('<c r="A1" s="1" t="inlineStr">');
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<c r="B2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="C2" s="2"><v>42</v></c>',
    );
    expect(part('xl/workbook.xml')).toContain(">'it''s'!$A$1:$C$2<");
  });

  it('as a list begins with its mark, has commas and line ends as Excel has, and nothing that a program runs', async () => {
    const text = await readFile(await csv([['=1+1', 'a,b', '-']]), 'utf8');
    expect(text).toBe('\ufeffลำดับ,\'=ข้อความ,ท้าย\r\n\'=1+1,"a,b",-\r\n');
  });

  it('has as many rows as somebody gives, one by one, and waits for whoever takes it', async () => {
    let given = 0;
    async function* rows() {
      for (; given < 20_000; given++) yield [`${given}`, 'ข้อความที่ยาวพอสมควร'.repeat(5), ''];
    }
    let taken = 0;
    let ahead = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      write: (chunk: Buffer, _, done) => {
        taken += chunk.length;
        ahead = Math.max(ahead, given * 300 - taken);
        setImmediate(done);
      },
    });
    await writeCsv(slow, { columns, rows: rows() });
    expect(given).toBe(20_000);
    expect(ahead).toBeLessThan(1_000_000);
    expect(slow.listenerCount('drain') + slow.listenerCount('close')).toBeLessThan(3);
  });

  it('ends with the error of its rows, its reader or its cells', async () => {
    async function* failing() {
      yield ['a'];
      throw new Error('no more');
    }
    for (const write of [
      (rows: WrittenSheet['rows']) => csv(rows),
      (rows: WrittenSheet['rows']) => xlsx([{ name: 'S', columns, rows }]),
    ]) {
      await expect(write(failing())).rejects.toThrow('no more');
    }
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
    await expect(writeXlsx(gone, [{ name: 'S', columns, rows: nastyRows }])).rejects.toThrow('gone');
    const closed = new Writable({ highWaterMark: 1, write: () => setImmediate(() => closed.destroy()) });
    await expect(writeCsv(closed, { columns, rows: nastyRows })).rejects.toThrow('closed');
    await expect(xlsx([{ name: 'S', columns, rows: [['a', 'x'.repeat(32_768)]] }])).rejects.toMatchObject({
      code: 'table-cell-too-long',
      values: { cell: 'B2' },
    });
  });

  it('has names of sheets that Excel takes', async () => {
    const names = ['', 'History', 'a'.repeat(40), 'A'.repeat(40), "'x'", 'ก\nข'];
    const table = await openTable(await xlsx(names.map((name) => ({ name, columns, rows: [] }))));
    expect(table.sheets.map(({ name }) => name)).toEqual([
      'Sheet1',
      'Sheet2',
      'a'.repeat(31),
      `${'A'.repeat(27)} (2)`,
      'x',
      'ก ข',
    ]);
    expect(await rowsIn(table.sheets[5])).toHaveLength(1);
  });
});
