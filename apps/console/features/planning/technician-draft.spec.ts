import { describe, expect, it } from '@jest/globals';
import { exampleTechnician, SaveTechnician } from '#contracts';
import { draftOf, idOfField, readTechnician } from './technician-draft.js';

describe('a technician as typed', () => {
  it('is what was kept, in whichever language', () => {
    const { id: _id, revision: _revision, ...content } = exampleTechnician;
    for (const language of ['th', 'en'] as const)
      expect(readTechnician(draftOf(exampleTechnician, language))).toEqual(content);
    expect(draftOf(exampleTechnician, 'th').absences[0]?.firstDay).toBe('17/11/2559');
  });

  it('reads times and days of either script, and an absence of a day by its first alone', () => {
    const draft = { ...draftOf(undefined, 'th'), name: 'ก', mostPerDay: '๘' };
    const read = readTechnician({
      ...draft,
      shifts: [{ weekdays: [5, 1], from: '๘.๓๐', to: '16.30' }],
      absences: [{ firstDay: '๑๗/๑๑/๒๕๕๙', lastDay: '' }],
    });
    expect(read).toMatchObject({
      mostPerDay: 8,
      shifts: [{ weekdays: [1, 5], from: '08:30', to: '16:30' }],
      absences: [{ firstDay: '2016-11-17', lastDay: '2016-11-17' }],
    });
    expect(SaveTechnician.request.safeParse({ id: 'x', ...read }).success).toBe(true);
  });

  it('says what of it can’t be read, and where each problem of the service belongs', () => {
    const draft = {
      ...draftOf(undefined, 'th'),
      name: 'ก',
      mostPerDay: 'แปด',
      absences: [{ firstDay: '31/11/2559', lastDay: '' }],
    };
    expect(readTechnician(draft)).toMatchObject({
      unread: [{ id: 'tech-absences-0-firstDay' }, { id: 'tech-absences-0-lastDay' }, { id: 'tech-mostPerDay' }],
    });
    expect(['name', 'shifts.1.to', 'absences.0.lastDay', 'shifts.0.weekdays', 'id'].map(idOfField)).toEqual([
      'tech-name',
      'tech-shifts-1-to',
      'tech-absences-0-lastDay',
      'tech-shifts-0-weekdays',
      undefined,
    ]);
  });
});
