import { describe, expect, it } from '@jest/globals';
import { digitsOf } from '#words';
import { reportInWord } from './report-in-word.js';

const sheets = [
  {
    name: 'รายงาน',
    columns: [{ title: 'รายการ', width: 44 }, { title: 'จำนวน' }],
    rows: [
      ['การประชุม', 'ครั้งที่ 3/2559'],
      ['เชิญ', 608],
    ],
  },
  {
    name: 'ตามจังหวัด',
    columns: [{ title: 'จังหวัด', width: 26 }, { title: 'เชิญ' }],
    rows: [
      ['เชียงใหม่', 8],
      ['รวม', 608],
    ],
  },
];

describe('the report in Word', () => {
  it('has every sheet of the workbook as a table under its name, whose counts stand to the right', async () => {
    const { parts } = await reportInWord(sheets, {
      title: 'รายงานผลการประชุม',
      language: 'th',
      digits: digitsOf(false),
    });
    expect(parts).toEqual([
      [
        expect.objectContaining({ heading: 1, runs: [{ text: 'รายงานผลการประชุม' }] }),
        {
          kind: 'table',
          columns: [
            { title: 'รายการ', width: 44, number: false },
            { title: 'จำนวน', width: 14, number: false },
          ],
          rows: [
            ['การประชุม', 'ครั้งที่ 3/2559'],
            ['เชิญ', '608'],
          ],
        },
        expect.objectContaining({ heading: 2, runs: [{ text: 'ตามจังหวัด' }] }),
        {
          kind: 'table',
          columns: [
            { title: 'จังหวัด', width: 26, number: false },
            { title: 'เชิญ', width: 14, number: true },
          ],
          rows: [
            ['เชียงใหม่', '8'],
            ['รวม', '608'],
          ],
        },
      ],
    ]);
  });

  it('has Thai digits where the meeting’s letter has them', async () => {
    const { parts } = await reportInWord(sheets, { title: 'ก', language: 'th', digits: digitsOf(true) });
    expect(JSON.stringify(parts[0]?.map((block) => (block.kind === 'table' ? block.rows : [])))).not.toMatch(/\d/);
  });
});
