import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineHttp, defineRpc } from './contract.js';
import { mostFileBytes } from './file.js';
import { type Contact, type ContactRole, exampleOrganisation, Organisation } from './organisation.js';
import { owners } from './rights.js';
import { Bilingual, Id, Instant, Language, Line, pageOf, PageRequest, StaffId } from './words.js';

/** What a column of an office's list holds. Contact columns are the office's first contact of a role; `contact-…` is its coordinator. */
export const ImportField = z
  .enum([
    'id',
    'code',
    'name',
    'english-name',
    'alias',
    'class',
    'province',
    'site',
    'email',
    'phone',
    'fax',
    'contact-name',
    'contact-phone',
    'contact-mobile',
    'contact-email',
    'saraban-name',
    'saraban-phone',
    'saraban-mobile',
    'saraban-email',
    'technical-name',
    'technical-phone',
    'technical-mobile',
    'technical-email',
  ])
  .meta({ id: 'ImportField' });
export type ImportField = z.infer<typeof ImportField>;

/** What a list says of the first contact of a role. */
const contactParts = ['name', 'phone', 'mobile', 'email'] as const;
type ContactColumn = {
  readonly field: ImportField;
  readonly role: ContactRole;
  readonly part: (typeof contactParts)[number];
};
const ofContact = (role: ContactRole, called: 'contact' | 'saraban' | 'technical'): readonly ContactColumn[] =>
  contactParts.map((part) => ({ field: `${called}-${part}` as const, role, part }));
/** The columns of a list that hold what is known of contacts; whoever says only “contact” means the coordinator. */
export const contactColumns: readonly ContactColumn[] = [
  ...ofContact('coordinator', 'contact'),
  ...ofContact('saraban', 'saraban'),
  ...ofContact('technical', 'technical'),
];
/** What stands in such a column of an office or a site. */
export const saidOfContact = (
  { role, part }: Pick<ContactColumn, 'role' | 'part'>,
  { contacts = [] }: { readonly contacts?: readonly Contact[] | undefined },
): string | undefined => contacts.find((each) => each.role === role)?.[part];

/**
 * received: the file is kept and is being read · waiting: read, nothing is kept of it until somebody decides · committing ·
 * done · stopped by somebody · failed: the file cannot be read · undoing · undone.
 */
export const ImportState = z
  .enum(['received', 'waiting', 'committing', 'done', 'stopped', 'failed', 'undoing', 'undone'])
  .meta({ id: 'ImportState' });
export type ImportState = z.infer<typeof ImportState>;

/** What keeping a row would do. */
export const ImportRowState = z
  .enum(['new', 'changed', 'unchanged', 'conflict', 'invalid'])
  .meta({ id: 'ImportRowState' });
export type ImportRowState = z.infer<typeof ImportRowState>;

export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'windows-874']).meta({ id: 'ImportEncoding' });

const Columns = z.array(z.object({ column: z.int().min(1).max(16_384), field: ImportField })).max(200);
/**
 * A sheet of the file: where its headings stand, what they are, and what each column is taken for. `taken`: its rows are read.
 * `sample`: its first rows below the headings, or the first at all where no headings were found.
 */
export const ImportSheet = z
  .object({
    name: z.string().max(500),
    hidden: z.boolean(),
    taken: z.boolean(),
    headingRow: z.int().positive().optional(),
    headings: z.array(z.object({ column: z.int().positive(), title: z.string().max(500) })).max(200),
    columns: Columns,
    sample: z.array(z.object({ row: z.int().positive(), cells: z.array(z.string()) })).default([]),
  })
  .meta({ id: 'ImportSheet' });
export type ImportSheet = z.infer<typeof ImportSheet>;

/** A class that offices have where the file names none. */
export const ImportClass = z.object({ class: Id, name: Bilingual }).meta({ id: 'ImportClass' });
export type ImportClass = z.infer<typeof ImportClass>;

const count = z.int().min(0);
export const ImportCounts = z
  .object({
    read: count,
    new: count,
    changed: count,
    unchanged: count,
    conflict: count,
    invalid: count,
    /** Rows that are kept with a warning. */ warned: count,
    /** Of those that were to be kept or undone: how many are. */ handled: count,
  })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof ImportCounts>;

export const Import = z
  .object({
    id: Id,
    fileName: z.string(),
    bytes: count,
    meetingId: Id.optional(),
    state: ImportState,
    startedBy: StaffId.optional(),
    startedAt: Instant,
    changedAt: Instant,
    kind: z.enum(['xlsx', 'xls', 'csv']).optional(),
    /** Of a CSV: how it is read, whether that is sure, and rows as they read in each encoding that it may have. */
    encoding: z
      .object({
        used: ImportEncoding,
        sure: z.boolean(),
        samples: z.array(z.object({ encoding: ImportEncoding, rows: z.array(z.array(z.string())) })),
      })
      .optional(),
    sheets: z.array(ImportSheet),
    defaultClass: ImportClass.optional(),
    counts: ImportCounts,
    /** Classes and sites that nobody knows yet; they are made when the import is kept. */
    newClasses: z.array(ImportClass),
    /** Every class that its offices are of. */ classes: z.array(ImportClass).default([]),
    newSites: z.array(z.object({ id: Id, name: Bilingual, provinceCode: z.string() })),
    /** Why it failed: the code of an error and what goes into its words, and these in the language that was asked for. */
    failure: z
      .object({
        code: z.string(),
        values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        text: z.string().optional(),
      })
      .optional(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

/** What is wrong or strange with a row: the cell, a problem by its code, and its words in the language that was asked for. */
export const ImportProblem = z
  .object({
    cell: z.string(),
    field: ImportField.optional(),
    /** A row with a warning is kept all the same. */ warning: z.boolean(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    problem: z.string().optional(),
    remedy: z.string().optional(),
  })
  .meta({ id: 'ImportProblem' });
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportRow = z
  .object({
    number: z.int().positive(),
    sheet: z.string(),
    row: z.int().positive(),
    state: ImportRowState,
    name: z.string(),
    problems: z.array(ImportProblem),
    /** As it would be kept, and as it is kept now where it differs. */
    organisation: Organisation.optional(),
    before: Organisation.optional(),
    /** What became of it: kept, undone, or neither because it had changed meanwhile. */
    outcome: z.enum(['kept', 'passed-over', 'undone']).optional(),
    /** An invitation hangs on the office that it brought, so that the import cannot be undone. */
    invited: z.literal(true).optional(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

export const exampleImport: Import = {
  id: 'imp-7k2m4q6s',
  fileName: 'offices.xlsx',
  bytes: 18_231,
  meetingId: 'egov-readiness-2559',
  state: 'waiting',
  startedBy: 'staff-1',
  startedAt: '2016-11-01T02:00:00.000Z',
  changedAt: '2016-11-01T02:00:02.000Z',
  kind: 'xlsx',
  sheets: [
    {
      name: 'หน่วยงาน',
      hidden: false,
      taken: true,
      headingRow: 2,
      headings: [
        { column: 1, title: 'ชื่อหน่วยงาน' },
        { column: 2, title: 'จังหวัด' },
      ],
      columns: [
        { column: 1, field: 'name' },
        { column: 2, field: 'province' },
      ],
      sample: [{ row: 3, cells: [exampleOrganisation.name.th, 'เชียงใหม่'] }],
    },
  ],
  defaultClass: { class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่จังหวัด' } },
  counts: { read: 12, new: 10, changed: 0, unchanged: 0, conflict: 0, invalid: 2, warned: 1, handled: 0 },
  newClasses: [],
  classes: [{ class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่จังหวัด' } }],
  newSites: [],
};
export const exampleImportRow: ImportRow = {
  number: 1,
  sheet: 'หน่วยงาน',
  row: 3,
  state: 'new',
  name: exampleOrganisation.name.th,
  problems: [
    {
      cell: 'E3',
      field: 'email',
      warning: true,
      code: 'free-mail',
      params: { domain: 'gmail.com' },
      problem: 'เป็นอีเมลของผู้ให้บริการฟรี (gmail.com)',
      remedy: 'ใช้ได้ แต่ควรใช้อีเมลของหน่วยงาน',
    },
  ],
  organisation: exampleOrganisation,
};
const importId = exampleImport.id;
const oneImport = z.object({ importId: Id });
/** The language that problems are worded in. */
const worded = { language: Language.default(usualLanguage) };
const changed = (state: ImportState) => ({ request: { importId }, returns: { ...exampleImport, state } });

export const UploadTable = defineHttp({
  http: { method: 'POST', path: '/api/v1/imports', opens: owners, body: 'file', timeoutMs: 30_000 },
  summary:
    'Takes a list of offices (.xlsx, .xls, CSV; the body as application/octet-stream, up to 64 MB) and begins to read it; nothing is kept of it until it is committed',
  request: z.object({ meetingId: Id.optional(), fileName: Line(255).optional() }),
  returns: Import,
  example: {
    request: { meetingId: 'egov-readiness-2559', fileName: 'offices.xlsx' },
    returns: { ...exampleImport, state: 'received' },
  },
});
export const StartImport = defineRpc({
  subject: 'rpc.registration.v1.start-import',
  summary: 'Begins to read a list of offices whose parts are all kept; the same again is answered with what is there',
  request: z.object({
    importId: Id,
    fileName: Line(255),
    bytes: z.int().min(1).max(mostFileBytes),
    meetingId: Id.optional(),
    startedBy: StaffId,
  }),
  returns: Import,
  example: {
    request: {
      importId,
      fileName: exampleImport.fileName,
      bytes: exampleImport.bytes,
      meetingId: 'egov-readiness-2559',
      startedBy: 'staff-1',
    },
    returns: { ...exampleImport, state: 'received' },
  },
});
export const ListImports = defineRpc({
  subject: 'rpc.registration.v1.list-imports',
  http: { method: 'GET', path: '/api/v1/imports', opens: owners },
  summary: 'The last imports, the newest first',
  request: z.object({}),
  returns: z.object({ items: z.array(Import) }),
  example: { request: {}, returns: { items: [exampleImport] } },
});
export const GetImport = defineRpc({
  subject: 'rpc.registration.v1.get-import',
  http: { method: 'GET', path: '/api/v1/imports/:importId', opens: owners },
  summary: 'An import: its state, what was found in its file, how far it is',
  request: oneImport.extend(worded),
  returns: Import,
  example: { request: { importId }, returns: exampleImport },
});
export const ListImportRows = defineRpc({
  subject: 'rpc.registration.v1.list-import-rows',
  http: { method: 'GET', path: '/api/v1/imports/:importId/rows', opens: owners },
  summary:
    'A page of the rows of an import, in the order of the file, each with what keeping it would do; `invited`: of those that brought an office that is invited since',
  request: oneImport
    .extend({ state: ImportRowState.optional(), invited: z.literal(true).optional(), ...worded })
    .extend(PageRequest.shape),
  returns: pageOf(ImportRow),
  example: { request: { importId, state: 'new' }, returns: { items: [exampleImportRow] } },
});
export const SetImportColumns = defineRpc({
  subject: 'rpc.registration.v1.set-import-columns',
  http: { method: 'PUT', path: '/api/v1/imports/:importId/columns', opens: owners },
  summary:
    'Says how the file is to be read: its sheets and where their headings stand, what the columns hold, its encoding, the class of offices that name none; it is read anew. What is left out is found by Sala',
  request: oneImport.extend({
    sheets: z
      .array(
        z.object({
          name: z.string().max(500),
          taken: z.boolean().default(true),
          headingRow: z.int().positive().optional(),
          columns: Columns.optional(),
        }),
      )
      .max(50)
      .optional(),
    encoding: ImportEncoding.optional(),
    defaultClass: ImportClass.optional(),
  }),
  returns: Import,
  example: {
    request: { importId, sheets: [{ name: 'หน่วยงาน', headingRow: 2, columns: [{ column: 1, field: 'name' }] }] },
    returns: { ...exampleImport, state: 'received' },
  },
});
export const CommitImport = defineRpc({
  subject: 'rpc.registration.v1.commit-import',
  http: { method: 'POST', path: '/api/v1/imports/:importId/commitment', opens: owners },
  summary:
    'Keeps the rows that are new or changed: all of them, if there is neither conflict nor invalid row, or the valid ones. A file whose encoding is not sure is kept once somebody has said how it is read',
  request: oneImport.extend({ which: z.enum(['all', 'valid']) }),
  returns: Import,
  example: { request: { importId, which: 'valid' }, returns: { ...exampleImport, state: 'committing' } },
});
export const StopImport = defineRpc({
  subject: 'rpc.registration.v1.stop-import',
  http: { method: 'POST', path: '/api/v1/imports/:importId/stop', opens: owners },
  summary: 'Stops an import where it is; what it has kept stays, and can be undone',
  request: oneImport,
  returns: Import,
  example: changed('stopped'),
});
export const UndoImport = defineRpc({
  subject: 'rpc.registration.v1.undo-import',
  http: { method: 'POST', path: '/api/v1/imports/:importId/undoing', opens: owners, timeoutMs: 30_000 },
  summary:
    'Takes back what an import has kept, as long as none of its new offices is invited; what was changed since stays',
  request: oneImport,
  returns: Import,
  example: changed('undoing'),
});
