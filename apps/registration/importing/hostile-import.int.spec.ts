import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import {
  CommitImport,
  GetImport,
  GetOrganisation,
  type Import,
  ListImports,
  SaveOrganisation,
  SetImportColumns,
} from '#contracts';
import { languages } from '#words';
import { type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { ListsOfOffices, workbookOf } from '../testing/lists-of-offices.js';
import { RegistrationUnderTest } from '../testing/under-test.js';

const titles = ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ประเภทหน่วยงาน', 'จังหวัด', 'โทรศัพท์'];
const csv = (...rows: readonly (readonly string[])[]): string =>
  [titles, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
/** Thai stands in Windows-874 as in Unicode, each letter a byte. */
const inWindows874 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? code : code - 0x0e00 + 0xa0;
  });
const inUtf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a list of offices that is not as it should be', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;
  const lists = new ListsOfOffices(() => registration);

  beforeAll(async () => {
    [mongo, nats] = await Promise.all([startMongo(), startNats()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
  });
  afterAll(async () => {
    await registration.stop();
    await nats.stop();
    await mongo.stop();
  });

  const failureIn = async ({ id: importId }: Import) =>
    Promise.all(
      languages.map(async (language) => (await registration.call(GetImport, { importId, language })).failure),
    );
  const refused = async (file: Uint8Array, code: string): Promise<string[]> => {
    const failures = await failureIn(await lists.hand(file, 'failed'));
    expect(failures.map((each) => each?.code)).toEqual(languages.map(() => code));
    const texts = failures.map((each) => each?.text ?? '');
    expect(new Set(texts).size).toBe(languages.length);
    expect(texts[languages.indexOf('th')]).toMatch(/โปรด/);
    return texts;
  };

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with its mark', inUtf16],
  ])('is read as it was meant in %s', async (name, encoded) => {
    const read = await lists.hand(encoded(csv([name, `ศูนย์ ${name}`, 'ศูนย์', 'น่าน', '๐ ๕๔๗๑ ๐๐๐๐ ต่อ ๑'])));
    expect([read.encoding?.sure, read.counts.new]).toEqual([true, 1]);
    expect((await lists.rows(read.id))[0]?.organisation).toMatchObject({
      name: { th: `ศูนย์ ${name}` },
      provinceCode: 'TH-55',
      phone: '๐ ๕๔๗๑ ๐๐๐๐ ต่อ ๑',
    });
  });

  it('is kept in Windows-874 once somebody has seen three rows of it', async () => {
    const rows = ['หนึ่ง', 'สอง', 'สาม', 'สี่'].map((name, index) => [`874-${index}`, `ศูนย์${name}`, 'ศูนย์', 'แพร่']);
    const read = await lists.hand(inWindows874(csv(...rows)));
    expect(read.encoding).toMatchObject({ used: 'windows-874', sure: false });
    expect(read.encoding?.samples.map(({ rows: sample }) => sample.length)).toEqual([3]);
    expect(read.encoding?.samples[0]?.rows[1]).toEqual(rows[0]);
    await expect(registration.call(CommitImport, { importId: read.id, which: 'all' })).rejects.toMatchObject({
      code: 'import-encoding-unsure',
    });
    await registration.call(SetImportColumns, { importId: read.id, encoding: 'windows-874' });
    await lists.until(read.id, 'waiting', ({ encoding }) => encoding?.sure === true);
    expect((await lists.keep(read.id, 'all')).counts.handled).toBe(4);
  });

  it('is refused with a remedy where no encoding fits, or it is none that Excel writes', async () => {
    const broken = Buffer.concat([Buffer.from(csv()), Buffer.from([0xe0, 0xb8, 0x41, 0xff])]);
    await refused(broken, 'table-encoding');
    await refused(Buffer.concat([Buffer.from([0xfe, 0xff]), inUtf16(csv()).swap16()]), 'table-encoding');
    await refused(Buffer.from('\ufeff'), 'table-empty');
  });

  it('is refused where a cell holds ten megabytes, with the cell', async () => {
    const long = 'ก'.repeat(10_000_000 / 3);
    const book = unzipSync(await workbookOf({ a: [titles, ['1', 'LONG', 'c', 'น่าน']] }));
    const sheet = Buffer.from(book['xl/worksheets/sheet1.xml']!).toString().replace('LONG', long);
    const packed = zipSync({ ...book, 'xl/worksheets/sheet1.xml': strToU8(sheet) }, { level: 0 });
    for (const file of [packed, Buffer.from(csv(['1', long]))])
      for (const text of await refused(file, 'table-cell-too-long')) expect(text).toContain('B2');
  });

  it('is refused where little of it unpacks to much', async () => {
    const book = unzipSync(await workbookOf({ a: [titles] }));
    const bomb = { ...book, 'xl/worksheets/sheet1.xml': strToU8(`<worksheet>${' '.repeat(30_000_000)}</worksheet>`) };
    await refused(zipSync(bomb), 'table-unpacks-too-large');
  });

  it('is refused with more than a hundred thousand offices before any of them is compared', async () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => `${index},น,ศ,น่าน`).join('\n');
    const texts = await refused(Buffer.from(`${titles.slice(0, 4).join(',')}\n${rows}`), 'table-too-many-rows');
    expect(texts[0]).toContain('100000');
  });

  it('brings nothing where it has headings only, or nothing that anybody sees', async () => {
    for (const text of [csv(), csv(['', ' ', '\u200b', '\u00a0'])]) {
      const read = await lists.hand(Buffer.from(text));
      expect([read.counts.read, read.sheets[0]?.taken]).toEqual([0, true]);
      expect((await lists.keep(read.id, 'all')).counts.handled).toBe(0);
    }
    const unread = await lists.hand(Buffer.from('หนึ่ง,สอง\nสาม,สี่\n'));
    expect([unread.counts.read, unread.sheets[0]?.sample.length]).toEqual([0, 2]);
  });

  it('is read from the right sheet after a wrong one, and forgets what the wrong one brought', async () => {
    const wrong = ['w1', 'ศูนย์ของแผ่นงานผิด', 'ประเภทผิด', 'ตาก'];
    const right = ['r1', 'ศูนย์ของแผ่นงานถูก', 'ประเภทถูก', 'ระนอง'];
    const read = await lists.hand(await workbookOf({ เก่า: [titles, wrong], ใหม่: [titles, right] }));
    expect(read.newClasses.map(({ name }) => name.th)).toEqual(['ประเภทผิด', 'ประเภทถูก']);
    const choose = async (...taken: readonly boolean[]) => {
      const sheets = ['เก่า', 'ใหม่'].map((name, index) => ({ name, taken: taken[index] === true }));
      await registration.call(SetImportColumns, { importId: read.id, sheets });
      return lists.until(read.id, 'waiting', ({ counts }) => counts.read === 1);
    };
    expect((await choose(true, false)).newClasses.map(({ name }) => name.th)).toEqual(['ประเภทผิด']);
    await choose(false, true);
    const now = await lists.until(read.id, 'waiting', ({ classes }) => classes[0]?.name.th === 'ประเภทถูก');
    expect([now.newClasses.length, now.newSites.map(({ id }) => id)]).toEqual([1, ['th-85']]);
    expect((await lists.rows(read.id)).map(({ name }) => name)).toEqual([right[1]]);
    expect((await lists.keep(read.id, 'all')).counts.handled).toBe(1);
  });

  it('is read by what its formulas gave; what they did not give is told', async () => {
    const formula = (v: string) => ({ t: 's', v, f: 'A1&"x"' });
    const rows = [
      [formula('f-1'), formula('ศูนย์สูตร'), 'ศูนย์', 'เลย'],
      [{ t: 's', v: '', f: 'A9' }, 'ศูนย์สูตรสอง', 'ศูนย์', 'เลย'],
      ['f-3', { t: 'e', v: 0x2a, w: '#N/A', f: 'VLOOKUP(1,2,3)' }, 'ศูนย์', 'เลย'],
      ['f-4', '=1+1', 'ศูนย์', 'เลย'],
      ['=cmd|x', '+66 office', '@class', 'เลย'],
    ];
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([titles, ...rows]), 'a');
    const read = await lists.hand(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(await lists.said(read.id)).toEqual([
      'new',
      'invalid A3 cell-formula',
      'invalid B4 cell-error',
      'new',
      'new',
    ]);
    for (const language of languages)
      for (const { problems } of await lists.rows(read.id, language))
        for (const { problem, remedy } of problems)
          expect([problem, remedy]).toEqual([expect.any(String), expect.any(String)]);
    await lists.keep(read.id);
    const out = await lists.export('csv');
    expect(out.toString()).toContain("'=1+1");
    expect(out.toString()).toContain("'=cmd|x");
    for (const list of [out, await lists.export('xlsx')]) {
      const again = await lists.hand(list);
      expect(again.counts).toMatchObject({ new: 0, changed: 0, conflict: 0, invalid: 0 });
      expect(again.counts.unchanged).toBe(await lists.offices());
    }
  });

  it('is told row by row where sheets and keyboards have spoilt it', async () => {
    const rows = [
      ['z\u200b-1', 'ศูนย์\u200f\u200bตัวอย่าง', 'ศูนย์', 'น่าน'],
      ['z\u202e-2', 'ศูนย์กลับทาง', 'ศูนย์', 'น่าน'],
      ['z-3\u0007', 'ศูนย์เสียงกระดิ่ง', 'ศูนย์', 'น่าน'],
      ['2026-02-01', 'ศูนย์วันที่', 'ศูนย์', 'น่าน', '2026-11-18'],
      ['z-5', 'น'.repeat(10_000), 'ศูนย์', 'น่าน'],
      ['z-6', 'ศูนย์ซ้อน', 'ศูนย์', `น่า${'\u0e48'.repeat(5000)}น`],
      ['๐303051', 'ศูนย์เลขศูนย์', 'ศูนย์', 'น่าน'],
      ['0303051', 'ศูนย์เลขศูนย์สอง', 'ศูนย์', 'น่าน'],
    ];
    const read = await lists.hand(await workbookOf({ a: [titles, ...rows] }));
    expect(await lists.said(read.id)).toEqual([
      'new',
      'invalid A3 text-direction',
      'new',
      'invalid A5 cell-date E5 cell-date',
      'invalid B6 text-long',
      expect.stringMatching(/^(new|invalid D7 province-not-known)$/),
      'new',
      'invalid B9 row-repeated',
    ]);
    expect((await lists.rows(read.id)).map(({ organisation }) => organisation?.code)).toEqual(
      expect.arrayContaining(['z-1', 'z-3', '๐303051']),
    );
    await lists.keep(read.id);
    // Excel takes the codes for numbers when the list comes again.
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([titles, [303051, 'ศูนย์เลขศูนย์', 'ศูนย์', 'น่าน']]);
    utils.book_append_sheet(book, sheet, 'a');
    const again = await lists.hand(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(await lists.said(again.id)).toEqual(['conflict A2 code-zeros']);
    expect((await lists.rows(again.id))[0]?.problems[0]?.problem).toContain('๐303051');
  });

  it('gives back every field of every office, though some have no column of their own', async () => {
    const read = await lists.hand(Buffer.from(csv(['whole', 'ศูนย์ครบถ้วน', 'ศูนย์', 'สตูล'])));
    await lists.keep(read.id);
    const organisationId = (await lists.rows(read.id))[0]?.organisation?.id ?? '';
    const { organisation, revision } = await registration.call(GetOrganisation, { organisationId });
    const { id: _id, ...content } = organisation;
    await registration.call(SaveOrganisation, {
      organisationId,
      expectedRevision: revision,
      organisation: {
        ...content,
        name: { th: content.name.th, en: 'A centre, "whole"' },
        aliases: ['ศค.', 'ศูนย์ | ครบ', 'หนึ่ง, สอง/สาม'],
        language: 'en',
        email: 'saraban@centre.example',
        phone: '๐ ๗๔๗๑ ๐๐๐๐ ต่อ ๑๒๓',
        fax: '0 7471 0001 กด 2',
        contacts: [
          { role: 'saraban', name: 'งานสารบรรณ', email: 's@centre.example', fax: '0 7471 0002' },
          { role: 'technical', name: 'ว่าที่ร้อยตรีหญิง ตัวอย่าง', mobile: '08 1000 0001' },
          {
            role: 'coordinator',
            name: 'นาง ก',
            phone: '074 ต่อ 9',
            mobile: '081 000 0002',
            email: 'c@centre.example',
            fax: '074',
          },
          { role: 'technical', name: 'นาย ข' },
        ],
      },
    });
    const before = await registration.call(GetOrganisation, { organisationId });
    for (const language of languages)
      for (const format of ['xlsx', 'csv'] as const) {
        const again = await lists.hand(await lists.export(format, language));
        expect(again.counts).toMatchObject({ new: 0, changed: 0, conflict: 0, invalid: 0 });
        expect((await lists.keep(again.id, 'all')).counts.handled).toBe(0);
      }
    expect(await registration.call(GetOrganisation, { organisationId })).toEqual(before);
  });

  it('is told of, and all lists with it, however much stands in its headings', async () => {
    const headings = [...titles, ...Array.from({ length: 100 }, (_, index) => `${index} ${'ห'.repeat(400)}`)];
    const sheets = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`s${index}`, [headings, headings]]));
    const read = await lists.hand(await workbookOf(sheets));
    expect(read.sheets).toHaveLength(50);
    const { items } = await registration.call(ListImports, {});
    expect(items.find(({ id }) => id === read.id)).toMatchObject({ state: 'waiting', sheets: [] });
  });
});
