import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation, exampleSite, type ImportField, type Organisation } from '#contracts';
import { type Candidates, compareRow, nothingSeen, type Seen } from './compare.js';
import { Classes, Sites } from './directory.js';
import { letters } from './folded.js';
import { codeKey } from './office-codes.js';
import { provinceInName, provinceNamed } from './province-names.js';
import { readRow } from './read-row.js';

const revenue = { class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่จังหวัด' } };
const fields: readonly ImportField[] = ['code', 'name', 'class', 'province', 'email', 'contact-name', 'site'];
const columns = fields.map((field, index) => ({ column: index + 1, field }));
const candidates = (...present: Organisation[]): Candidates => ({
  byId: new Map(present.map((entry) => [entry.id, { entry }])),
  byCode: new Map(present.flatMap((entry) => (entry.code === undefined ? [] : [[codeKey(entry.code), { entry }]]))),
  byName: new Map(present.map((entry) => [letters(entry.name.th), [{ entry }]])),
});
const compared = (said: Partial<Record<ImportField, string>>, present: Candidates = candidates(), seen?: Seen) => {
  const sites = new Sites([exampleSite]);
  const row = { number: 7, cells: fields.map((field) => ({ text: said[field] ?? '' })) };
  const read = readRow(row, { columns, classes: new Classes([revenue]), sites, defaultClass: undefined });
  return compareRow(read, present, seen ?? nothingSeen(), sites, '7');
};
const codes = ({ problems }: ReturnType<typeof compared>) => problems.map(({ cell, code }) => `${cell} ${code}`);
const said = { name: exampleOrganisation.name.th, class: revenue.name.th, province: 'จ.เชียงใหม่' };

describe('a row of a list', () => {
  it('is a new office, with an id by its code or by class, province and name', () => {
    const row = compared({ ...said, email: 'Saraban@Office.example' });
    expect(row).toMatchObject({
      state: 'new',
      organisation: { class: 'revenue', provinceCode: 'TH-50', siteId: 'th-50', email: 'Saraban@office.example' },
    });
    expect(compared(said).organisation?.id).toBe(row.organisation?.id);
    expect(compared({ ...said, code: 'A-12' }).organisation?.id).toBe('office-a-12');
    expect(compared({ ...said, province: 'น่าน' }).organisation).toMatchObject({ siteId: 'th-55' });
  });

  it('is the office of its code or of its name; what it leaves blank stays', () => {
    const there = { ...exampleOrganisation, code: '12', fax: '053' };
    expect(compared(said, candidates(there))).toMatchObject({ state: 'unchanged', organisation: there });
    expect(compared({ code: '12', email: 'b@b.example' }, candidates(there))).toMatchObject({
      state: 'changed',
      before: there,
      organisation: { ...there, email: 'b@b.example' },
    });
    expect(compared({ ...said, code: '13' }, candidates(there))).toMatchObject({ state: 'new' });
    const named = compared({ ...said, 'contact-name': 'นาย ก' }, candidates(there));
    expect(named.organisation?.contacts).toEqual([{ role: 'coordinator', name: 'นาย ก' }]);
  });

  it('is the office of its code in whatever digits and capitals both are written', () => {
    const there = { ...exampleOrganisation, code: '๐๓a' };
    expect(compared({ ...said, code: '03A' }, candidates(there))).toMatchObject({
      state: 'changed',
      organisation: { id: there.id, code: '03A' },
    });
    const [one, other] = [compared({ ...said, code: '๐12' }), compared({ ...said, code: '012' })];
    expect(one.organisation?.id).toBe(other.organisation?.id);
    expect(compared({ ...said, code: '1/12' }).organisation?.id).not.toBe(
      compared({ ...said, code: '11/2' }).organisation?.id,
    );
  });

  it('is in conflict where its code is that of one office and its name that of another', () => {
    const [one, other] = [
      { ...exampleOrganisation, code: '12' },
      { ...exampleOrganisation, id: 'other', code: '13', name: { th: 'สำนักงานอื่น' } },
    ];
    const row = compared({ ...said, code: '13' }, candidates(one, other));
    expect([row.state, row.organisation?.id, ...codes(row)]).toEqual(['conflict', one.id, 'A7 code-of-another']);
    expect(row.problems[0]?.params).toMatchObject({ name: 'สำนักงานอื่น' });
  });

  it('is no second office where a sheet took the zeros from its code', () => {
    const there = { ...exampleOrganisation, code: '0303050' };
    const row = compared({ ...said, code: '303050' }, candidates(there));
    expect([row.state, ...codes(row)]).toEqual(['conflict', 'A7 code-zeros']);
    expect(row.problems[0]?.params).toEqual({ name: there.name.th, code: '0303050' });
    const elsewhere = compared({ ...said, name: 'สำนักงานอื่น', code: '303050' }, candidates(there));
    expect([elsewhere.state, ...codes(elsewhere)]).toEqual(['new', 'A7 code-zeros']);
  });

  it('is invalid with a code that an earlier row has', () => {
    const seen = nothingSeen();
    const there = { ...exampleOrganisation };
    expect(compared({ ...said, code: '77' }, candidates(there), seen).organisation?.id).toBe(there.id);
    const row = compared({ ...said, name: 'สำนักงานอื่น', code: '๗๗' }, candidates(there), seen);
    expect([row.state, ...codes(row)]).toEqual(['invalid', 'A7 code-repeated']);
  });

  it('is in conflict where the directory says another class or province of the office', () => {
    const there = { ...exampleOrganisation, code: '12' };
    const row = compared({ ...said, code: '12', class: 'ศูนย์', province: 'ลำพูน', name: 'สำนักงาน' }, candidates(there));
    expect([row.state, ...codes(row)]).toEqual([
      'conflict',
      'C7 class-of-office-differs',
      'D7 province-of-office-differs',
      'G7 province-differs',
    ]);
  });

  it('is invalid with the cell of each thing that is wrong', () => {
    expect(codes(compared({ province: 'เชียงไหน', email: 'x@@y' }))).toEqual([
      'D7 province-not-known',
      'E7 e-mail-two-ats',
      'B7 missing',
      'C7 class-missing',
    ]);
  });

  it('is told from an earlier one of the same office; strange things are warnings', () => {
    const seen = nothingSeen();
    const first = compared({ ...said, email: 'a@gmail.com', province: 'ลำพูน' }, candidates(), seen);
    expect([first.state, ...codes(first)]).toEqual(['new', 'D7 province-unlike-name', 'E7 free-mail']);
    expect(codes(compared({ ...said, province: 'ลำพูน' }, candidates(), seen))).toContain('B7 row-repeated');
    const other = compared({ ...said, name: 'สำนักงานอื่น', email: 'A@gmail.com' }, candidates(), seen);
    expect([other.state, ...codes(other)]).toEqual(['new', 'E7 free-mail', 'E7 address-repeated']);
  });
});

describe('a row that names an office that was merged into another', () => {
  const was = { ...exampleOrganisation, id: 'was', code: '12', name: { th: 'สำนักงานเดิม' } };
  const into = { ...exampleOrganisation, id: 'into', code: '13', name: { th: 'สำนักงานใหม่' } };
  const known = { ...candidates(into), merged: [{ was, into }] };
  const changesNothing = { state: 'unchanged', organisation: into, before: into };

  it.each([
    ['its code', { ...said, code: '12', name: 'สำนักงานเดิม', email: 'old@office.example' }],
    ['its name', { ...said, name: 'สำนักงานเดิม' }],
  ])('changes nothing of the one that it is now, and says so: by %s', (_by, row) => {
    const compared_ = compared(row, known);
    expect(compared_).toMatchObject(changesNothing);
    expect(compared_.problems).toMatchObject([{ code: 'merged-into', warning: true, params: { name: into.name.th } }]);
  });

  it('leaves the row of that one as it is', () => {
    const seen = nothingSeen();
    expect(compared({ ...said, name: 'สำนักงานเดิม' }, known, seen).state).toBe('unchanged');
    expect(compared({ code: '13', email: 'a@office.example' }, known, seen).state).toBe('changed');
  });

  it('means the office that has its code by now', () => {
    const later = { ...exampleOrganisation, id: 'later', code: '12', name: { th: 'สำนักงานอื่น' } };
    const row = compared({ code: '12', email: 'a@office.example' }, { ...candidates(later), merged: [{ was, into }] });
    expect(row).toMatchObject({ state: 'changed', organisation: { id: 'later' } });
  });
});

describe('a province', () => {
  it.each([
    ['เชียงใหม่', 'TH-50'],
    ['จ. เชียงใหม่', 'TH-50'],
    ['จังหวัดจันทบุรี', 'TH-22'],
    ['กทม.', 'TH-10'],
    ['โคราช', 'TH-30'],
    ['๕๐', 'TH-50'],
    ['Chiang Mai', 'TH-50'],
    ['เชียงไหน', undefined],
    ['จันทบุรี', 'TH-22'],
  ])('%s is %s', (text, code) => {
    expect(provinceNamed(text)).toBe(code);
  });

  it('is what the name of an office ends with, unless it is too short to tell', () => {
    expect(provinceInName('สำนักงานสรรพากรพื้นที่เชียงใหม่')).toBe('TH-50');
    expect(provinceInName('สำนักงานตาก')).toBeUndefined();
  });
});
