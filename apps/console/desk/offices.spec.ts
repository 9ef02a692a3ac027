import { describe, expect, it } from '@jest/globals';
import { exampleInvitation, type Invitation } from '#contracts';
import { labelledOffices, officeOf } from './offices.js';

const office = (id: string, name: string, changes: Partial<Invitation['organisation']> = {}): Invitation => ({
  ...exampleInvitation, id: `inv-${id}`, organisation: { ...exampleInvitation.organisation, id, name: { th: name, en: name }, ...changes },
});
const naming = { named: (name: { th: string }) => name.th, province: (code: string) => code, className: (id: string) => id };

describe('offices at the reply desk', () => {
  it('can each be picked, however many are called the same', () => {
    const offices = [
      office('a', 'สำนักงานจังหวัด'), office('b', 'สำนักงานจังหวัด', { provinceCode: 'TH-51' }), office('c', 'สำนักงานจังหวัด', { class: 'other' }),
      office('d', 'สำนักงานจังหวัด', { class: 'third' }), office('e', 'สำนักงานจังหวัด', { class: 'third' }), office('f', 'สำนัก\nงาน  จังหวัด'), office('g', 'อื่น'),
    ];
    const labels = labelledOffices(offices, naming);
    expect(new Set([...labels.values()].map(({ id }) => id))).toEqual(new Set(offices.map(({ id }) => id)));
    for (const [label, { id }] of labels) expect(officeOf(labels, ` ${label} `)?.id).toBe(id);
  });

  it('is picked by its whole label only', () => {
    const labels = labelledOffices([office('a', 'สำนักงานจังหวัด')], naming);
    expect(officeOf(labels, 'สำนักงาน')).toBeUndefined();
  });
});
