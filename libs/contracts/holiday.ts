import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { PlannedKind } from './mail-schedule.js';
import { exampleMeeting } from './meeting.js';
import { owners, readers } from './rights.js';
import { Bilingual, Day, Id, Instant } from './words.js';

/** Why a day is off: a public holiday, one in lieu of another that fell on a weekend, one that the cabinet declared, one of the organiser's own. */
export const HolidayKind = z.enum(['public', 'in-lieu', 'cabinet', 'own']).meta({ id: 'HolidayKind' });
export type HolidayKind = z.infer<typeof HolidayKind>;

/** A day that nobody works on, beside Saturdays and Sundays. */
export const Holiday = z.object({ day: Day, name: Bilingual, kind: HolidayKind }).meta({ id: 'Holiday' });
export type Holiday = z.infer<typeof Holiday>;

const day = '2016-10-14';
const exampleHoliday: Holiday = {
  day,
  name: { th: 'วันหยุดราชการกรณีพิเศษ', en: 'Special public holiday' },
  kind: 'cabinet',
};

export const ListHolidays = defineRpc({
  subject: 'rpc.registration.v1.list-holidays',
  http: { method: 'GET', path: '/api/v1/holidays', opens: readers },
  summary: 'The days off from one day to another, in order; without them all that are known',
  request: z.object({ from: Day.optional(), to: Day.optional() }),
  returns: z.object({ items: z.array(Holiday) }),
  example: { request: { from: '2016-10-01', to: '2016-10-31' }, returns: { items: [exampleHoliday] } },
});
export const PutHoliday = defineRpc({
  subject: 'rpc.registration.v1.put-holiday',
  http: { method: 'PUT', path: '/api/v1/holidays/:day', opens: owners },
  summary:
    'Makes a day one that is off, or says otherwise what it is; mails of schedules that keep to working days move',
  request: Holiday,
  returns: Holiday,
  example: { request: exampleHoliday, returns: exampleHoliday },
});
export const RemoveHoliday = defineRpc({
  subject: 'rpc.registration.v1.remove-holiday',
  http: { method: 'DELETE', path: '/api/v1/holidays/:day', opens: owners, answer: 'nothing' },
  summary: 'The day is worked on after all, also where it is off every year',
  request: z.object({ day: Day }),
  returns: z.object({}),
  example: { request: { day }, returns: {} },
});

/** A mail of a meeting's schedule and when it leaves by the days off as they are and as they would be; absent where it is not sent. */
export const MovedMail = z
  .object({
    meetingId: Id,
    title: Bilingual,
    timeZone: z.string(),
    kind: PlannedKind,
    before: Instant.optional(),
    after: Instant.optional(),
  })
  .meta({ id: 'MovedMail' });
export type MovedMail = z.infer<typeof MovedMail>;
export const PreviewHoliday = defineRpc({
  subject: 'rpc.notifications.v1.preview-holiday',
  http: { method: 'GET', path: '/api/v1/holidays/:day/preview', opens: owners },
  summary:
    'Which mails of which meetings would leave at another time if a day were off, or were not; nothing is changed',
  request: z.object({ day: Day, off: z.boolean() }),
  returns: z.object({ items: z.array(MovedMail) }),
  example: {
    request: { day: '2016-11-17', off: true },
    returns: {
      items: [
        {
          meetingId: exampleMeeting.id,
          title: exampleMeeting.title,
          timeZone: exampleMeeting.timeZone,
          kind: 'reminder',
          before: '2016-11-17T02:00:00.000Z',
          after: '2016-11-18T01:30:00.000Z',
        },
      ],
    },
  },
});

export const HolidayChanged = defineEvent({
  subject: 'evt.registration.v1.holiday-changed',
  summary: 'A day is off, or is off no more',
  data: z.object({ day: Day, off: z.boolean() }),
  example: { day, off: true },
});
