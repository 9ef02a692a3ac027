import { Writable } from 'node:stream';
import { utils, write } from '@e965/xlsx';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  CommitImport,
  CreateMeeting,
  EnrolSites,
  exampleOrganisation,
  exampleSite,
  ExportOrganisations,
  filePartBytes,
  GetFilePart,
  GetImport,
  GetMeeting,
  GetOrganisation,
  type Import,
  type ImportState,
  KeepFilePart,
  ListImportRows,
  ListImports,
  ListInvitees,
  SaveOrganisation,
  SetImportColumns,
  StartImport,
  StopImport,
  UndoImport,
} from '#contracts';
import { writeCsv } from '#sheets';
import { eventually, startMongo, startNats, type RunningMongo, type RunningServer } from '#testing';
import { RegistrationUnderTest } from '../testing/under-test.js';

const meetingId = 'own';
const draft = {
  id: meetingId,
  title: { th: 'ประชุมชี้แจงครั้งใหม่' },
  organiser: { th: 'กรมตัวอย่าง' },
  startsAt: '2016-11-23T07:30:00.000Z',
  coordinator: { unit: { th: 'ส่วนนโยบาย' }, email: 'coordinator@ega.example' },
};
const health = 'สำนักงานสาธารณสุขจังหวัด';
const revenue = 'สำนักงานสรรพากรพื้นที่';
const provinces = ['เชียงใหม่', 'จ.ลำพูน', 'TH-52', 'อุตรดิตถ์'];

class Kept extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk));
    done();
  }
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
const office = (kind: string, index: number, email: string): string[] => [
  `${index % 2 === 0 ? '๐' : '0'}${index + 10}`,
  `${kind} แห่งที่ ${index}`,
  kind,
  provinces[index % 4]!,
  email,
  '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๑๒',
  'นางสาวตัวอย่าง ทดสอบ',
];
const headings = ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ประเภทหน่วยงาน', 'จังหวัด', 'อีเมล', 'โทรศัพท์', 'ผู้ประสานงาน'];
/** Two sheets, each with a title above its headings; one row without a province there is, one with a broken address. */
const twelveOffices = (changed = false): Buffer => {
  const rowsOf = (kind: string, from: number): string[][] =>
    Array.from({ length: 6 }, (_, at) =>
      office(kind, from + at, `office${from + at}@${from === 0 ? 'a' : 'b'}.example`),
    );
  const [first, second] = [rowsOf(health, 0), rowsOf(revenue, 6)];
  first[5]![3] = 'เชียงไหน';
  second[5]![4] = 'office11 at b.example';
  if (changed) first[0]![4] = 'somebody@gmail.com';
  const book = utils.book_new();
  for (const [name, rows] of [
    ['สาธารณสุข', first],
    ['สรรพากร', second],
  ] as const) {
    const sheet = utils.aoa_to_sheet([[`บัญชีรายชื่อ${name} ปี ๒๕๕๙`], headings, ...rows]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 6 } }];
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
};

describe('a list of offices', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;
  let count = 0;

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    registration = await RegistrationUnderTest.start(servers);
    await registration.call(CreateMeeting, draft);
  });
  afterEach(async () => {
    await registration.stop();
    await nats.stop();
  });

  const until = (importId: string, state: ImportState): Promise<Import> =>
    eventually(async () => {
      const now = await registration.call(GetImport, { importId });
      if (now.state !== state) throw new Error(`it is ${now.state}`);
      return now;
    });
  const hand = async (file: Buffer, state: ImportState = 'waiting'): Promise<Import> => {
    count += 1;
    const importId = `imp-${count}`;
    for (let number = 0; number * filePartBytes < file.length; number += 1) {
      const content = file.subarray(number * filePartBytes, (number + 1) * filePartBytes).toString('base64');
      await registration.call(KeepFilePart, { fileId: importId, number, content });
    }
    const start = { importId, fileName: 'offices.xlsx', bytes: file.length, meetingId, startedBy: 'staff-1' };
    await registration.call(StartImport, start);
    await registration.call(StartImport, start);
    return until(importId, state);
  };
  const invitees = async () => (await registration.call(ListInvitees, { meetingId, limit: 100 })).items;

  it('is read, shown row by row, and kept when somebody says so; a second time it changes nothing', async () => {
    const read = await hand(twelveOffices());
    expect(read.counts).toEqual({
      read: 12,
      new: 10,
      changed: 0,
      unchanged: 0,
      conflict: 0,
      invalid: 2,
      warned: 0,
      handled: 0,
    });
    expect(read.sheets.map(({ taken, headingRow, columns }) => [taken, headingRow, columns.length])).toEqual([
      [true, 2, 7],
      [true, 2, 7],
    ]);
    expect(read.newClasses.map(({ name }) => name.th)).toEqual([health, revenue]);
    expect(read.newSites.map(({ id }) => id).sort()).toEqual(['th-50', 'th-51', 'th-52', 'th-53']);
    const wrong = await registration.call(ListImportRows, { importId: read.id, state: 'invalid' });
    expect(
      wrong.items.map(({ sheet, row, problems }) => [sheet, row, problems.map((each) => [each.cell, each.code])]),
    ).toEqual([
      ['สาธารณสุข', 8, [['D8', 'province-not-known']]],
      ['สรรพากร', 8, [['E8', 'e-mail-space']]],
    ]);
    expect(await invitees()).toEqual([]);

    await expect(registration.call(CommitImport, { importId: read.id, which: 'all' })).rejects.toMatchObject({
      code: 'import-not-clean',
      values: { invalid: 2, conflict: 0 },
    });
    await registration.call(CommitImport, { importId: read.id, which: 'valid' });
    const done = await until(read.id, 'done');
    expect(done.counts.handled).toBe(10);
    expect((await registration.call(GetMeeting, { meetingId })).classes.map(({ name }) => name.th)).toEqual([
      health,
      revenue,
    ]);
    expect(await invitees()).toHaveLength(10);
    expect((await invitees()).find(({ code }) => code === '๐10')).toMatchObject({
      name: { th: `${health} แห่งที่ 0` },
      provinceCode: 'TH-50',
      siteId: 'th-50',
      email: 'office0@a.example',
      phone: '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๑๒',
      contacts: [{ role: 'coordinator', name: 'นางสาวตัวอย่าง ทดสอบ' }],
    });

    const again = await hand(twelveOffices());
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 10, invalid: 2 });
    expect([again.newClasses, again.newSites]).toEqual([[], []]);
    expect((await registration.call(ListImports, {})).items).toHaveLength(2);
  });

  it('is undone as long as nobody is invited: what it brought goes, what it changed is as it was', async () => {
    const first = await hand(twelveOffices());
    await registration.call(CommitImport, { importId: first.id, which: 'valid' });
    await until(first.id, 'done');
    const second = await hand(twelveOffices(true));
    expect(second.counts).toMatchObject({ changed: 1, unchanged: 9, warned: 1 });
    await registration.call(CommitImport, { importId: second.id, which: 'valid' });
    await until(second.id, 'done');
    const gmail = async () => (await invitees()).filter(({ email }) => email === 'somebody@gmail.com').length;
    expect(await gmail()).toBe(1);
    await registration.call(UndoImport, { importId: second.id });
    await until(second.id, 'undone');
    expect(await gmail()).toBe(0);
    await registration.call(UndoImport, { importId: first.id });
    await until(first.id, 'undone');
    expect(await invitees()).toEqual([]);

    const third = await hand(twelveOffices());
    expect(third.counts).toMatchObject({ new: 10 });
    await registration.call(CommitImport, { importId: third.id, which: 'valid' });
    await until(third.id, 'done');
    await registration.call(AnnounceMeeting, { meetingId });
    await eventually(async () => (await registration.list({ meetingId })).length === 10);
    await expect(registration.call(UndoImport, { importId: third.id })).rejects.toMatchObject({
      code: 'import-in-use',
      values: { count: 10, names: expect.stringMatching(/^([^,]+, ){4}[^,]+$/) },
    });
    const { items } = await registration.call(ListImportRows, { importId: third.id, invited: true, limit: 4 });
    const rest = await registration.call(ListImportRows, {
      importId: third.id,
      invited: true,
      after: String(items.at(-1)?.number),
    });
    expect([...items, ...rest.items].map(({ invited }) => invited)).toEqual(Array(10).fill(true));
    expect([items.length, rest.next]).toEqual([4, undefined]);
  });

  it('invites each of its offices once where the meeting is announced while they are being kept', async () => {
    const first = await hand(twelveOffices());
    await registration.call(CommitImport, { importId: first.id, which: 'valid' });
    await until(first.id, 'done');
    const rows = Array.from({ length: 400 }, (_, at) => office(health, 100 + at, `more${at}@a.example`));
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([headings, ...rows]), 'เพิ่ม');
    const second = await hand(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(second.counts).toMatchObject({ new: 400, conflict: 0, invalid: 0 });
    await Promise.all([
      registration.call(CommitImport, { importId: second.id, which: 'all' }),
      registration.call(AnnounceMeeting, { meetingId }),
    ]);
    await until(second.id, 'done');
    await eventually(async () => (await registration.list({ meetingId })).length === 410, { within: 60_000 });
    await eventually(() => registration.idle());
    const invited = (await registration.list({ meetingId })).map(({ organisation }) => organisation.id);
    expect(new Set(invited).size).toBe(410);
    await expect(registration.call(UndoImport, { importId: second.id })).rejects.toMatchObject({
      code: 'import-in-use',
    });
  });

  it('keeps and takes back what it can where another office has taken a code meanwhile, and says whose it is', async () => {
    await registration.call(EnrolSites, { sites: [exampleSite] });
    const take = async (code: string) => {
      const { id: _id, ...content } = { ...exampleOrganisation, name: { th: 'in-between' }, code };
      const organisationId = 'in-between';
      const there = await registration.call(GetOrganisation, { organisationId }).catch(() => undefined);
      await registration.call(SaveOrganisation, {
        organisationId,
        organisation: content,
        ...(there && { expectedRevision: there.revision }),
      });
    };
    const first = await hand(twelveOffices());
    await take('012');
    await registration.call(CommitImport, { importId: first.id, which: 'valid' });
    expect((await until(first.id, 'done')).counts.handled).toBe(9);
    const rows = await registration.call(ListImportRows, { importId: first.id, limit: 100 });
    expect(rows.items.find(({ outcome }) => outcome === 'passed-over')).toMatchObject({
      problems: [{ cell: 'A5', code: 'code-of-another', params: { name: 'in-between' } }],
    });
    const csv = new Kept();
    await writeCsv(csv, {
      columns: [{ title: 'id' }, { title: 'รหัสหน่วยงาน' }, { title: 'ชื่อหน่วยงาน' }],
      rows: [['office-011', 'changed', `${health} แห่งที่ 1`]],
    });
    const second = await hand(csv.bytes);
    expect(second.counts).toMatchObject({ read: 1, changed: 1 });
    await registration.call(CommitImport, { importId: second.id, which: 'all' });
    await until(second.id, 'done');
    await take('011');
    await registration.call(UndoImport, { importId: second.id });
    expect((await until(second.id, 'undone')).counts.handled).toBe(0);
    const kept = await registration.call(ListImportRows, { importId: second.id });
    expect(kept.items).toMatchObject([{ outcome: 'kept', problems: [{ code: 'code-of-another' }] }]);
    expect((await registration.call(GetOrganisation, { organisationId: 'office-011' })).organisation.code).toBe(
      'changed',
    );
  });

  it.each([
    ['xlsx', 'th'],
    ['csv', 'th'],
    ['xlsx', 'en'],
  ] as const)('that is handed out as .%s in %s and handed in again changes nothing', async (format, language) => {
    const first = await hand(twelveOffices());
    await registration.call(CommitImport, { importId: first.id, which: 'valid' });
    await until(first.id, 'done');
    const { organisation, revision } = await registration.call(GetOrganisation, { organisationId: 'office-011' });
    const { id: organisationId, ...content } = organisation;
    await registration.call(SaveOrganisation, {
      organisationId,
      organisation: {
        ...content,
        name: { ...content.name, en: '=Health office' },
        aliases: ['สสจ./ชม.', 'สาธารณสุข, เชียงใหม่'],
        contacts: [...(content.contacts ?? []), { role: 'saraban', fax: '0 5311 0000' }],
      },
      expectedRevision: revision,
    });
    const made = await registration.call(ExportOrganisations, { format, language });
    const parts: Buffer[] = [];
    for (let number = 0; number * filePartBytes < made.bytes; number += 1)
      parts.push(
        Buffer.from((await registration.call(GetFilePart, { fileId: made.fileId, number })).content, 'base64'),
      );
    const again = await hand(Buffer.concat(parts));
    expect(again.counts).toMatchObject({ read: 10, unchanged: 10, changed: 0, conflict: 0, invalid: 0 });
    expect([again.newClasses, again.newSites]).toEqual([[], []]);
    const some = await registration.call(ExportOrganisations, { format, q: 'สสจ ชม' });
    expect(some.name).toBe(`ทะเบียนหน่วยงาน.${format}`);
  });

  it('is read as people say, also the next time; it can be stopped, and what is no table ends it', async () => {
    const kept = new Kept();
    await writeCsv(kept, {
      columns: [{ title: 'ก' }, { title: 'ข' }],
      rows: [
        ['ศูนย์ตัวอย่างหนึ่ง', 'น่าน'],
        ['ศูนย์ตัวอย่างสอง', 'แพร่'],
      ],
    });
    const unread = await hand(kept.bytes);
    expect([unread.kind, unread.counts.read, unread.sheets[0]?.taken]).toEqual(['csv', 0, false]);
    const columns = [
      { column: 1, field: 'name' as const },
      { column: 2, field: 'province' as const },
    ];
    const name = unread.sheets[0]!.name;
    const defaultClass = { class: 'centre', name: { th: 'ศูนย์' } };
    await registration.call(SetImportColumns, {
      importId: unread.id,
      sheets: [{ name, headingRow: 1, columns }],
      defaultClass,
    });
    const read = await eventually(async () => {
      const now = await registration.call(GetImport, { importId: unread.id });
      if (now.state !== 'waiting' || now.counts.read !== 2) throw new Error(`it is ${now.state}`);
      return now;
    });
    expect([read.counts.new, read.newClasses]).toEqual([2, [defaultClass]]);
    expect(await registration.call(StopImport, { importId: read.id })).toMatchObject({ state: 'stopped' });
    await expect(registration.call(CommitImport, { importId: read.id, which: 'all' })).rejects.toMatchObject({
      code: 'import-not-waiting',
    });

    const next = await hand(kept.bytes);
    await registration.call(SetImportColumns, { importId: next.id, sheets: [{ name, headingRow: 1 }] });
    await eventually(
      async () => (await registration.call(GetImport, { importId: next.id })).sheets[0]?.columns.length === 2,
    );

    const failed = await hand(Buffer.from('%PDF-1.7 is no table'), 'failed');
    expect(failed.failure?.code).toBe('table-unknown');
  });
});
