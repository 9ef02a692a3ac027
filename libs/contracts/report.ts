import { z } from 'zod';
import { usualLanguage } from '#words';
import { ResponseBoard } from './board.js';
import { defineRpc } from './contract.js';
import { exampleFile, FileMade } from './file.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { CheckFault } from './check-evidence.js';
import { ReadinessStatus } from './readiness.js';
import { andFocalPoints, readers } from './rights.js';
import { Bilingual, Id, Instant, Language, ProvinceCode } from './words.js';

const count = z.int().min(0);
/** How invited offices came: `unknown` are those of which no register says anything. */
export const Came = z
  .object({ present: count, represented: count, absent: count, excused: count, unknown: count })
  .meta({ id: 'Came' });
export type Came = z.infer<typeof Came>;

/** How a site that was to join stands with its checks; `checkedAt` and `faults` are of the last one that had a result. */
export const CheckedSite = z
  .object({
    siteId: Id,
    name: Bilingual,
    provinceCode: ProvinceCode,
    status: ReadinessStatus,
    checkedAt: Instant.optional(),
    faults: z.array(CheckFault),
  })
  .meta({ id: 'CheckedSite' });
export type CheckedSite = z.infer<typeof CheckedSite>;

/** What became of a meeting: who was invited, answered and came. A focal point reads that of its province. */
export const Report = z
  .object({
    meetingId: Id,
    asOf: Instant,
    replies: ResponseBoard.omit({ meetingId: true }),
    came: z.object({ total: Came, byClass: z.record(z.string(), Came), byProvince: z.record(z.string(), Came) }),
    people: count,
    walkIns: count,
    halls: count,
    /** Halls whose register nobody has called complete. */
    openHalls: z.array(z.object({ siteId: Id, siteName: Bilingual })),
    /** Of the classes that the meeting's survey asked. */
    surveyed: z.object({ invited: count, answered: count }),
    /** How many opinions stand, of how many offices. */
    opinions: z.object({ given: count, offices: count }),
    /** The sites that were to join; not there while nobody can say how they stand. */
    checks: z.array(CheckedSite).optional(),
    /** Whether it has taken place, so that its books can be closed. */
    over: z.boolean(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

const meetingId = exampleMeeting.id;
const tally = { invited: 608, answered: 542, attend: 460, representative: 70, decline: 12, late: 0, people: 611 };
const came: Came = { present: 430, represented: 80, absent: 20, excused: 12, unknown: 66 };
const exampleReport: Report = {
  meetingId,
  asOf: '2016-11-23T10:00:00.000Z',
  replies: {
    total: tally,
    byClass: { revenue: tally },
    byProvince: { 'TH-50': tally },
    byChannel: { web: 480, fax: 62, phone: 0, letter: 0, 'e-mail': 0 },
  },
  came: { total: came, byClass: { revenue: came }, byProvince: { 'TH-50': came } },
  people: 702,
  walkIns: 9,
  halls: 76,
  openHalls: [],
  surveyed: { invited: 532, answered: 466 },
  opinions: { given: 214, offices: 198 },
  checks: [
    {
      siteId: exampleSite.id,
      name: exampleSite.name,
      provinceCode: 'TH-50',
      status: 'passed',
      checkedAt: '2016-11-16T03:40:00.000Z',
      faults: [],
    },
  ],
  over: true,
};

export const GetReport = defineRpc({
  subject: 'rpc.registration.v1.get-report',
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/report',
    opens: andFocalPoints(readers),
    timeoutMs: 60_000,
  },
  summary:
    'What became of a meeting: invited, answered and came, by class and province, how its sites passed their checks, and what is still open',
  request: z.object({ meetingId: Id }),
  returns: Report,
  example: { request: { meetingId }, returns: exampleReport },
});
export const ExportReport = defineRpc({
  subject: 'rpc.registration.v1.export-report',
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/report/file',
    opens: andFocalPoints(readers),
    answer: 'file',
    timeoutMs: 120_000,
  },
  summary:
    'The report of a meeting as a workbook or a Word document: the whole, by class, by province, by channel, the checks of its sites, who came without an invitation, and the opinions with their offices',
  request: z.object({
    meetingId: Id,
    format: z.enum(['xlsx', 'docx']).default('xlsx'),
    language: Language.default(usualLanguage),
  }),
  returns: FileMade,
  example: { request: { meetingId }, returns: exampleFile },
});
