import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineRpc } from './contract.js';
import { exampleFile, FileMade } from './file.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, readers } from './rights.js';
import { Id, Instant, Language, ProvinceCode } from './words.js';

/**
 * What of a meeting goes out as a list: who comes; the sheets on which they sign; who came without an invitation; what each office that comes sends; who is
 * still silent, with whom to call; who is to be called, with what came of it; all that was answered, with the meeting's own
 * questions; what offices think.
 */
export const ListKind = z
  .enum(['attendees', 'sign-in', 'walk-ins', 'delegations', 'silent', 'call-list', 'answers', 'opinions'])
  .meta({ id: 'ListKind' });
export type ListKind = z.infer<typeof ListKind>;

const cell = z.union([z.string(), z.number()]);
/** `group`: the site, whose rows stand together. */
export const ListRow = z.object({ group: z.string(), cells: z.array(cell) }).meta({ id: 'ListRow' });
export type ListRow = z.infer<typeof ListRow>;

const wanted = {
  meetingId: Id,
  /** Of one province only: who comes and who signs of its halls, everything else of its offices. */
  provinceCode: ProvinceCode.optional(),
  language: Language.default(usualLanguage),
};
const meetingId = exampleMeeting.id;

export const ReadList = defineRpc({
  subject: 'rpc.registration.v1.read-list',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/lists/:list', opens: andFocalPoints(readers) },
  summary:
    'A page of a list of a meeting, as people read it: by province, site and office; of persons their number alone to whom they are not open',
  request: z.object({
    ...wanted,
    list: ListKind,
    after: z.string().max(200).optional(),
    limit: z.int().min(1).max(1000).default(500),
  }),
  returns: z.object({
    asOf: Instant,
    columns: z.array(z.object({ title: z.string() })),
    items: z.array(ListRow),
    next: z.string().optional(),
  }),
  example: {
    request: { meetingId, list: 'attendees' },
    returns: {
      asOf: '2016-11-18T03:00:00.000Z',
      columns: [{ title: 'ชื่อหน่วยงาน' }, { title: 'ชื่อ–นามสกุล' }],
      items: [{ group: 'ศาลากลางจังหวัดเชียงใหม่', cells: ['สำนักงานสรรพากรพื้นที่จังหวัดเชียงใหม่', 'ผู้แทนหน่วยงาน (ตัวอย่าง)'] }],
    },
  },
});

export const ExportList = defineRpc({
  subject: 'rpc.registration.v1.export-list',
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/lists/:list/file',
    opens: andFocalPoints(readers),
    answer: 'file',
    timeoutMs: 120_000,
  },
  summary:
    'A list of a meeting, or its board, as a file that opens in a Thai Excel and runs nothing there; what names an office does so by the columns of an import',
  request: z.object({
    ...wanted,
    list: z.enum([...ListKind.options, 'board']),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  returns: FileMade,
  example: { request: { meetingId, list: 'attendees' }, returns: exampleFile },
});
