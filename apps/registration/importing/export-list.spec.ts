import { describe, expect, it } from '@jest/globals';
import { exampleContact, exampleOrganisation, exampleSite, ImportField, type Organisation } from '#contracts';
import { languages } from '#words';
import { suggestedColumns } from './columns.js';
import { compareRow, nothingSeen } from './compare.js';
import { Classes, Sites } from './directory.js';
import { exportColumns, exportRow, joinedAliases } from './export-list.js';
import { letters } from './folded.js';
import { readRow } from './read-row.js';

const name = { th: 'สำนักงานสรรพากรพื้นที่', en: 'Area revenue office' };
const classes = () =>
  new Classes([
    { class: 'revenue', name },
    { class: 'other', name: { th: name.th } },
  ]);
const sites = () => new Sites([exampleSite, { ...exampleSite, id: 'second' }]);
const office: Organisation = {
  ...exampleOrganisation,
  code: '0303050',
  aliases: ['สรรพากร/ชม.', 'กรม, ภาค 8'],
  phone: '0 5311 2222 ต่อ 12',
  contacts: [{ role: 'saraban', phone: '053' }, exampleContact],
};

describe('a list that is handed out', () => {
  it.each(languages)('has headings in %s that are found again, each for its column', (language) => {
    const headings = exportColumns(language).map(({ title }, index) => ({ column: index + 1, title }));
    expect(suggestedColumns(headings).map(({ field }) => field)).toEqual(ImportField.options);
  });

  it.each(
    languages.flatMap((language) =>
      [
        office,
        exampleOrganisation,
        {
          ...exampleOrganisation,
          contacts: [
            { role: 'technical' as const, name: 'ช่างคนแรก', mobile: '08 1000 0001', email: 'technician@a.example' },
            { role: 'technical' as const, name: 'ช่างคนที่สอง' },
            { role: 'saraban' as const, fax: '053 222 222' },
            { role: 'coordinator' as const, email: 'person@a.example' },
          ],
        },
        { ...exampleOrganisation, class: 'other', siteId: 'second' },
        { ...exampleOrganisation, class: 'nameless', aliases: ['หนึ่ง', 'สอง'] },
        { ...exampleOrganisation, aliases: ['หนึ่ง | สอง'] },
        { ...exampleOrganisation, aliases: ['หนึ่ง | สอง', 'สาม, สี่/ห้า'] },
      ].map((each) => [language, each] as const),
    ),
  )('in %s says all that changes nothing when it is handed in', (language, each) => {
    const row = exportRow(each, { classes: classes(), sites: sites(), language });
    const read = readRow(
      { number: 2, cells: row.map((text) => ({ text })) },
      {
        columns: ImportField.options.map((field, index) => ({ column: index + 1, field })),
        classes: new Classes([
          { class: 'revenue', name },
          { class: 'other', name: { th: name.th } },
          { class: 'nameless', name: { th: 'nameless' } },
        ]),
        sites: sites(),
        defaultClass: undefined,
      },
    );
    const present = { entry: each };
    const candidates = {
      byId: new Map([[each.id, present]]),
      byCode: new Map(),
      byName: new Map([[letters(each.name.th), [present]]]),
    };
    const compared = compareRow(read, candidates, nothingSeen(), sites(), '2');
    expect([compared.state, compared.organisation]).toEqual(['unchanged', each]);
  });

  it('keeps apart aliases that hold marks between names', () => {
    expect(joinedAliases(['ก', 'ข'])).toBe('ก, ข');
    expect(joinedAliases(['ก/ข'])).toBe('ก/ข |');
    expect(joinedAliases(['ก | ข', 'ค'])).toBe('ก | ข\nค\n|');
  });
});
