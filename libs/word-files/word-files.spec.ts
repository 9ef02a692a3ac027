import { describe, expect, it } from '@jest/globals';
import { writtenAndRead } from './testing/read-word-file.js';
import { type WordBlock, type WordFile, type WordParagraph } from './word-file.js';

const paragraph = (text: string, looks: Omit<WordParagraph, 'kind' | 'runs'> = {}): WordParagraph => ({
  kind: 'paragraph',
  runs: [{ text }],
  ...looks,
});
const file = (...parts: readonly (readonly WordBlock[])[]): WordFile => ({
  title: 'หนังสือเชิญ <ตัวอย่าง> & "อื่นๆ"',
  language: 'th',
  margins: [15, 20, 15, 30],
  parts,
});

describe('a Word file', () => {
  it('has the texts in their order, each part on a page of its own', async () => {
    const { paragraphs, xml } = await writtenAndRead(
      file([paragraph('หนึ่ง'), paragraph('สอง')], [paragraph('สาม')], [{ kind: 'table', columns: [], rows: [] }]),
    );
    expect(paragraphs.slice(0, 3)).toEqual(['หนึ่ง', 'สอง', 'สาม']);
    expect(xml('word/document.xml').match(/<w:pageBreakBefore\/>/g)).toHaveLength(2);
  });

  it('names the ministries’ font for Thai and for Latin, its stand-in, and Thai as the language of its complex script', async () => {
    const { xml } = await writtenAndRead(file([paragraph('ก')]));
    const styles = xml('word/styles.xml');
    for (const named of ['w:ascii', 'w:hAnsi', 'w:cs']) expect(styles).toContain(`${named}="TH Sarabun New"`);
    expect(styles).toMatch(/<w:sz w:val="32"\/>.*<w:szCs w:val="32"\/>/s);
    expect(styles).toMatch(/<w:lang [^>]*w:bidi="th-TH"/);
    expect(xml('word/fontTable.xml')).toMatch(/w:name="TH Sarabun New"><w:altName w:val="Sarabun"\/>/);
  });

  it('sets what is bold, large or typed in both scripts alike', async () => {
    const { xml } = await writtenAndRead(
      file([{ kind: 'paragraph', runs: [{ text: 'AB-12', bold: true, points: 12, color: 'red', typed: true }] }]),
    );
    const document = xml('word/document.xml');
    for (const mark of [
      '<w:b/>',
      '<w:bCs/>',
      '<w:sz w:val="24"/>',
      '<w:szCs w:val="24"/>',
      'w:cs="Courier New"',
      '"CC0000"',
    ])
      expect(document).toContain(mark);
  });

  it('holds tables cell by cell, with headings that come again on each page', async () => {
    const { tables, xml } = await writtenAndRead(
      file([
        {
          kind: 'table',
          columns: [
            { title: 'จังหวัด', width: 3 },
            { title: 'เชิญ', width: 1, number: true },
          ],
          rows: [['เชียงใหม่', '8'], ['ลำพูน', '๗'], ['ขาด']],
        },
      ]),
    );
    expect(tables).toEqual([
      [
        ['จังหวัด', 'เชิญ'],
        ['เชียงใหม่', '8'],
        ['ลำพูน', '๗'],
        ['ขาด', ''],
      ],
    ]);
    expect(xml('word/document.xml').match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  it('sets things side by side, pictures among them, with what these say', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    );
    const { tables, parts, xml } = await writtenAndRead(
      file([
        {
          kind: 'columns',
          columns: [
            { width: 130, blocks: [paragraph('ซ้าย')] },
            { width: 30, blocks: [{ kind: 'picture', png, size: 29, says: 'คิวอาร์โค้ด' }] },
          ],
        },
      ]),
    );
    expect(tables).toEqual([[['ซ้าย', '']]]);
    const pictures = Object.entries(parts).filter(([name]) => name.startsWith('word/media/'));
    expect(pictures.map(([, bytes]) => Buffer.compare(bytes, png))).toEqual([0]);
    expect(xml('word/document.xml')).toContain('descr="คิวอาร์โค้ด"');
    expect(xml('[Content_Types].xml')).toContain('image/png');
  });

  it('takes any text as text: quotes, markup, lines, tabs, directions, what XML can’t hold, and long ones', async () => {
    const long = 'สำนักงาน'.repeat(40);
    const texts = {
      '"อ้าง" & <w:b/> \'ก\' ]]> &amp;': '"อ้าง" & <w:b/> \'ก\' ]]> &amp;',
      'หนึ่ง\nสอง\r\nสาม\u2028สี่\vห้า': 'หนึ่ง\nสอง\nสาม\nสี่\nห้า',
      'ก\tข': 'ก\tข',
      '\u202Eกลับ\u202C עברית': '\u202Eกลับ\u202C עברית',
      'ก\u0000\u0007\u001B\uFFFE\uFFFFข': 'กข',
      'ครึ่ง\uD83D': 'ครึ่ง\uFFFD',
      '🙂 น้ำ': '🙂 น้ำ',
      '  เว้น  วรรค  ': '  เว้น  วรรค  ',
      '': '',
      [long]: long,
    };
    const { paragraphs } = await writtenAndRead(file(Object.keys(texts).map((text) => paragraph(text))));
    expect(paragraphs).toEqual(Object.values(texts));
    const { tables } = await writtenAndRead(
      file([{ kind: 'table', columns: [{ title: 'ก', width: 1 }], rows: Object.keys(texts).map((text) => [text]) }]),
    );
    expect(tables[0]?.slice(1).flat()).toEqual(Object.values(texts));
  });

  it('loads and runs nothing', async () => {
    const { parts, xml } = await writtenAndRead(file([paragraph('https://sala.example/r')]));
    const names = Object.keys(parts);
    expect(names.filter((name) => /vba|embeddings|activeX|\.bin$/i.test(name))).toEqual([]);
    for (const name of names.filter((each) => each.endsWith('.rels'))) expect(xml(name)).not.toContain('External');
  });
});
