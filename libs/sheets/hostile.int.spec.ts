import { afterAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { openTable, type OpenOptions } from './index.js';
import { Files, type Handmade, handmade, oneSheet, partsOf, rowsIn, textsIn, zipOf } from './testing/handmade.js';

const files = new Files();
afterAll(() => files.remove());

/** The error of opening a file and reading all of it. */
const refusal = async (content: Uint8Array | string, options: OpenOptions = {}): Promise<unknown> => {
  try {
    const table = await openTable(await files.put(content), options);
    for (const sheet of table.sheets) await rowsIn(sheet);
    return 'none';
  } catch (error) {
    return error;
  }
};
const many = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join('');
const cell = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
const withPart = (name: string, content: string | Uint8Array | undefined, rest: Partial<Handmade> = {}) =>
  oneSheet('', { ...rest, parts: { [name]: content } });
const sheetPart = (content: string) => withPart('xl/worksheets/sheet1.xml', content);

describe('a file that is no table', () => {
  it.each([
    ['table-empty', 'nothing', ''],
    ['table-empty', 'only a mark', '\ufeff'],
    ['table-empty', 'only a mark of UTF-16', Buffer.from([0xff, 0xfe])],
    ['table-unknown', 'a page', '<html><table><tr><td>1</td></tr></table></html>'],
    ['table-unknown', 'a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0])],
    ['table-unknown', 'a document in a zip', zipSync({ 'word/document.xml': strToU8('<document/>') })],
    [
      'table-unknown',
      'a zip whose main part is a document',
      oneSheet('', { parts: { 'xl/workbook.xml': '<document/>' } }),
    ],
    [
      'table-unknown',
      'an old document',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]),
    ],
    [
      'table-encrypted',
      'a workbook with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
    ['table-damaged', 'the start of a zip', 'PK\u0003\u0004'.padEnd(200, 'x')],
    [
      'table-damaged',
      'an old workbook of which only the start came',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
    ],
  ])('is refused as %s: %s', async (code, _, content) => {
    expect(await refusal(content)).toMatchObject({ kind: 'invalid', code });
  });
});

describe('a damaged workbook', () => {
  const whole = oneSheet(Array.from({ length: 2000 }, (_, at) => cell(`text ${at * 7919}`)).join(''));

  it('is refused wherever it was cut off', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * part)))).toMatchObject({
        code: 'table-damaged',
      });
    }
  });

  it('is refused or read as it was, whichever byte was changed', async () => {
    const small = oneSheet(cell('a text that is there'));
    const path = await files.path();
    const { writeFile } = await import('node:fs/promises');
    for (let at = 0; at < small.length; at += 3) {
      const changed = Uint8Array.from(small);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      await writeFile(path, changed);
      try {
        const table = await openTable(path);
        for (let sheet = 0; sheet < table.sheets.length; sheet++) {
          expect([[], [['a text that is there']]]).toContainEqual(await textsIn(table, sheet));
        }
      } catch (error) {
        expect(error).toMatchObject({ kind: 'invalid', code: expect.stringMatching(/^table-|matcher/) });
      }
    }
  });

  it.each([
    ['a sheet without end', sheetPart('<worksheet><sheetData><row>')],
    [
      'a shared string that there is not',
      oneSheet('<row><c t="s"><v>5</v></c></row>', { shared: '<si><t>a</t></si>' }),
    ],
    ['a shared string without the list', oneSheet('<row><c t="s"><v>0</v></c></row>')],
    ['a negative shared string', oneSheet('<row><c t="s"><v>-1</v></c></row>', { shared: '<si><t>a</t></si>' })],
    ['a row beyond the last', oneSheet('<row r="1048577"><c><v>1</v></c></row>')],
    ['a row of no number', oneSheet('<row r="1e3"><c><v>1</v></c></row>')],
    ['a cell beyond the last column', oneSheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
    ['a cell of a million columns', oneSheet(`<row r="1"><c r="${'A'.repeat(60_000)}1"><v>1</v></c></row>`)],
    ['a cell that belongs to another row', oneSheet('<row r="1"><c r="A2"><v>1</v></c></row>')],
    ['a sheet that is listed and not there', withPart('xl/worksheets/sheet1.xml', undefined)],
    ['a sheet without relation', withPart('xl/_rels/workbook.xml.rels', undefined)],
    [
      'bytes that are no UTF-8',
      withPart(
        'xl/worksheets/sheet1.xml',
        Buffer.from('<worksheet><sheetData><row><c t="str"><v>\xa1</v></c></row></sheetData></worksheet>', 'latin1'),
      ),
    ],
    ['a declaration without a document type', sheetPart('<!ENTITY x "y"><worksheet/>')],
    ['a name from outside of XML', oneSheet(cell('&nbsp;'))],
    ['two parts of one name', zipOf({ ...partsOf({ sheets: [{ xml: '' }] }), 'XL/workbook.xml': '<workbook/>' })],
    ['a part that would leave its folder', zipOf({ ...partsOf({ sheets: [{ xml: '' }] }), '../../evil.xml': 'x' })],
    [
      'elements in elements without end',
      oneSheet(`<row><c>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</c></row>`),
    ],
    ['an element of a million attributes', oneSheet(`<row ${many(1_000_000, (at) => `a${at}="" `)}/>`)],
    ['styles without end', oneSheet('', { styles: `<cellXfs>${'<xf/>'.repeat(200_000)}</cellXfs>` })],
    ['an attribute of ten million letters', oneSheet(`<row x="${'a'.repeat(10_000_000)}"/>`)],
  ])('is refused: %s', async (_, content) => {
    expect(await refusal(content)).toMatchObject({ kind: 'invalid', code: 'table-damaged' });
  });

  it('whose rows are not in their order is refused with the rows', async () => {
    expect(await refusal(oneSheet('<row r="5"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>'))).toMatchObject({
      code: 'table-rows-disordered',
      values: { row: 3, after: 5 },
    });
    expect(await refusal(oneSheet('<row r="5"/><row r="5"/>'))).toMatchObject({ code: 'table-rows-disordered' });
  });
});

describe('a workbook that refers to what is outside of it', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
    .join('')}]><worksheet><sheetData><row><c t="str"><v>&j;</v></c></row></sheetData></worksheet>`;
  const external =
    '<Relationships><Relationship Id="s0" Type="x/worksheet" TargetMode="External" Target="file:///etc/passwd"/></Relationships>';

  it.each([
    ['a million laughs', sheetPart(laughs)],
    [
      'an entity of a file',
      sheetPart('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'),
    ],
    ['a sheet elsewhere', withPart('xl/_rels/workbook.xml.rels', external)],
  ])('is refused: %s', async (_, content) => {
    expect(await refusal(content)).toMatchObject({ kind: 'invalid', code: 'table-external' });
  });

  it('reads nothing beside it: a target is a part of the file, whatever way it takes', async () => {
    const relations =
      '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
    expect(await refusal(withPart('xl/_rels/workbook.xml.rels', relations))).toMatchObject({ code: 'table-damaged' });
  });
});

describe('a table that is too much', () => {
  it.each<[string, string, Uint8Array | string, OpenOptions]>([
    ['table-too-large', 'its file', oneSheet(cell('a')), { limits: { fileBytes: 100 } }],
    [
      'table-too-many-sheets',
      'its sheets',
      handmade({ sheets: [{ xml: '' }, { xml: '' }, { xml: '' }] }),
      { limits: { sheets: 2 } },
    ],
    [
      'table-too-many-rows',
      'its rows',
      oneSheet(many(23, (at) => `<row><c><v>${at}</v></c></row>`)),
      { limits: { rows: 2 } },
    ],
    ['table-too-many-rows', 'its lines', 'a\n'.repeat(23), { limits: { rows: 2 } }],
    ['table-too-many-rows', 'its empty lines', '\n'.repeat(5_000_000), {}],
    ['table-too-many-columns', 'its columns', oneSheet('<row r="1"><c r="GS1"><v>1</v></c></row>'), {}],
    ['table-too-many-columns', 'the cells of a line', `${','.repeat(200)}1\n`, {}],
    ['table-too-many-columns', 'the ends of cells in a line', ','.repeat(5_000_000), {}],
    [
      'table-too-many-merged',
      'its joined cells',
      oneSheet(`<sheetData/><mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(1_000_000)}</mergeCells>`),
      { limits: { unpackedRatio: 1e9 } },
    ],
    ['table-unpacks-too-large', 'what it unpacks to', oneSheet(cell('a')), { limits: { unpackedBytes: 500 } }],
    ['table-unpacks-too-large', 'what one byte of it unpacks to', oneSheet(' '.repeat(30_000_000)), {}],
    ['table-unpacks-too-large', 'its shared strings', oneSheet(cell('a'), { shared: ' '.repeat(30_000_000) }), {}],
  ])('is refused as %s: %s', async (code, _, content, options) => {
    expect(await refusal(content, options)).toMatchObject({ kind: 'invalid', code });
  });

  it('is refused with the cell that is too long, however its text stands in the file', async () => {
    const long = 'ก'.repeat(10_000_000 / 3);
    const named = { code: 'table-cell-too-long', values: { cell: 'A1', most: 32_767 } };
    const options = { limits: { unpackedRatio: 1e9 } };
    expect(await refusal(oneSheet(cell(long)), options)).toMatchObject(named);
    expect(await refusal(oneSheet(`<row><c t="str"><v>${long}</v></c></row>`), options)).toMatchObject(named);
    expect(
      await refusal(
        oneSheet('<row r="7"><c r="B7" t="s"><v>1</v></c></row>', {
          shared: `<si><t>a</t></si><si><t>${long}</t></si>`,
        }),
        options,
      ),
    ).toMatchObject({ ...named, values: { cell: 'B7' } });
    expect(await refusal(`a,b\n"x","${long}"`)).toMatchObject({ ...named, values: { cell: 'B2' } });
    expect(await refusal(oneSheet(cell('_x0041_'.repeat(32_767))), options)).toBe('none');
  });

  it('is not refused for what stands in no cell: styles far to the right and below, pictures, zips in the zip', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>';
    const inner = zipSync({ bomb: new Uint8Array(50_000_000) });
    expect(
      await refusal(
        oneSheet(rows, {
          parts: { 'xl/media/image1.png': new Uint8Array(60_000_000), 'xl/embeddings/inner.xlsx': inner },
        }),
        { limits: { unpackedBytes: 1_000_000 } },
      ),
    ).toBe('none');
  });

  it('that says it is smaller than it is, or larger, is refused', async () => {
    const lying = (size: number): Uint8Array => {
      const bytes = Buffer.from(
        oneSheet('', {
          parts: { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${' '.repeat(100_000)}</sheetData></worksheet>` },
        }),
      );
      // The file's own list names the part last; its size stands 22 bytes before its name.
      bytes.writeUInt32LE(size, bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 22);
      return bytes;
    };
    for (const size of [10, 99_999, 200_000])
      expect(await refusal(lying(size))).toMatchObject({ code: 'table-damaged' });
    expect(await refusal(lying(4_000_000_000))).toMatchObject({ code: 'table-unpacks-too-large' });
  });
});
