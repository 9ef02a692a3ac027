import { describe, expect, it } from '@jest/globals';
import { findHeadings, headingsKey, suggestedColumns } from './columns.js';
import { fieldOfHeading } from './headings.js';
import { MergedCells } from './merged-cells.js';

const row = (number: number, ...texts: string[]) => ({ number, cells: texts.map((text) => ({ text })) });
const list = [
  row(1, 'บัญชีรายชื่อหน่วยงาน จังหวัด และโทรศัพท์'),
  row(3, 'ลำดับ', 'หน่วยงาน', 'จังหวัด', 'e-mail', 'โทร.', 'โทร.'),
  row(4, '1', 'สำนักงานจังหวัดเชียงใหม่', 'เชียงใหม่', 'a@b.example', '053', '054'),
];

describe('the columns of a list', () => {
  it.each([
    ['ชื่อหน่วยงาน', 'name'],
    ['ชื่อหน่วยงาน (ภาษาอังกฤษ)', 'english-name'],
    ['E-mail หน่วยงาน', 'email'],
    ['เบอร์โทรศัพท์ผู้ประสานงาน', 'contact-phone'],
    ['ชื่อ-สกุล ผู้ประสานงาน', 'contact-name'],
    ['อีเมลสารบรรณ', 'email'],
    ['โทรศัพท์เจ้าหน้าที่สารบรรณ (ต่อ)', 'saraban-phone'],
    ['ชื่อช่างเทคนิค', 'technical-name'],
    ['หมายเลขโทรสาร', 'fax'],
    ['ประเภทหน่วยงาน', 'class'],
    ['Province', 'province'],
    ['ID', 'id'],
    ['ลำดับ', undefined],
    ['residents', undefined],
  ])('%s holds %s', (title, field) => {
    expect(fieldOfHeading(title)).toBe(field);
  });

  it('are found below titles, each field once', () => {
    const found = findHeadings(list);
    expect(found?.headingRow).toBe(3);
    expect(suggestedColumns(found?.headings ?? [])).toEqual([
      { column: 2, field: 'name' },
      { column: 3, field: 'province' },
      { column: 4, field: 'email' },
      { column: 5, field: 'phone' },
    ]);
    expect(findHeadings([row(1, 'a', 'b')])).toBeUndefined();
  });

  it('are remembered by the headings, however these are spaced', () => {
    const key = (title: string) => headingsKey([{ column: 1, title }]);
    expect(key('ชื่อ หน่วยงาน ')).toBe(key('ชื่อหน่วยงาน'));
    expect(key('ชื่อหน่วยงาน')).not.toBe(key('จังหวัด'));
  });

  it('say in each row what stands in a cell that is joined over several', () => {
    const merged = new MergedCells([{ fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 1 }]);
    const texts = [row(1, 'x', 'a'), row(2, 'น่าน', 'b'), row(3, '', 'c'), row(4, '', 'd')].map((each) =>
      merged.fill(each).cells.map(({ text }) => text),
    );
    expect(texts).toEqual([
      ['x', 'a'],
      ['น่าน', 'b'],
      ['น่าน', 'c'],
      ['', 'd'],
    ]);
  });
});
