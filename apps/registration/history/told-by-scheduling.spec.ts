import { describe, expect, it } from '@jest/globals';
import {
  CheckBooked,
  CheckCancelled,
  CheckConfirmed,
  CheckMoved,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  ConferenceRoomChanged,
  exampleCheck,
  HistoryNote,
  SiteFaultChanged,
  SiteJoiningChanged,
  SiteReadinessChanged,
} from '#contracts';
import { languages } from '#words';
import { noteToldByScheduling } from './told-by-scheduling.js';
import { wordedChanges } from './worded.js';

const noted = [
  CheckBooked,
  CheckMoved,
  CheckCancelled,
  CheckConfirmed,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  SiteJoiningChanged,
  SiteFaultChanged,
  ConferenceRoomChanged,
];

describe('what the history notes of what scheduling tells', () => {
  it.each(noted.map((contract) => [contract.subject, contract] as const))(
    'of %s is named as it is told',
    (subject, contract) => {
      const note = HistoryNote.parse(noteToldByScheduling({ subject, data: contract.data.parse(contract.example) }));
      expect(subject.endsWith(`.${note.what}`)).toBe(true);
      expect(note.siteId === undefined).toBe(subject === ConferenceRoomChanged.subject);
      expect(note.changes.length).toBeGreaterThan(0);
      for (const language of languages)
        for (const { label, before = '', after = '' } of wordedChanges(note.changes, {
          language,
          timeZone: 'Asia/Bangkok',
          nameOf: () => undefined,
        }))
          expect(`${label} ${before} ${after}`).not.toMatch(/T\d{2}:\d{2}:|[{}]|undefined/);
    },
  );

  it('is nothing of what follows from it, and of what is said beside a result that something was said', () => {
    const { subject, example } = SiteReadinessChanged;
    expect(noteToldByScheduling({ subject, data: example })).toBeUndefined();
    const check = { ...exampleCheck, state: 'failed' as const, faults: ['echo' as const], note: 'นาย ก แจ้ง' };
    const note = noteToldByScheduling({ subject: CheckRecorded.subject, data: { check } });
    expect(note?.changes).toEqual([
      { field: 'outcome', after: 'failed' },
      { field: 'faults', after: ['echo'] },
      { field: 'note', personal: true },
    ]);
  });

  it('tells the result that was from the one that is, and why', () => {
    const previous = { state: 'passed' as const, faults: [], ended: 'withdrawn' as const, reason: 'of another site' };
    const note = noteToldByScheduling({
      subject: CheckResultWithdrawn.subject,
      data: { check: exampleCheck, previous },
    });
    expect(note).toMatchObject({
      reason: 'of another site',
      changes: [
        { field: 'outcome', before: 'passed' },
        { field: 'faults', before: [] },
      ],
    });
  });
});
