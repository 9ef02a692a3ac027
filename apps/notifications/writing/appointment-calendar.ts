import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Language, type Meeting } from '#contracts';
import { textIn, wordsOf } from '#words';
import { type AppointmentContent, oneLine } from '../mail/mail.module.js';

type Appointment = {
  readonly meeting: Meeting;
  readonly siteId: string;
  readonly appointment: AppointmentContent;
  /** The site's count of appointments at this meeting: a calendar takes a higher one in place of a lower one. */
  readonly sequence: number;
  readonly language: Language;
  readonly email: string;
  readonly stamp: Date;
  readonly cancelled: boolean;
};

/**
 * The appointment as an iTIP message (RFC 5546) that calendars take over. A site has one entry for each meeting, so that a
 * new appointment moves it and a cancellation takes it away.
 */
export const appointmentCalendar = ({
  meeting,
  siteId,
  appointment,
  sequence,
  language,
  email,
  stamp,
  cancelled,
}: Appointment): { method: 'REQUEST' | 'CANCEL'; content: string } => {
  const method = cancelled ? 'CANCEL' : 'REQUEST';
  const calendar = new ICalCalendar({
    prodId: { company: 'Sala', product: 'Sala', language: language.toUpperCase() },
    method: ICalCalendarMethod[method],
  });
  const { siteName, startsAt, endsAt } = appointment;
  // Control characters are not allowed in a calendar (RFC 5545, 3.3.11).
  const site = oneLine(textIn(siteName, language));
  calendar
    .createEvent({
      id: `check.${meeting.id}.${siteId}@sala`,
      sequence,
      start: new Date(startsAt),
      end: new Date(endsAt),
      stamp,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: wordsOf(language).mail.calendarEntry(site),
      description: oneLine(textIn(meeting.title, language)),
      location: site,
      organizer: { name: oneLine(textIn(meeting.coordinator.unit, language)), email: meeting.coordinator.email },
    })
    .createAttendee({ name: site, email, rsvp: !cancelled });
  return { method, content: calendar.toString() };
};
