import { describe, expect, it } from '@jest/globals';
import { exampleInvitation, type Invitation } from '#contracts';
import { labelledOffices, officeOf } from './offices.js';
import { officesLike, searchedOffices } from './offices-like.js';

const office = (id: string, name: string, changes: Partial<Invitation['organisation']> = {}): Invitation => ({
  ...exampleInvitation,
  id: `inv-${id}`,
  organisation: { ...exampleInvitation.organisation, id, name: { th: name, en: name }, ...changes },
});
const naming = {
  named: (name: { th: string }) => name.th,
  province: (code: string) => code,
  className: (id: string) => id,
};

describe('offices at the reply desk', () => {
  it('can each be picked, however many are called the same', () => {
    const offices = [
      office('a', 'สำนักงานจังหวัด'),
      office('b', 'สำนักงานจังหวัด', { provinceCode: 'TH-51' }),
      office('c', 'สำนักงานจังหวัด', { class: 'other' }),
      office('d', 'สำนักงานจังหวัด', { class: 'third' }),
      office('e', 'สำนักงานจังหวัด', { class: 'third' }),
      office('f', 'สำนัก\nงาน  จังหวัด'),
      office('g', 'อื่น'),
    ];
    const labels = labelledOffices(offices, naming);
    expect(new Set([...labels.values()].map(({ id }) => id))).toEqual(new Set(offices.map(({ id }) => id)));
    for (const [label, { id }] of labels) expect(officeOf(labels, ` ${label} `)?.id).toBe(id);
  });

  it('is picked by its whole label only', () => {
    const labels = labelledOffices([office('a', 'สำนักงานจังหวัด')], naming);
    expect(officeOf(labels, 'สำนักงาน')).toBeUndefined();
  });

  it('is offered by the words of its label in any order, or by the beginning of its code', () => {
    const labels = labelledOffices(
      [
        office('th-50-revenue', 'สำนักงานสรรพากร', { provinceCode: 'TH-50' }),
        office('th-51-revenue', 'สำนักงานสรรพากร', { provinceCode: 'TH-51' }),
      ],
      naming,
    );
    const offered = (typed: string) => officesLike(searchedOffices(labels), typed).map(({ id }) => id);
    expect(offered('TH-51 สรรพากร')).toEqual(['inv-th-51-revenue']);
    expect(offered('th-50-rev')).toEqual(['inv-th-50-revenue']);
    expect(offered('สนง สรรพากร อยุธยา')).toEqual([]);
    expect(offered('สนง สรรพากร เชียงใหม่')).toEqual(['inv-th-50-revenue']);
    expect(offered('')).toHaveLength(2);
    expect(offered('ไม่มี')).toEqual([]);
  });

  it('is offered by its name and its province’s in any language, by what people call it and by its code, however it is typed', () => {
    const revenue = office('a', '', {
      name: { th: 'สำนักงานสรรพากรพื้นที่', en: 'Area revenue office' },
      provinceCode: 'TH-50',
      aliases: ['สพ.ชม.50'],
      code: '012',
    });
    const labels = labelledOffices([revenue], { ...naming, named: ({ en, th }) => en ?? th });
    for (const typed of ['สรรพากร เชียงใหม่', 'chiang mai revenue', 'สรรพากรพื้นที เชียงใหม', 'สพ ชม ๕๐', '๐๑๒'])
      expect(officesLike(searchedOffices(labels), typed).map(({ id }) => id)).toEqual(['inv-a']);
  });

  it('is offered among so many as anybody reads', () => {
    const labels = labelledOffices(
      Array.from({ length: 2000 }, (_each, index) => office(`o-${index}`, `สำนักงาน ${index}`)),
      naming,
    );
    expect(officesLike(searchedOffices(labels), 'สำนักงาน')).toHaveLength(50);
  });
});
