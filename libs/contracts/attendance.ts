import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleOrganisation, exampleSite } from './organisation.js';
import { andFocalPoints, hallKeepers, readers } from './rights.js';
import { LineOrBlank, TextOrBlank } from './text.js';
import { Answer, Bilingual, Id, Instant, Line, PageRequest, pageOf, ProvinceCode, Reason, StaffId } from './words.js';

/** How an office was there: its own head or whoever it named, somebody in their stead, nobody, nobody with an excuse. */
export const AttendanceState = z.enum(['present', 'represented', 'absent', 'excused']).meta({ id: 'AttendanceState' });
export type AttendanceState = z.infer<typeof AttendanceState>;
/** Entered in the hall while people come, or from the paper sheet afterwards. */
export const AttendanceSource = z.enum(['live', 'sheet']).meta({ id: 'AttendanceSource' });

const count = z.int().min(0);
/**
 * Who came of one invited office, or somebody who came without an invitation (`walkIn`; one that is 'absent' was entered by
 * mistake). Of several entries the one counts that was made last; what it left out stands as an earlier one said it.
 * `withheld`: the reader's role does not open persons.
 */
export const Attendance = z
  .object({
    id: Id,
    meetingId: Id,
    siteId: Id,
    provinceCode: ProvinceCode,
    invitationId: Id.optional(),
    walkIn: z.object({ id: Id, name: z.string().optional(), office: z.string() }).optional(),
    state: AttendanceState,
    people: count.optional(),
    names: z.string().optional(),
    /** Who says that they are who they say, where nobody could show it. */
    vouchedBy: z.string().optional(),
    source: AttendanceSource,
    at: Instant,
    recordedBy: z.string().optional(),
    /** Why it was corrected once the meeting was closed. */
    reason: z.string().optional(),
    entries: z.int().positive(),
    revision: z.int().positive(),
    withheld: z.literal(true).optional(),
  })
  .meta({ id: 'Attendance' });
export type Attendance = z.infer<typeof Attendance>;

const presiding = z.object({ name: Line(200), position: LineOrBlank(200).optional() });
/** A site on the day: how many offices it expects and how many of them came. `doneAt`: its register is complete. */
export const Hall = z
  .object({
    siteId: Id,
    siteName: Bilingual,
    provinceCode: ProvinceCode,
    invited: count,
    /** Offices that said they come or send somebody. */
    expected: count,
    byState: z.record(AttendanceState, count),
    walkIns: count,
    people: count,
    /** Where the meeting counts seats: how many there are, unless the hall holds all who come, and how many persons have one or wait. */
    seats: z.object({ of: count.optional(), seated: count, waiting: count }).optional(),
    presiding: z.object({ name: z.string(), position: z.string().optional() }).optional(),
    /** Somebody presides, whom the reader's role does not open. */
    withheld: z.literal(true).optional(),
    doneAt: Instant.optional(),
  })
  .meta({ id: 'Hall' });
export type Hall = z.infer<typeof Hall>;

/** An invited office in the register of its hall. */
export const HallOffice = z
  .object({
    invitationId: Id,
    organisationId: Id,
    class: Id,
    name: Bilingual,
    answer: Answer.optional(),
    /** Whom it named. */
    named: z.array(z.string()),
    attendance: Attendance.optional(),
  })
  .meta({ id: 'HallOffice' });
export type HallOffice = z.infer<typeof HallOffice>;

const meetingId = exampleMeeting.id;
const siteId = exampleSite.id;
const exampleHall: Hall = {
  siteId,
  siteName: exampleSite.name,
  provinceCode: 'TH-50',
  invited: 8,
  expected: 7,
  byState: { present: 5, represented: 1, absent: 1, excused: 0 },
  walkIns: 1,
  people: 9,
  presiding: { name: 'ผู้เป็นประธาน (ตัวอย่าง)', position: 'รองผู้ว่าราชการจังหวัด' },
};
export const exampleAttendance: Attendance = {
  id: 'att-9d2c4f7a1b3e5d60',
  meetingId,
  siteId,
  provinceCode: 'TH-50',
  invitationId: exampleInvitation.id,
  state: 'present',
  people: 2,
  source: 'live',
  at: '2016-11-23T07:12:00.000Z',
  recordedBy: 'staff-desk',
  entries: 1,
  revision: 1,
};

export const ListHalls = defineRpc({
  subject: 'rpc.registration.v1.list-halls',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/halls', opens: andFocalPoints(readers) },
  summary: 'The sites of a meeting on the day, in order of their provinces: whom each expects, and who came',
  request: z.object({ meetingId: Id }),
  returns: z.object({ asOf: Instant, items: z.array(Hall) }),
  example: { request: { meetingId }, returns: { asOf: '2016-11-23T07:30:00.000Z', items: [exampleHall] } },
});
export const GetHall = defineRpc({
  subject: 'rpc.registration.v1.get-hall',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/halls/:siteId', opens: andFocalPoints(readers) },
  summary:
    'The register of one site: its offices with whom they named and who came, and who came without an invitation',
  request: z.object({ meetingId: Id, siteId: Id }),
  returns: z.object({ hall: Hall, offices: z.array(HallOffice), walkIns: z.array(Attendance) }),
  example: {
    request: { meetingId, siteId },
    returns: {
      hall: exampleHall,
      offices: [
        {
          invitationId: exampleInvitation.id,
          organisationId: exampleOrganisation.id,
          class: exampleOrganisation.class,
          name: exampleOrganisation.name,
          answer: 'attend',
          named: ['ผู้แทนหน่วยงาน (ตัวอย่าง)'],
          attendance: exampleAttendance,
        },
      ],
      walkIns: [],
    },
  },
});

export const ListWhoCame = defineRpc({
  subject: 'rpc.registration.v1.list-who-came',
  summary:
    'A page of the invitations whose offices came, in order of id: by the register of their hall where one is kept, else by what they said',
  request: z.object({ meetingId: Id }).extend(PageRequest.shape),
  returns: pageOf(Id),
  example: { request: { meetingId }, returns: { items: [exampleInvitation.id] } },
});

/** A register may wait in a phone that has no network for so long. */
const longestWaitMs = 7 * 86_400_000;
export const RecordAttendance = defineRpc({
  subject: 'rpc.registration.v1.record-attendance',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/halls/:siteId/attendance/:entryId',
    opens: andFocalPoints(hallKeepers),
    staffIn: 'recordedBy',
  },
  summary:
    'Enters who came of an invited office, or who came without an invitation. The same entry again changes nothing; of several the one counts that was made last. How many, their names and who vouched stay where they are left out, and go with null or an empty text; whoever does not see persons changes none that stand. Once the meeting is closed it takes a reason',
  request: z.object({
    meetingId: Id,
    siteId: Id,
    /** Made by whoever enters, once for each entry: it may be sent again until it is answered. */
    entryId: Id,
    invitationId: Id.optional(),
    walkIn: z.object({ id: Id, name: LineOrBlank(200).optional(), office: Line(300) }).optional(),
    state: AttendanceState,
    people: z.int().min(0).max(999).nullable().optional(),
    names: TextOrBlank(1000).optional(),
    vouchedBy: LineOrBlank(200).optional(),
    source: AttendanceSource.default('live'),
    /** How long ago it was entered, where it had to wait for the network: clocks of phones go wrong. */
    agoMs: z.int().min(0).max(longestWaitMs).default(0),
    reason: Reason.optional(),
    recordedBy: StaffId,
  }),
  returns: Attendance,
  example: {
    request: {
      meetingId,
      siteId,
      entryId: 'entry-1',
      invitationId: exampleInvitation.id,
      state: 'present',
      people: 2,
      recordedBy: 'staff-desk',
    },
    returns: exampleAttendance,
  },
});
export const RecordHall = defineRpc({
  subject: 'rpc.registration.v1.record-hall',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/halls/:siteId',
    opens: andFocalPoints(hallKeepers),
    staffIn: 'recordedBy',
  },
  summary:
    'Says who presides in a hall, and that its register is complete or is not; what is left out stays, and whoever does not see persons puts nobody in the place of another. Once the meeting is closed it takes a reason',
  request: z.object({
    meetingId: Id,
    siteId: Id,
    presiding: presiding.optional(),
    done: z.boolean().optional(),
    reason: Reason.optional(),
    recordedBy: StaffId,
  }),
  returns: Hall,
  example: {
    request: {
      meetingId,
      siteId,
      presiding: { name: 'ผู้เป็นประธาน (ตัวอย่าง)', position: 'รองผู้ว่าราชการจังหวัด' },
      recordedBy: 'staff-desk',
    },
    returns: exampleHall,
  },
});
