import { describe, expect, it } from '@jest/globals';
import { type AttendanceState } from '#contracts';
import { countCame, surveyedOf } from './report.js';

const tally = { invited: 0, answered: 0, attend: 0, representative: 0, decline: 0, late: 0, people: 0 };

describe('the report of a meeting', () => {
  it('counts who came by class and province, and assumes nothing of whom no register speaks', () => {
    const seats = [
      { id: 'a', class: 'revenue', provinceCode: 'TH-50' },
      { id: 'b', class: 'revenue', provinceCode: 'TH-51' },
      { id: 'c', class: 'police', provinceCode: 'TH-50' },
    ];
    const states = new Map<string, AttendanceState>([
      ['a', 'present'],
      ['c', 'excused'],
      ['gone', 'present'],
    ]);
    const came = countCame(seats, states);
    expect(came.total).toEqual({ present: 1, represented: 0, absent: 0, excused: 1, unknown: 1 });
    expect(came.byClass['revenue']).toMatchObject({ present: 1, unknown: 1 });
    expect(came.byProvince['TH-50']).toMatchObject({ present: 1, excused: 1, unknown: 0 });
  });

  it('sums the answers of the classes that the survey asked, and of no other', () => {
    const classes = [
      { class: 'revenue', name: { th: 'สรรพากร' }, surveyed: true },
      { class: 'health', name: { th: 'สาธารณสุข' }, surveyed: true },
      { class: 'police', name: { th: 'ตำรวจ' }, surveyed: false },
    ];
    const byClass = {
      revenue: { ...tally, invited: 76, answered: 70 },
      health: { ...tally, invited: 76, answered: 60 },
      police: { ...tally, invited: 76, answered: 76 },
    };
    expect(surveyedOf({ classes }, { byClass })).toEqual({ invited: 152, answered: 130 });
  });
});
