import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineRpc } from './contract.js';
import { exampleSite } from './organisation.js';
import { FieldProblem } from './problem.js';
import { andFocalPoints, checkers } from './rights.js';
import { DossierPart } from './site-dossier.js';
import { Bilingual, Language, StaffId } from './words.js';

/** A list of dossiers is handed over whole: so many characters of base64 are half a megabyte, some thousand sites. */
const TableContent = z.base64().min(4).max(700_000);
/** So many sites of one list. */
export const mostListedDossiers = 2000;

/** The columns of a list of dossiers; of what stands in none of them (busy times, further telephones) nothing is changed by a list. */
export const DossierColumn = z
  .enum([
    'site',
    'site-name',
    'systems',
    'technician-1',
    'mobile-1',
    'technician-2',
    'mobile-2',
    'technician-3',
    'mobile-3',
    'presiding',
    'presiding-position',
    'room',
    'seats',
    'down',
    'up',
    'backup-phone',
    'backup-line',
    'equipment',
    'availability',
    'notes',
  ])
  .meta({ id: 'DossierColumn' });
export type DossierColumn = z.infer<typeof DossierColumn>;

/** A row of a list as it would be kept, or was: `row` as the program shows it. */
export const DossierRow = z
  .object({
    row: z.int().min(1),
    siteId: z.string().max(200),
    name: Bilingual.optional(),
    state: z.enum(['new', 'changed', 'same', 'invalid']),
    changed: z.array(DossierPart),
    /** In the language that was asked for. */
    problems: z.array(FieldProblem),
  })
  .meta({ id: 'DossierRow' });
export type DossierRow = z.infer<typeof DossierRow>;

const row: DossierRow = {
  row: 2,
  siteId: exampleSite.id,
  name: exampleSite.name,
  state: 'changed',
  changed: ['systems'],
  problems: [],
};
const asked = { content: TableContent, language: Language.default(usualLanguage) };

export const ExportSiteDossiers = defineRpc({
  subject: 'rpc.scheduling.v1.export-site-dossiers',
  http: {
    method: 'GET',
    path: '/api/v1/site-dossier-lists/:format',
    opens: andFocalPoints(checkers),
    timeoutMs: 60_000,
  },
  summary:
    'Every site’s dossier as a list (.xlsx or CSV, in base64) with the columns of an import: handed in as it is, it changes nothing',
  request: z.object({ format: z.enum(['xlsx', 'csv']), language: Language.default(usualLanguage) }),
  returns: z.object({ name: z.string(), contentType: z.string(), content: z.base64() }),
  example: {
    request: { format: 'csv' },
    returns: { name: 'ข้อมูลจุดเชื่อมต่อ.csv', contentType: 'text/csv; charset=utf-8', content: 'UEsDBA==' },
  },
});
export const PreviewDossierList = defineRpc({
  subject: 'rpc.scheduling.v1.preview-dossier-list',
  http: {
    method: 'POST',
    path: '/api/v1/site-dossier-imports/preview',
    opens: andFocalPoints(checkers),
    bodyLimit: 'list',
    timeoutMs: 60_000,
  },
  summary:
    'What a list of dossiers (.xlsx, .xls or CSV, in base64) would change, row by row; keeps nothing. A column that is not there changes nothing, an empty cell empties',
  request: z.object(asked),
  returns: z.object({ rows: z.array(DossierRow), unknownColumns: z.array(z.string()), seen: z.string() }),
  example: { request: { content: 'UEsDBA==' }, returns: { rows: [row], unknownColumns: [], seen: '0f3a' } },
});
export const KeepDossierList = defineRpc({
  subject: 'rpc.scheduling.v1.keep-dossier-list',
  http: {
    method: 'POST',
    path: '/api/v1/site-dossier-imports',
    opens: andFocalPoints(checkers),
    bodyLimit: 'list',
    staffIn: 'changedBy',
    timeoutMs: 60_000,
  },
  summary:
    'Keeps the rows of a list of dossiers that are valid, if nobody has changed one of these dossiers since the list was looked at (`seen`); told what became of each row',
  request: z.object({ ...asked, seen: z.string().max(64), onlyCorrects: z.boolean().optional(), changedBy: StaffId }),
  returns: z.object({ rows: z.array(DossierRow) }),
  example: { request: { content: 'UEsDBA==', seen: '0f3a', changedBy: 'staff-vc' }, returns: { rows: [row] } },
});
