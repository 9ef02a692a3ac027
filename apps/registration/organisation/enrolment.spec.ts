import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation, exampleSite } from '#contracts';
import { checkOrganisations, checkSites, decideEnrolment, withoutBlanks } from './enrolment.js';

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
