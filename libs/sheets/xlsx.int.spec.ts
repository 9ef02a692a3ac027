import { afterAll, describe, expect, it } from '@jest/globals';
import { openTable } from './index.js';
import { Files, firstRow, formatted, handmade, oneSheet, partsOf, rowsIn, textsIn, zipOf } from './testing/handmade.js';

const files = new Files();
afterAll(() => files.remove());
const opened = async (bytes: Uint8Array) => openTable(await files.put(bytes));

describe('the cells of a workbook', () => {
  it('are read from shared, inline and worked-out texts, with their fonts joined and how they are read aloud left out', async () => {
    const shared =
      '<si><t>หนึ่ง</t></si><si><r><rPr><b/></rPr><t>ตัว</t></r><r><t xml:space="preserve"> หนา </t></r><rPh sb="0" eb="1"><t>とう</t></rPh><phoneticPr fontId="1"/></si><si><t/></si><si/><si><t>a_x000D_&#10;b &amp; _x005F_x0041_</t></si>';
    const xml =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="G1" t="str"><f>A1</f><v>worked out</v></c><c r="H1" t="inlineStr"><is><t>x\r\ny</t></is></c></row>';
    expect(await textsIn(await opened(oneSheet(xml, { shared })))).toEqual([
      ['หนึ่ง', 'ตัว หนา ', '', '', 'a\r\nb & _x0041_', 'inline', 'worked out', 'x\ny'],
    ]);
  });

  it('show numbers and dates by their formats, counted from 1900 or 1904', async () => {
    const styles = formatted('General', '00-000-0000', '[$-D07041E]d mmm yyyy', 'd/m/yyyy h:mm', '00000');
    const cells =
      '<c><v>812345678</v></c><c s="1"><v>21234567</v></c><c s="2"><v>42692</v></c><c s="3"><v>42692.604166666664</v></c><c s="4"><v>7</v></c><c s="99"><v>5</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>';
    const texts = ['812345678', '02-123-4567', '2016-11-18', '2016-11-18T14:30:00', '00007', '5', 'TRUE', 'FALSE'];
    expect(await textsIn(await opened(oneSheet(`<row>${cells}</row>`, { styles })))).toEqual([texts]);
    const from1904 = oneSheet('<row><c s="2"><v>41230</v></c></row>', {
      styles,
      properties: '<workbookPr date1904="1"/>',
    });
    expect(await textsIn(await opened(from1904))).toEqual([['2016-11-18']]);
  });

  it('say what is worked out and what went wrong', async () => {
    const xml =
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
    expect(await firstRow(await opened(oneSheet(xml)))).toEqual([
      { text: '2', formula: true },
      { text: '', formula: true },
      { text: '#REF!', error: true },
      { text: '#DIV/0!', formula: true, error: true },
    ]);
  });

  it('stand where they are named, or one after another where they are not', async () => {
    const xml =
      '<row r="3"><c r="D3"><v>4</v></c><c><v>5</v></c><c r="B3"><v>2</v></c></row><row/><row><c><v>1</v></c></row><row r="9"><c r="C9" s="1"/></row><row r="12"><c r="A12"><v>12</v></c></row>';
    expect(await rowsIn((await opened(oneSheet(xml))).sheets[0])).toEqual([
      { number: 3, cells: ['', '2', '', '4', '5'].map((text) => ({ text })) },
      { number: 5, cells: [{ text: '1' }] },
      { number: 12, cells: [{ text: '12' }] },
    ]);
  });

  it('are the same in the strict form, with any prefix, in UTF-16, and with ISO dates', async () => {
    const styles = formatted('d/m/yyyy', 'd/m/yyyy h:mm');
    const xml =
      '<row r="1"><c r="A1" t="d" s="0"><v>2016-11-18T00:00:00</v></c><c r="B1" t="d" s="1"><v>2016-11-18T14:30:00</v></c><c r="C1" t="d"><v>2016-11-18</v></c><c r="D1" t="inlineStr"><is><t>ก</t></is></c></row>';
    const texts = [['2016-11-18', '2016-11-18T14:30:00', '2016-11-18', 'ก']];
    expect(await textsIn(await opened(oneSheet(xml, { styles, strict: true })))).toEqual(texts);
    const sheet = `<x:worksheet xmlns:x="urn:x"><x:sheetData>${xml.replace(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`;
    expect(await textsIn(await opened(oneSheet('', { styles, parts: { 'xl/worksheets/sheet1.xml': sheet } })))).toEqual(
      texts,
    );
    const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${sheet}`, 'utf16le');
    expect(await textsIn(await opened(oneSheet('', { styles, parts: { 'xl/worksheets/sheet1.xml': utf16 } })))).toEqual(
      texts,
    );
  });

  it('may be longer than others, up to what Excel takes', async () => {
    const text = 'ก'.repeat(32_767);
    expect(await textsIn(await opened(oneSheet(`<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`)))).toEqual([
      [text],
    ]);
  });

  it('keep comments, data in CDATA and extensions apart', async () => {
    const xml =
      '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a<!-- x --><![CDATA[<b>]]></t></is><extLst><ext><t>no</t></ext></extLst></c></row></sheetData><extLst><ext><row r="1"><c r="A1"><v>no</v></c></row></ext></extLst>';
    expect(await textsIn(await opened(oneSheet(xml)))).toEqual([['a<b>']]);
  });
});

describe('the sheets of a workbook', () => {
  const three = handmade({
    sheets: [
      { name: 'ก &amp; ข', xml: '<row><c><v>1</v></c></row>' },
      { name: 'S', xml: '<row><c><v>2</v></c></row>', state: 'hidden' },
      { name: 's', xml: '<row><c><v>3</v></c></row>', state: 'veryHidden' },
    ],
  });

  it('come in their order with hidden ones marked, and those whose names collide are each their own', async () => {
    const table = await opened(three);
    expect(table).toMatchObject({
      kind: 'xlsx',
      sheets: [
        { name: 'ก & ข', hidden: false },
        { name: 'S', hidden: true },
        { name: 's', hidden: true },
      ],
    });
    expect([await textsIn(table, 0), await textsIn(table, 1), await textsIn(table, 2)]).toEqual([
      [['1']],
      [['2']],
      [['3']],
    ]);
    expect(await textsIn(table, 0)).toEqual([['1']]);
  });

  it('leave out charts, which hold no cells', async () => {
    const parts = partsOf({ sheets: [{ xml: '' }, { xml: '<row><c><v>1</v></c></row>' }] });
    const relations = String(parts['xl/_rels/workbook.xml.rels']).replace('/worksheet"', '/chartsheet"');
    expect((await opened(zipOf({ ...parts, 'xl/_rels/workbook.xml.rels': relations }))).sheets).toHaveLength(1);
  });

  it('tell which cells are joined, before the rows are read and after', async () => {
    const xml =
      '<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B4:B2"/></mergeCells>';
    const merged = [
      { fromRow: 1, fromColumn: 1, toRow: 1, toColumn: 3 },
      { fromRow: 2, fromColumn: 2, toRow: 4, toColumn: 2 },
    ];
    const table = await opened(oneSheet(xml));
    expect(await table.sheets[0]?.merged()).toEqual(merged);
    expect(await textsIn(table)).toEqual([['1']]);
    expect(await table.sheets[0]?.merged()).toEqual(merged);
  });

  it('are found whatever the list of content types says, and by their names in capitals', async () => {
    const parts = partsOf({ sheets: [{ xml: '<row><c><v>1</v></c></row>' }] });
    const lying = {
      ...parts,
      '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="application/msword"/></Types>',
    };
    expect(await textsIn(await opened(zipOf(lying)))).toEqual([['1']]);
    const { 'xl/worksheets/sheet1.xml': sheet = '', ...rest } = parts;
    expect(await textsIn(await opened(zipOf({ ...rest, 'xl/Worksheets/Sheet1.XML': sheet })))).toEqual([['1']]);
  });

  it('may be left in the midst, and reading stops when it is called off', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `<row><c><v>${at}</v></c></row>`).join('');
    const path = await files.put(oneSheet(rows));
    const stop = new AbortController();
    const table = await openTable(path, { signal: stop.signal });
    for await (const { number } of table.sheets[0]?.rows() ?? []) if (number === 3) break;
    const read = (async () => {
      for await (const { number } of table.sheets[0]?.rows() ?? []) if (number === 3) stop.abort();
    })();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    await expect(openTable(path, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
