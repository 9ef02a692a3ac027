import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { broken } from './word.js';
import { ClockEnd, ClockTime, Day, Id } from './words.js';

/**
 * The grid of slots of a meeting: its days and hours in the meeting's zone, and how many checks run at a time. Rooms 1 to
 * `rooms` are the technicians' centre's, the same for all meetings. A window of hours lies within one day, where 24:00 is
 * its end. `noticeHours` are the working hours (08:30 to 16:30 on days that are neither closed nor off) that lie at least between
 * planning a check and its start; a closed day may lie before the first day, for their sake.
 */
export const CheckCalendar = z
  .object({
    meetingId: Id,
    firstDay: Day,
    lastDay: Day,
    hours: z
      .array(z.object({ from: ClockTime, to: ClockEnd }))
      .min(1)
      .max(12),
    closedDays: z.array(Day).max(400).default([]),
    /** Also on Saturdays, Sundays and the days off that the coordinators keep. */
    openOnDaysOff: z.boolean().default(false),
    slotMinutes: z.int().min(5).max(240).default(20),
    gapMinutes: z.int().min(0).max(120).default(10),
    rooms: z.int().min(1).max(50),
    noticeHours: z.int().min(0).max(40).default(4),
  })
  .refine(
    (calendar) => calendar.firstDay <= calendar.lastDay,
    broken(['lastDay'], 'must-not-be-before', { other: 'firstDay' }),
  )
  .meta({ id: 'CheckCalendar' });
export type CheckCalendar = z.infer<typeof CheckCalendar>;

export const exampleCalendar: CheckCalendar = {
  meetingId: exampleMeeting.id,
  firstDay: '2016-11-14',
  lastDay: '2016-11-22',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '16:00' },
  ],
  closedDays: [],
  openOnDaysOff: false,
  slotMinutes: 20,
  gapMinutes: 10,
  rooms: 2,
  noticeHours: 4,
};

export const SetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.set-check-calendar',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/check-calendar',
    opens: checkers,
    mayRepeat: ['meetingId'],
  },
  summary: 'Sets the days, hours and rooms in which a meeting’s sites are checked; booked checks stay where they are',
  request: CheckCalendar,
  returns: CheckCalendar,
  example: { request: exampleCalendar, returns: exampleCalendar },
});

export const GetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.get-check-calendar',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/check-calendar', opens: andFocalPoints(readers) },
  summary: 'The days, hours and rooms in which a meeting’s sites are checked',
  request: z.object({ meetingId: Id }),
  returns: CheckCalendar,
  example: { request: { meetingId: exampleMeeting.id }, returns: exampleCalendar },
});
