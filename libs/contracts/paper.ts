import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineRpc } from './contract.js';
import { exampleFile, FileMade } from './file.js';
import { exampleMeeting } from './meeting.js';
import { owners } from './rights.js';
import { Id, Instant, Language, ProvinceCode, StaffId } from './words.js';

/** What a document of papers holds for each office; letters are also made to be gone on writing in Word. */
export const PaperParts = z.enum(['both', 'letters', 'forms', 'letters-in-word']).meta({ id: 'PaperParts' });
export type PaperParts = z.infer<typeof PaperParts>;
/** A Word document of more letters is no help to anybody who edits it. */
export const mostInWord = 1000;

/** `waiting` and `writing` go on by themselves. */
export const PrintRunState = z.enum(['waiting', 'writing', 'made', 'stopped', 'failed']).meta({ id: 'PrintRunState' });
export type PrintRunState = z.infer<typeof PrintRunState>;

/** The letters and reply forms of a meeting's offices as one document, by province: how far it is. */
export const PrintRun = z
  .object({
    id: Id,
    meetingId: Id,
    parts: PaperParts,
    provinceCode: ProvinceCode.optional(),
    invitationId: Id.optional(),
    state: PrintRunState,
    /** How many offices are written, and of how many. */
    written: z.int().min(0),
    offices: z.int().min(0),
    startedBy: StaffId,
    startedAt: Instant,
    /** Whether it is a page that is to be printed from a browser, where there is no Chromium to make a PDF file. */
    asPage: z.boolean(),
    /** Absent until it is made, and once it was forgotten. */
    file: FileMade.pick({ name: true, bytes: true }).optional(),
  })
  .meta({ id: 'PrintRun' });
export type PrintRun = z.infer<typeof PrintRun>;

export const examplePrintRun: PrintRun = {
  id: 'print-8c1f0a7d5e3b2946',
  meetingId: exampleMeeting.id,
  parts: 'both',
  state: 'writing',
  written: 250,
  offices: 608,
  startedBy: 'staff-coordinator',
  startedAt: '2016-11-07T02:10:00.000Z',
  asPage: false,
};
const { id: printRunId, meetingId } = examplePrintRun;

export const StartPrintRun = defineRpc({
  subject: 'rpc.registration.v1.start-print-run',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/print-runs', opens: owners, staffIn: 'startedBy' },
  summary:
    'Begins a document of letters and reply forms, of all offices, of one province or of one office; while the same one is being made, that one is answered. One in Word holds 1,000 letters at most',
  request: z.object({
    meetingId: Id,
    parts: PaperParts,
    provinceCode: ProvinceCode.optional(),
    invitationId: Id.optional(),
    startedBy: StaffId,
  }),
  returns: PrintRun,
  example: {
    request: { meetingId, parts: 'both', startedBy: 'staff-coordinator' },
    returns: { ...examplePrintRun, state: 'waiting', written: 0, offices: 0 },
  },
});
export const ListPrintRuns = defineRpc({
  subject: 'rpc.registration.v1.list-print-runs',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/print-runs', opens: owners },
  summary: 'The latest documents of letters and reply forms that were begun, the newest first',
  request: z.object({ meetingId: Id }),
  returns: z.object({ items: z.array(PrintRun) }),
  example: { request: { meetingId }, returns: { items: [examplePrintRun] } },
});
export const StopPrintRun = defineRpc({
  subject: 'rpc.registration.v1.stop-print-run',
  http: { method: 'POST', path: '/api/v1/print-runs/:printRunId/stop', opens: owners },
  summary: 'Stops a document that is being made; of one that has ended it changes nothing',
  request: z.object({ printRunId: Id }),
  returns: PrintRun,
  example: { request: { printRunId }, returns: { ...examplePrintRun, state: 'stopped' } },
});
export const GetPrintRunFile = defineRpc({
  subject: 'rpc.registration.v1.get-print-run-file',
  http: { method: 'GET', path: '/api/v1/print-runs/:printRunId/file', opens: owners, answer: 'file' },
  summary: 'The document that was made; it is kept for an hour',
  request: z.object({ printRunId: Id }),
  returns: FileMade,
  example: { request: { printRunId }, returns: exampleFile },
});
export const GetLetterPattern = defineRpc({
  subject: 'rpc.registration.v1.get-letter-pattern',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/letter-pattern', opens: owners, answer: 'file' },
  summary:
    'The letter of a meeting, of a draft as well, as a Word document in which the place of the office is left open',
  request: z.object({ meetingId: Id, language: Language.default(usualLanguage) }),
  returns: FileMade,
  example: { request: { meetingId }, returns: { ...exampleFile, name: 'ต้นแบบหนังสือเชิญ.docx' } },
});
