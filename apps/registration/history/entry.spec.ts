import { describe, expect, it } from '@jest/globals';
import {
  type Asker,
  type EventEnvelope,
  events,
  exampleHistoryEntry,
  HistoryNoted,
  MeetingAnnounced,
  ResponseRecorded,
} from '#contracts';
import { entryOf, openedEntry } from './entry.js';

const told = (changes: Partial<EventEnvelope>): EventEnvelope => ({
  id: 'event-1',
  subject: HistoryNoted.subject,
  occurredAt: '2016-11-09T03:12:00.000Z',
  aggregateId: 'own',
  revision: 2,
  correlationId: 'request-1',
  data: HistoryNoted.data.parse(HistoryNoted.example),
  ...changes,
});
const staff = (role: 'desk' | 'viewer' | 'focal-point', provinceCode?: string): Asker => ({
  kind: 'staff',
  staffId: 'staff-2',
  role,
  ...(provinceCode !== undefined && { provinceCode }),
});

describe('what the history notes of an event', () => {
  it('is what its data says where it is told to the history alone, else its note', () => {
    const by = { kind: 'staff' as const, staffId: 'staff-1', role: 'coordinator' as const };
    expect(entryOf(told({ by }))).toMatchObject({ what: 'draft-changed', who: by, at: '2016-11-09T03:12:00.000Z' });
    const note = {
      meetingId: 'own',
      what: 'meeting-announced' as const,
      changes: [{ field: 'status', after: 'announced' }],
    };
    const announced = told({ subject: MeetingAnnounced.subject, data: MeetingAnnounced.example, note, by });
    expect(entryOf(announced)).toMatchObject({ ...note, event: 'event-1' });
  });

  it('is the same one when it is told again in another era', () => {
    expect(entryOf(told({ id: 'event-1-again', toldFirst: 'event-1', revision: 1_000_002 }))?.event).toBe('event-1');
  });

  it('is that something happened, of what was told before it was noted: nobody is named who may not have done it', () => {
    const old = events.filter(({ subject }) =>
      /registration\.v1\.(meeting|invitation|reply-link|response)-/.test(subject),
    );
    expect(old.length).toBeGreaterThan(8);
    for (const { subject, data, example } of old)
      expect(entryOf(told({ subject, data: data.parse(example) }))).toMatchObject({
        meetingId: 'egov-readiness-2559',
        what: subject.split('.').at(-1),
        who: { kind: 'unknown' },
        changes: [],
      });
    expect(entryOf(told({ subject: ResponseRecorded.subject, data: ResponseRecorded.example }))).toMatchObject({
      invitationId: ResponseRecorded.example.invitationId,
      provinceCode: 'TH-50',
    });
  });
});

describe('an entry as it is shown', () => {
  const entry = {
    ...exampleHistoryEntry,
    what: 'response-taken-back' as const,
    who: { kind: 'staff' as const, staffId: 'staff-1', role: 'desk' as const },
    reason: 'of another office',
  };

  it('says who entered an answer and why it was taken back to those alone who see persons', () => {
    for (const who of [staff('desk'), staff('focal-point', 'TH-50')]) expect(openedEntry(who, entry)).toEqual(entry);
    const { reason: _reason, ...rest } = entry;
    expect(openedEntry(staff('viewer'), entry)).toEqual({
      ...rest,
      who: { kind: 'staff', role: 'desk' },
      withheld: true,
    });
  });

  it('says of a meeting everything to everybody who may read it', () => {
    const { provinceCode: _province, invitationId: _invitation, ...rest } = entry;
    const ofMeeting = { ...rest, what: 'meeting-cancelled' as const };
    expect(openedEntry(staff('viewer'), ofMeeting)).toEqual(ofMeeting);
  });
});
