import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation, exampleSite } from '#contracts';
import {
  checkOrganisation,
  checkOrganisations,
  checkSite,
  checkSites,
  decideEnrolment,
  decideSaving,
  withoutBlanks,
} from './enrolment.js';

const sites = new Map([[exampleSite.id, exampleSite]]);
const fieldsOf = (work: () => void): unknown => {
  try {
    work();
    return [];
  } catch (error) {
    return (error as { details: { fields: { field: string }[] } }).details.fields.map(({ field }) => field);
  }
};

describe('enrolling', () => {
  it('adds what is new, changes what differs and leaves the rest', () => {
    const present = new Map([
      ['th-50', { entry: exampleSite, revision: 3 }],
      ['th-51', { entry: { ...exampleSite, id: 'th-51' }, revision: 1 }],
    ]);
    const { email: _email, ...withoutEmail } = { ...exampleSite, id: 'th-51' };
    const added = { ...exampleSite, id: 'th-52' };
    expect(decideEnrolment([exampleSite, withoutEmail, added], present)).toEqual([
      { kind: 'unchanged' },
      { kind: 'changed', entry: withoutEmail, revision: 1 },
      { kind: 'added', entry: added },
    ]);
  });

  it('brings back what was removed, as it is wanted', () => {
    const removed = new Map([['th-50', { entry: exampleSite, revision: 3, removed: true as const }]]);
    expect(decideEnrolment([exampleSite], removed)).toEqual([{ kind: 'changed', entry: exampleSite, revision: 3 }]);
  });

  it('makes no difference between what is left out, left blank and an empty list', () => {
    const { email: _email, ...bare } = exampleOrganisation;
    expect(
      withoutBlanks({ ...bare, email: undefined, fax: '', aliases: [], contacts: [{ role: 'saraban', phone: '' }] }),
    ).toStrictEqual({ ...bare, contacts: [{ role: 'saraban' }] });
  });

  it('takes organisations of enrolled sites in their own province', () => {
    expect(fieldsOf(() => checkOrganisations([exampleOrganisation], sites))).toEqual([]);
  });

  it('names every field that is wrong, all at once', () => {
    const wrong = [
      exampleOrganisation,
      { ...exampleOrganisation, id: 'a', siteId: 'th-99' },
      { ...exampleOrganisation, id: 'b', provinceCode: 'TH-51' },
      exampleOrganisation,
    ];
    expect(fieldsOf(() => checkOrganisations(wrong, sites))).toEqual([
      'organisations.3.id',
      'organisations.1.siteId',
      'organisations.2.provinceCode',
    ]);
    expect(fieldsOf(() => checkSites([exampleSite, exampleSite]))).toEqual(['sites.1.id']);
  });
});

describe('correcting one entry of the directory', () => {
  const kept = { entry: exampleSite, revision: 3 };
  const wanted = { ...exampleSite, phone: '053' };

  it('changes it as it was seen, and the same again changes nothing', () => {
    expect(decideSaving(wanted, kept, 3)).toEqual({ kind: 'changed', entry: wanted, revision: 3 });
    expect(decideSaving(wanted, { entry: wanted, revision: 4 }, 3)).toEqual({ kind: 'unchanged' });
    expect(decideSaving(wanted, undefined, undefined)).toEqual({ kind: 'added', entry: wanted });
    expect(decideSaving(wanted, { ...kept, removed: true }, undefined)).toMatchObject({ kind: 'changed', revision: 3 });
  });

  it('refuses one that has changed since, one that is there and was not seen, and one that is gone', () => {
    const conflict = expect.objectContaining({ code: 'revision-conflict' });
    expect(() => decideSaving(wanted, kept, 2)).toThrow(conflict);
    expect(() => decideSaving(wanted, kept, undefined)).toThrow(conflict);
    expect(() => decideSaving(wanted, undefined, 3)).toThrow(conflict);
    expect(() => decideSaving(wanted, { ...kept, removed: true }, 3)).toThrow(conflict);
  });

  it('holds each code once, and offices in the province of their site', () => {
    const coded = { ...exampleOrganisation, code: '7' };
    expect(fieldsOf(() => checkOrganisation(coded, sites, [coded]))).toEqual([]);
    expect(fieldsOf(() => checkOrganisation(coded, sites, [{ ...coded, id: 'other' }]))).toEqual(['organisation.code']);
    expect(fieldsOf(() => checkOrganisation({ ...coded, siteId: 'none' }, sites, []))).toEqual(['organisation.siteId']);
    const moved = { ...exampleSite, provinceCode: 'TH-51' };
    expect(fieldsOf(() => checkSite(moved, exampleSite, 2))).toEqual(['site.provinceCode']);
    expect(fieldsOf(() => checkSite(moved, exampleSite, 0))).toEqual([]);
  });
});
