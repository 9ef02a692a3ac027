import { describe, expect, it } from '@jest/globals';
import {
  type Asker,
  DossierGap,
  emptyDossier,
  exampleDossier,
  type KeptDossier,
  missingOf,
  type SiteDossier,
} from '#contracts';
import { type DossierState, linkChangeOf, opensSitePersons, withheldPersons, writeDossier } from './dossier.js';

const now = new Date('2016-11-12T03:00:00.000Z');
const kept: DossierState = {
  siteId: 'th-50',
  revision: 3,
  dossier: exampleDossier,
  changedAt: '2016-11-08T03:00:00.000Z',
  changedBy: 'staff-vc',
};
const [codec] = exampleDossier.equipment as [SiteDossier['equipment'][number]];
const [h323, web] = exampleDossier.systems as [SiteDossier['systems'][number], SiteDossier['systems'][number]];
const write = (
  changes: Partial<SiteDossier>,
  {
    before = kept,
    expected = 3,
    ...more
  }: { before?: DossierState | null; expected?: number | undefined; onlyCorrects?: boolean } = {},
) =>
  writeDossier(
    before ?? undefined,
    { siteId: 'th-50', dossier: { ...exampleDossier, ...changes }, changedBy: 'staff-2', ...more },
    expected,
    now,
  );

describe('a site’s dossier', () => {
  it('lacks everything at first, and nothing once all is known', () => {
    expect(missingOf(emptyDossier)).toEqual(DossierGap.options.filter((gap) => gap !== 'mobiles'));
    expect(missingOf(exampleDossier)).toEqual([]);
  });

  it.each<[DossierGap, Partial<SiteDossier>]>([
    ['technicians', { technicians: exampleDossier.technicians.slice(0, 1) }],
    ['mobiles', { technicians: exampleDossier.technicians.map(({ name }) => ({ name, mobile: ' ' })) }],
    ['bandwidth', { upMbps: undefined }],
    ['backup-line', { backup: { phone: '0 5311 2222' } }],
    ['backup-phone', { backup: { line: '4G router' } }],
  ])('lacks %s', (gap, changes) => expect(missingOf({ ...exampleDossier, ...changes })).toEqual([gap]));

  it.each<[string, Partial<SiteDossier>, 'equipment' | 'systems' | undefined]>([
    ['another firmware', { equipment: [{ ...codec, firmware: '9.2.0' }] }, 'equipment'],
    ['another model', { equipment: [{ ...codec, model: 'X8' }] }, 'equipment'],
    ['one device more', { equipment: [codec, { what: 'camera', make: 'Example' }] }, 'equipment'],
    ['a device that is gone', { equipment: [] }, 'equipment'],
    ['its name in capitals, another year', { equipment: [{ ...codec, make: 'EXAMPLE', year: 2013 }] }, undefined],
    ['another address', { systems: [{ kind: 'h323', dial: '203.0.113.11' }, web] }, 'systems'],
    ['a way in that is gone', { systems: [h323] }, 'systems'],
    [
      'one way in more, in another order',
      { systems: [web, h323, { kind: 'sip', dial: 'sip:a@vc.example' }] },
      undefined,
    ],
    ['other people and seats', { technicians: [], seats: 20 }, undefined],
  ])('with %s: the link is another one by %s', (_what, changes, because) => {
    expect(linkChangeOf(exampleDossier, { ...exampleDossier, ...changes })).toBe(because);
    const decision = write(changes);
    expect(decision?.state.linkChanged).toEqual(because && { at: now.toISOString(), because });
    expect(write(changes, { onlyCorrects: true })?.state.linkChanged).toBeUndefined();
  });

  it('of which nothing was known says nothing of a change, nor does a firmware that nobody had written down', () => {
    const first = { siteId: 'th-50', dossier: exampleDossier, changedBy: 'staff-2' };
    expect(writeDossier(undefined, first, undefined, now)?.state.linkChanged).toBeUndefined();
    const { firmware: _firmware, ...unknown } = codec;
    expect(linkChangeOf({ ...exampleDossier, equipment: [unknown] }, exampleDossier)).toBeUndefined();
  });

  it('remembers the last change of its link through later writing, and tells which parts changed', () => {
    const before: DossierState = { ...kept, linkChanged: { at: '2016-11-09T00:00:00.000Z', because: 'systems' } };
    const decision = write({ seats: 61 }, { before });
    expect(decision?.state.linkChanged).toEqual(before.linkChanged);
    expect(decision?.fact.data).toMatchObject({ changed: ['seats'], linkChanged: before.linkChanged });
  });

  it('is written once, and only by whoever saw what is kept', () => {
    expect(write({}, { expected: 1 })).toBeUndefined();
    const conflict = expect.objectContaining({ kind: 'conflict', code: 'revision-conflict' });
    expect(() => write({ seats: 1 }, { expected: 2 })).toThrow(conflict);
    expect(() =>
      writeDossier(kept, { siteId: 'th-50', dossier: emptyDossier, changedBy: 'staff-2' }, undefined, now),
    ).toThrow(conflict);
    expect(() => write({}, { before: null, expected: 1 })).toThrow(conflict);
  });

  it.each<[string, Asker, boolean]>([
    ['operations', { kind: 'staff', staffId: 's', role: 'operations' }, true],
    ['the desk', { kind: 'staff', staffId: 's', role: 'desk' }, true],
    ['a viewer', { kind: 'staff', staffId: 's', role: 'viewer' }, false],
    [
      'a viewer who answers for the province',
      { kind: 'staff', staffId: 's', role: 'viewer', roles: ['viewer', 'focal-point'], provinceCode: 'TH-50' },
      true,
    ],
    [
      'a viewer who answers for another',
      { kind: 'staff', staffId: 's', role: 'viewer', roles: ['viewer', 'focal-point'], provinceCode: 'TH-51' },
      false,
    ],
    ['an office', { kind: 'office' }, false],
  ])('opens its persons to %s: %#', (_who, asker, opens) => expect(opensSitePersons(asker, 'TH-50')).toBe(opens));

  it('that is withheld names nobody and no number, and says how many there are', () => {
    const whole: KeptDossier = {
      siteId: 'th-50',
      name: { th: 'ศาลากลาง', en: 'Hall' },
      provinceCode: 'TH-50',
      dossier: { ...exampleDossier, notes: 'ring Mr Example 08 1' },
      missing: [],
      revision: 1,
    };
    const shown = withheldPersons(whole);
    expect(shown.withheld).toEqual({ presiding: true, technicians: 2 });
    expect(JSON.stringify(shown)).not.toMatch(/ตัวอย่าง|08 1|5311/);
    expect(shown.dossier.systems).toEqual(exampleDossier.systems);
  });
});
