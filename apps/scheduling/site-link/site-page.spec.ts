import { describe, expect, it } from '@jest/globals';
import { type Check, emptyDossier, exampleCheck, exampleDossier, exampleMeeting, exampleSite } from '#contracts';
import { sitePageOf, type SiteStands } from './site-page.js';

const tester = { id: 'tech-1', name: 'ช่างทดสอบ', phone: '0 2000 0001', systems: [], shifts: [], absences: [] };
const confirmed = { at: '2016-11-11T02:00:00.000Z', by: 'site' as const, present: [{ name: 'ผู้อยู่ประจำ' }] };
const booked: Check = { ...exampleCheck, technicianId: 'tech-1', confirmed };
const meeting = { ...exampleMeeting, status: 'announced' as const, dialIn: '0 2000 9999', faultLine: '0 2000 1111' };
const shown = (of: Partial<SiteStands> = {}) =>
  sitePageOf({
    meeting,
    site: { siteId: exampleSite.id, name: exampleSite.name, provinceCode: 'TH-50', language: 'en' },
    attending: 3,
    checks: [booked],
    dossier: { dossier: exampleDossier, revision: 4 },
    technicians: [{ ...tester, active: true, revision: 1 }],
    status: 'booked',
    now: new Date('2016-11-12T02:00:00.000Z'),
    ...of,
  });

describe('what a site sees by its link', () => {
  it('is its appointment, who tests it, what is known of it without the notes of others, and whom to ring', () => {
    const page = shown();
    expect(page).toMatchObject({
      language: 'en',
      appointment: {
        checkId: booked.id,
        state: 'booked',
        confirmed,
        technician: { name: tester.name, phone: tester.phone },
        mayChange: true,
      },
      dossier: { technicians: exampleDossier.technicians, systems: exampleDossier.systems },
      dossierRevision: 4,
      contact: { email: meeting.coordinator.email, faultLine: '0 2000 1111' },
    });
    expect(shown({ dossier: { dossier: { ...emptyDossier, notes: 'for us alone' }, revision: 1 } }).dossier).toEqual(
      emptyDossier,
    );
  });

  it('is the check that is ahead, else the last one; cancelled ones are none', () => {
    const failed: Check = { ...exampleCheck, id: 'chk-0', state: 'failed' };
    const next: Check = { ...exampleCheck, id: 'chk-2', ordinal: 2 };
    expect(shown({ checks: [next, failed] }).appointment).toMatchObject({ checkId: 'chk-2' });
    expect(shown({ checks: [{ ...next, state: 'cancelled' }, failed] }).appointment).toMatchObject({
      checkId: 'chk-0',
      mayChange: false,
    });
    expect(shown({ checks: [{ ...next, state: 'cancelled' }] }).appointment).toBeUndefined();
  });

  it('lets the site leave its time until half an hour before', () => {
    const before = (minutes: number) => new Date(Date.parse(booked.startsAt) - minutes * 60_000);
    expect(shown({ now: before(31) }).appointment?.mayChange).toBe(true);
    expect(shown({ now: before(30) }).appointment?.mayChange).toBe(false);
  });

  it('lets a site without an appointment take one, unless it has passed', () => {
    const may = (status: SiteStands['status']) => shown({ checks: [], status }).mayTakeTime;
    expect((['unknown', 'failed', 'stale', 'passed'] as const).map(may)).toEqual([true, true, true, false]);
    expect(shown({ checks: [], status: 'unknown', attending: 0 }).mayTakeTime).toBe(false);
  });

  it('says where its appointment lies in a time at which it is busy', () => {
    const busyFrom = (from: string, to: string) =>
      shown({ dossier: { dossier: { ...exampleDossier, busy: [{ from, to }] }, revision: 1 } }).appointment?.unfit;
    expect(busyFrom('2016-11-14T02:19:00.000Z', '2016-11-14T05:00:00.000Z')).toBe(true);
    expect(busyFrom(booked.endsAt, '2016-11-14T05:00:00.000Z')).toBe(false);
    expect(busyFrom('2016-11-14T01:00:00.000Z', booked.startsAt)).toBe(false);
  });

  it.each([
    ['meeting-cancelled', { meeting: { ...meeting, status: 'cancelled' as const } }],
    ['meeting-over', { now: new Date(meeting.endsAt) }],
    ['nobody-attends', { attending: 0 }],
  ])('shows nobody’s name and telephone once it is closed: %s', (because, of) => {
    const page = shown(of);
    expect(page.closedBecause).toBe(because);
    expect(page.dossier).toEqual(emptyDossier);
    const text = JSON.stringify(page);
    for (const each of [tester.name, 'ผู้อยู่ประจำ', exampleDossier.technicians[0]?.name ?? '?', '0 2000 9999'])
      expect(text).not.toContain(each);
  });
});
