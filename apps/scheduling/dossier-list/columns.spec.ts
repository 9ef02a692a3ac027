import { describe, expect, it } from '@jest/globals';
import {
  DossierColumn,
  emptyDossier,
  exampleDossier,
  exampleSite,
  type KeptDossier,
  SiteDossier,
  strictly,
} from '#contracts';
import { checksWordsOf } from '#words';
import { columnsIn, dossierRow, withRow } from './columns.js';

const kept = (dossier: SiteDossier): KeptDossier => ({
  siteId: 'th-50',
  name: exampleSite.name,
  provinceCode: 'TH-50',
  dossier,
  missing: [],
  revision: 1,
});
const heading = (language: 'th' | 'en') =>
  DossierColumn.options.map((column) => checksWordsOf(language).columns[column]);
const full: SiteDossier = {
  ...exampleDossier,
  technicians: [...exampleDossier.technicians, { name: 'c' }, { name: 'd', mobile: '08 1' }].map((person, index) => ({
    ...person,
    ...(index === 1 && { email: 'two@hall.example' }),
  })),
  systems: [...exampleDossier.systems, { kind: 'sip', dial: 'sip:hall@vc.example' }],
  equipment: [...exampleDossier.equipment, { what: 'camera', make: 'B' }],
  notes: 'สองบรรทัด\nครับ',
};

describe('a list of dossiers', () => {
  it.each(['th', 'en'] as const)('handed in as it was handed out changes nothing, in %s', (language) => {
    const { at, unknown } = columnsIn(heading(language));
    expect(unknown).toEqual([]);
    expect(at.size).toBe(DossierColumn.options.length);
    for (const dossier of [full, exampleDossier, emptyDossier])
      expect(strictly(SiteDossier).parse(withRow(dossier, dossierRow(kept(dossier), language), at))).toEqual(dossier);
  });

  it('takes columns in any order, leaves alone what it has no column for, and empties what is empty', () => {
    const { at, unknown } = columnsIn(['Room', ' ช่องทางเชื่อมต่อ ', 'Weather', '', 'site']);
    expect(unknown).toEqual(['Weather']);
    expect(withRow(full, ['', 'https://vc.example/b; 203.0.113.9', 'x', '', 'th-50'], at)).toEqual({
      ...full,
      room: undefined,
      systems: [
        { kind: 'web', dial: 'https://vc.example/b' },
        { kind: 'h323', dial: '203.0.113.9' },
      ],
    });
  });

  it('reads Thai digits and years of either era, and leaves to the schema what it can’t read', () => {
    const { at } = columnsIn(['site', 'Seats', 'Equipment', 'Technician 1']);
    const row = ['th-50', '๑,๒๐๐', 'กล้อง | A | | | ๒๕๕๕\ncodec | B | X | 1 | 2012\nradio | C', ''];
    const read = withRow({ ...emptyDossier, technicians: [{ name: 'a', mobile: '08 1000 0001' }] }, row, at);
    expect(read).toMatchObject({
      seats: 1200,
      equipment: [
        { what: 'camera', make: 'A', year: 2012 },
        { what: 'codec', make: 'B', model: 'X', firmware: '1', year: 2012 },
        { what: 'radio', make: 'C' },
      ],
    });
    const parsed = strictly(SiteDossier).safeParse(read);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['equipment.2.what', 'technicians.0.name']),
    );
  });
});
