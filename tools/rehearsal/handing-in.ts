// The coordinator's lists of offices, as the browser hands them in.
import { Writable } from 'node:stream';
import { CommitImport, ExportOrganisations, GetImport, type Import, StopImport, UploadTable } from '#contracts';
import { writeXlsx } from '#sheets';
import { eventually } from '#testing';
import { provinceName } from '#words';
import { type ApiClient } from './api-client.js';
import { type ListedOffice } from './plot.js';
import { type ListView } from './view.js';

const headings = ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ชื่อภาษาอังกฤษ', 'ประเภทหน่วยงาน', 'จังหวัด', 'จุดเชื่อมต่อ', 'อีเมล'];
/** A province that there is not, and what is no address. */
const wrongRows: readonly (readonly string[])[] = [
  ['90001', 'สำนักงานที่ไม่มีจังหวัด', '', 'สำนักงานเกษตรจังหวัด', 'เชียงไหน', '', ''],
  ['90002', 'สำนักงานเกษตรจังหวัดแพร่ สาขา', '', 'สำนักงานเกษตรจังหวัด', 'แพร่', '', 'ไม่มีที่อยู่'],
];

type Named = { readonly th: string };
type Names = { readonly classes: ReadonlyMap<string, Named>; readonly sites: ReadonlyMap<string, Named> };

const written = async (write: (stream: Writable) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  await write(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(Buffer.from(chunk));
        done();
      },
    }),
  );
  return new Uint8Array(Buffer.concat(chunks));
};

/** The list as an office of the ministry keeps it: a workbook with headings in Thai, and rows that are wrong. */
export const workbookOf = (
  offices: readonly ListedOffice[],
  { classes, sites }: Names,
): Promise<Uint8Array<ArrayBuffer>> => {
  const rows = offices.map((each) => [
    each.code,
    each.name.th,
    each.name.en ?? '',
    classes.get(each.class)?.th ?? '',
    provinceName(each.provinceCode, 'th'),
    sites.get(each.siteId)?.th ?? '',
    each.email ?? '',
  ]);
  const columns = headings.map((title) => ({ title }));
  return written((stream) => writeXlsx(stream, [{ name: 'รายชื่อหน่วยงาน', columns, rows: [...rows, ...wrongRows] }]));
};

const until = (coordinator: ApiClient, importId: string, state: Import['state']): Promise<Import> =>
  eventually(
    async () => {
      const now = await coordinator.send(GetImport, { importId });
      if (now.state !== state) throw new Error(`the list is ${now.state}, not ${state}`);
      return now;
    },
    { within: 60_000, every: 50 },
  );

/** Reads what a list would do and keeps what can be kept of it; where nothing is to be kept it is put away. */
export const handIn = async (
  coordinator: ApiClient,
  meetingId: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<ListView> => {
  const { id: importId } = await coordinator.upload(UploadTable, { meetingId, fileName: 'หน่วยงาน.xlsx' }, file);
  const { counts } = await until(coordinator, importId, 'waiting');
  if (counts.new + counts.changed === 0) await coordinator.send(StopImport, { importId });
  else {
    await coordinator.send(CommitImport, { importId, which: 'valid' });
    const { handled } = (await until(coordinator, importId, 'done')).counts;
    if (handled !== counts.new + counts.changed)
      throw new Error(`of ${counts.new + counts.changed} rows that can be kept ${handled} were`);
  }
  const { read, new: added, changed, unchanged, conflict, invalid } = counts;
  return { read, new: added, changed, unchanged, conflict, invalid };
};

/** The directory as it is handed out. */
export const handedOut = (coordinator: ApiClient): Promise<Uint8Array<ArrayBuffer>> =>
  coordinator.file(ExportOrganisations, { format: 'xlsx' });
