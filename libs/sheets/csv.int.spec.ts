import { afterAll, describe, expect, it } from '@jest/globals';
import { openTable } from './index.js';
import { Files, rowsIn, textsIn } from './testing/handmade.js';
import { inWindows874 } from './testing/windows-874.js';

const files = new Files();
afterAll(() => files.remove());
const opened = async (content: string | Uint8Array) => openTable(await files.put(content));

describe('a list', () => {
  const rows = [
    ['รหัส', 'ชื่อ'],
    ['01', 'กระบี่'],
  ];

  it.each([
    ['UTF-8', Buffer.from('รหัส,ชื่อ\r\n01,กระบี่\r\n'), 'utf-8', true],
    ['UTF-8 with its mark', Buffer.from('\ufeffรหัส,ชื่อ\r\n01,กระบี่'), 'utf-8', true],
    [
      'UTF-16 with its mark and tabs, as Excel saves “Unicode text”',
      Buffer.from('\ufeffรหัส\tชื่อ\r\n01\tกระบี่\r\n', 'utf16le'),
      'utf-16le',
      true,
    ],
    ['Windows-874', inWindows874('รหัส,ชื่อ\r\n01,กระบี่\r\n'), 'windows-874', false],
    ['UTF-8 with the sign named', Buffer.from('sep=;\r\nรหัส;ชื่อ\r\n01;กระบี่'), 'utf-8', true],
  ])('is read from %s', async (_, content, used, sure) => {
    const table = await opened(content);
    expect(table).toMatchObject({
      kind: 'csv',
      encoding: { used, sure, samples: [{ encoding: used, rows }] },
      sheets: [{ hidden: false }],
    });
    expect(await textsIn(table)).toEqual(rows);
    expect(await table.sheets[0]?.merged()).toEqual([]);
  });

  it.each(['\r\n', '\n', '\r'])('ends its lines with %j, and keeps what is quoted', async (end) => {
    const text = ['a,"b ""x"" , y"', `"one${end}two",2`, '', '3,,', ',,', '"4"'].join(end);
    expect(await rowsIn((await opened(text)).sheets[0])).toEqual([
      { number: 1, cells: [{ text: 'a' }, { text: 'b "x" , y' }] },
      { number: 2, cells: [{ text: `one${end}two` }, { text: '2' }] },
      { number: 4, cells: [{ text: '3' }] },
      { number: 6, cells: [{ text: '4' }] },
    ]);
  });

  it('of one column, with a lone quote in a cell, or with lines of other lengths is read as it is', async () => {
    expect(await textsIn(await opened('ชื่อ\nกระบี่\nจอ 24" ใหญ่\n'))).toEqual([['ชื่อ'], ['กระบี่'], ['จอ 24" ใหญ่']]);
    expect(await textsIn(await opened('a,b\n1\n1,2,3\n'))).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
  });

  it('in which a quote stays open is refused with its row', async () => {
    const text = `${'1,2\n'.repeat(10)}"3,4\n5,6\n`;
    await expect(rowsIn((await opened(text)).sheets[0])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'table-quote-open',
      values: { row: 11 },
    });
  });

  it('shows the rows that read differently, from wherever they stand, to whoever confirms', async () => {
    const text = `${'plain,1\r\n'.repeat(30_000)}${['กระบี่', 'ตรัง', 'พังงา', 'ภูเก็ต'].map((name) => `${name},2\r\n`).join('')}`;
    expect((await opened(inWindows874(text))).encoding).toEqual({
      used: 'windows-874',
      sure: false,
      samples: [
        {
          encoding: 'windows-874',
          rows: [
            ['กระบี่', '2'],
            ['ตรัง', '2'],
            ['พังงา', '2'],
          ],
        },
      ],
    });
    const either = await openTable(await files.put(inWindows874('แดด,1\n')));
    expect(either.encoding?.samples).toEqual([
      { encoding: 'utf-8', rows: [['ᴴ', '1']] },
      { encoding: 'windows-874', rows: [['แดด', '1']] },
    ]);
  });

  it('is read as a person said', async () => {
    const path = await files.put(inWindows874('แดด,1\n'));
    const table = await openTable(path, { encoding: 'windows-874' });
    expect(table.encoding).toMatchObject({ used: 'windows-874', sure: true });
    expect(await textsIn(table)).toEqual([['แดด', '1']]);
  });

  it('is refused in an encoding that it can’t have', async () => {
    const thai = await files.put(inWindows874('กระบี่'));
    await expect(openTable(thai, { encoding: 'utf-8' })).rejects.toMatchObject({ code: 'table-encoding' });
    await expect(opened(Buffer.from([0x41, 0xfd, 0xfe, 0x0a]))).rejects.toMatchObject({ code: 'table-encoding' });
    await expect(opened(Buffer.from([0xfe, 0xff, 0x0e, 0x01]))).rejects.toMatchObject({ code: 'table-encoding' });
    await expect(opened('\ufeff')).rejects.toMatchObject({ code: 'table-empty' });
  });

  it('whose letters are cut between two reads is whole', async () => {
    const name = 'สำนักงานจังหวัด';
    const text = Array.from({ length: 5000 }, (_, at) => `${'x'.repeat(at % 7)}${name},"${name}\r\n${at}"`).join(
      '\r\n',
    );
    const texts = await textsIn(await opened(text));
    expect(texts).toHaveLength(5000);
    expect(texts[4999]).toEqual([`x${name}`, `${name}\r\n4999`]);
  });

  it('stops when it is called off', async () => {
    const stop = new AbortController();
    const table = await openTable(await files.put('a,b\n'.repeat(50_000)), { signal: stop.signal });
    const read = (async () => {
      for await (const { number } of table.sheets[0]?.rows() ?? []) if (number === 3) stop.abort();
    })();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });
});
