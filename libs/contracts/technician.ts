import { z } from 'zod';
import { defineRpc } from './contract.js';
import { checkers, readers } from './rights.js';
import { broken } from './word.js';
import { ClockEnd, ClockTime, Day, ExpectedRevision, Id, Line, LineOrBlank, Phone } from './words.js';

export const mostOfTechnician = { shifts: 21, absences: 200 } as const;

/** Days of the week, Monday 1 to Sunday 7, on which a technician works from one time to another, on the clocks of the meeting's zone. */
export const Shift = z
  .object({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), from: ClockTime, to: ClockEnd })
  .refine(({ from, to }) => from < to, broken(['to'], 'must-be-after', { other: 'from' }))
  .meta({ id: 'Shift' });
export type Shift = z.infer<typeof Shift>;

/** Days from the first to the last, both of them whole, on which a technician does no check. */
export const Absence = z
  .object({ firstDay: Day, lastDay: Day, why: LineOrBlank(200).optional() })
  .refine(
    ({ firstDay, lastDay }) => firstDay <= lastDay,
    broken(['lastDay'], 'must-not-be-before', { other: 'firstDay' }),
  )
  .meta({ id: 'Absence' });
export type Absence = z.infer<typeof Absence>;

/** Kinds of systems that sites join with, and that a technician knows how to test. */
export const TestedSystem = z.enum(['h323', 'sip', 'web']).meta({ id: 'TestedSystem' });
export type TestedSystem = z.infer<typeof TestedSystem>;

/**
 * Somebody of the centre who checks sites, whichever meeting they are of; one check at a time. Without shifts whenever a
 * calendar is open; without `systems` all of them. Who is no longer `active` keeps the checks that are booked and gets no other.
 */
export const Technician = z
  .object({
    id: Id,
    name: Line(200),
    phone: Phone.optional(),
    systems: z.array(TestedSystem).max(TestedSystem.options.length).default([]),
    shifts: z.array(Shift).max(mostOfTechnician.shifts).default([]),
    absences: z.array(Absence).max(mostOfTechnician.absences).default([]),
    /** Checks on one day. */
    mostPerDay: z.int().min(1).max(100).optional(),
    active: z.boolean().default(true),
    revision: z.int().min(1),
  })
  .meta({ id: 'Technician' });
export type Technician = z.infer<typeof Technician>;

export const exampleTechnician: Technician = {
  id: 'tech-1',
  name: 'นางสาวตัวอย่าง ทดสอบ',
  phone: '0 2000 0001',
  systems: ['h323', 'sip'],
  shifts: [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '16:30' }],
  absences: [{ firstDay: '2016-11-17', lastDay: '2016-11-18', why: 'ลาพักผ่อน' }],
  mostPerDay: 8,
  active: true,
  revision: 1,
};

export const ListTechnicians = defineRpc({
  subject: 'rpc.scheduling.v1.list-technicians',
  http: { method: 'GET', path: '/api/v1/technicians', opens: readers },
  summary: 'Who checks sites: shifts, absences and what each can test',
  request: z.object({}),
  returns: z.object({ items: z.array(Technician) }),
  example: { request: {}, returns: { items: [exampleTechnician] } },
});

const { revision: _revision, ...content } = Technician.shape;
const { revision: _of, ...exampleContent } = exampleTechnician;
export const SaveTechnician = defineRpc({
  subject: 'rpc.scheduling.v1.save-technician',
  http: { method: 'PUT', path: '/api/v1/technicians/:id', opens: checkers, mayRepeat: ['id'] },
  summary:
    'Keeps a technician: a new one without `expectedRevision`; checks that are booked stay, also where the technician is now away: a re-plan moves them',
  request: z.object({ ...content, expectedRevision: ExpectedRevision }),
  returns: Technician,
  example: { request: exampleContent, returns: exampleTechnician },
});
