import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleSite } from '#contracts';
import { appointmentCalendar } from './appointment-calendar.js';

const odd = 'ศาลากลาง "กลาง"\r\nATTENDEE:x\u0000\u0007\u2028; ข, ค\\ง \uD800 \u202Eจ ' + 'ก'.repeat(120);
const appointment = {
  siteName: exampleSite.name,
  startsAt: '2016-11-14T02:00:00.000Z',
  endsAt: '2016-11-14T02:20:00.000Z',
  room: 2,
  occasion: 'first' as const,
};
const facts = {
  meeting: exampleMeeting,
  siteId: 'th-50',
  appointment,
  sequence: 3,
  email: 'hall@chiang-mai.example',
  stamp: new Date('2016-11-10T01:30:00.000Z'),
  cancelled: false,
};
const unfolded = (content: string) => content.replaceAll('\r\n ', '').split('\r\n');

describe('an appointment as a calendar entry', () => {
  it.each(['th', 'en'] as const)(
    'has no control character, no line over 75 octets and no line that was smuggled in (%s)',
    (language) => {
      const name = { th: odd, en: odd };
      const meeting = { ...exampleMeeting, title: name, coordinator: { ...exampleMeeting.coordinator, unit: name } };
      const { content } = appointmentCalendar({
        ...facts,
        meeting,
        appointment: { ...appointment, siteName: name },
        language,
      });
      for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      for (const line of unfolded(content)) {
        expect(line).not.toMatch(/[\p{Cc}\u2028\u202E\uD800]/u);
        expect(line).not.toBe('ATTENDEE:x');
      }
      expect(unfolded(content).filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
      expect(Buffer.from(content).toString('utf8')).toBe(content);
    },
  );

  it('keeps its id over moves and cancellations of the site at a meeting, and its sequence is the appointment’s', () => {
    const booked = unfolded(appointmentCalendar({ ...facts, language: 'th' }).content);
    const cancelled = unfolded(appointmentCalendar({ ...facts, language: 'en', sequence: 4, cancelled: true }).content);
    const of = (lines: readonly string[], name: string) => lines.find((line) => line.startsWith(`${name}:`));
    expect(of(booked, 'UID')).toBe(of(cancelled, 'UID'));
    expect([of(booked, 'SEQUENCE'), of(cancelled, 'SEQUENCE')]).toEqual(['SEQUENCE:3', 'SEQUENCE:4']);
    expect([of(booked, 'METHOD'), of(cancelled, 'METHOD')]).toEqual(['METHOD:REQUEST', 'METHOD:CANCEL']);
    expect([of(booked, 'STATUS'), of(cancelled, 'STATUS')]).toEqual(['STATUS:CONFIRMED', 'STATUS:CANCELLED']);
    expect(of(cancelled, 'DTSTART')).toBe('DTSTART:20161114T020000Z');
  });
});
