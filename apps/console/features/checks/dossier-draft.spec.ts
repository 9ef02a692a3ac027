import { describe, expect, it } from '@jest/globals';
import { emptyDossier, exampleDossier, SiteDossier, strictly } from '#contracts';
import { draftOf, idOfField, newBusy, newDevice, newPerson, readDossier } from './dossier-draft.js';

const zone = 'Asia/Bangkok';
const read = (draft: Parameters<typeof readDossier>[0]) => {
  const outcome = readDossier(draft, zone);
  if ('unread' in outcome) throw new Error('some times say nothing');
  return outcome;
};

describe('a dossier as it is typed', () => {
  it.each(['th', 'en'] as const)('comes back as it was kept, in %s', (language) => {
    for (const dossier of [exampleDossier, emptyDossier, { ...exampleDossier, notes: 'สองบรรทัด\nครับ' }])
      expect(strictly(SiteDossier).parse(read(draftOf(dossier, zone, language)).dossier)).toEqual(dossier);
  });

  it('takes years and numbers in either era and script, and leaves what is no number to its schema', () => {
    const draft = draftOf(emptyDossier, zone, 'th');
    const { dossier } = read({
      ...draft,
      equipment: [
        { ...newDevice, make: 'A', year: '๒๕๕๕' },
        { ...newDevice, make: 'B', year: '2012' },
        { ...newDevice, make: 'C', year: 'ไม่ทราบ' },
      ],
      plain: { ...draft.plain, seats: '๑,๒๐๐', downMbps: '10.5', upMbps: '5 Mbps' },
    });
    expect(dossier).toMatchObject({
      equipment: [{ year: 2012 }, { year: 2012 }, { year: 'ไม่ทราบ' }],
      seats: 1200,
      downMbps: 10.5,
      upMbps: '5 Mbps',
    });
  });

  it('leaves empty lines out, and knows at which line an entry stands', () => {
    const draft = draftOf(emptyDossier, zone, 'th');
    const { dossier, rows } = read({ ...draft, technicians: [newPerson, { ...newPerson, mobile: '08 1000 0001' }] });
    expect(dossier).toMatchObject({ technicians: [{ mobile: '08 1000 0001' }], systems: [], busy: [] });
    expect(idOfField('dossier.technicians.0.name', rows)).toBe('d-technicians-1-name');
    expect(idOfField('dossier.backup.phone', rows)).toBe('d-backup-phone');
    expect(idOfField('dossier.technicians', rows)).toBeUndefined();
    expect(idOfField('expectedRevision', rows)).toBeUndefined();
  });

  it('names the times that say nothing', () => {
    const draft = draftOf(emptyDossier, zone, 'th');
    const busy = [
      newBusy,
      { ...newBusy, from: { day: '14/11/2559', time: '9.00' }, to: { day: '31/11/2559', time: '10.00' } },
    ];
    expect(readDossier({ ...draft, busy }, zone)).toEqual({
      unread: [{ id: 'd-busy-1-to-day', mistake: 'no-such-day' }],
    });
  });
});
