import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import {
  exampleResponseContent,
  ExportReport,
  GetFilePart,
  GetReport,
  ListReadiness,
  RecordAttendance,
  RecordDeskReply,
  RecordHall,
  type SiteReadiness,
} from '#contracts';
import { NatsLink, withAsker } from '#messaging';
import { openTable } from '#sheets';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

describe('the report of a meeting', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(8);
    await eventually(async () => (await registration.list()).length === 8, { within: 30_000 });
    const own = await registration.list({ provinceCode: 'TH-50' });
    for (const { id } of own)
      await registration.call(RecordDeskReply, {
        invitationId: id,
        content: exampleResponseContent,
        channel: 'fax',
        receivedAt: '2016-11-07T02:00:00.000Z',
        enteredBy: 'staff-desk',
      });
    registration.moveClockTo('2016-11-23T08:00:00.000Z');
    const at = { meetingId, siteId: 'th-50', recordedBy: 'staff-desk', state: 'present' as const };
    await registration.call(RecordAttendance, { ...at, entryId: 'a', invitationId: own[0]?.id ?? '', people: 3 });
    await registration.call(RecordAttendance, {
      ...at,
      entryId: 'b',
      walkIn: { id: 'w', office: 'เทศบาลตัวอย่าง' },
      vouchedBy: 'ปลัดจังหวัด ตัวอย่าง',
    });
    await registration.call(RecordHall, { meetingId, siteId: 'th-50', done: true, recordedBy: 'staff-desk' });
    await eventually(() => registration.idle(), { within: 30_000 });
  }, 120_000);
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('says who was invited, answered and came, and what is still open', async () => {
    const report = await registration.call(GetReport, { meetingId });
    expect(report).toMatchObject({
      replies: { total: { invited: 8, answered: 2, attend: 2 } },
      came: {
        total: { present: 1, unknown: 7 },
        byProvince: { 'TH-50': { present: 1, unknown: 1 }, 'TH-51': { present: 0, unknown: 2 } },
      },
      people: 4,
      walkIns: 1,
      halls: 4,
      surveyed: { invited: 8, answered: 2 },
      over: false,
    });
    expect(report.openHalls.map(({ siteId }) => siteId)).toEqual(['th-51', 'th-52', 'th-53']);
    registration.moveClockTo('2016-11-23T10:00:00.000Z');
    expect((await registration.call(GetReport, { meetingId })).over).toBe(true);
  });

  it('is the focal point’s of the own province', async () => {
    const focal = { kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode: 'TH-51' };
    const own = await withAsker(focal as Parameters<typeof withAsker>[0], () =>
      registration.call(GetReport, { meetingId }),
    );
    expect(own).toMatchObject({
      replies: { total: { invited: 2 } },
      came: { total: { unknown: 2 } },
      people: 0,
      halls: 1,
    });
  });

  const workbook = async (): Promise<ReadonlyMap<string, string[][]>> => {
    const { fileId } = await registration.call(ExportReport, { meetingId });
    const { content } = await registration.call(GetFilePart, { fileId, number: 0 });
    const folder = await mkdtemp(join(tmpdir(), 'sala-report-'));
    try {
      await writeFile(join(folder, 'report.xlsx'), Buffer.from(content, 'base64'));
      const { sheets } = await openTable(join(folder, 'report.xlsx'));
      const all = new Map<string, string[][]>();
      for (const sheet of sheets) {
        const rows: string[][] = [];
        for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text));
        all.set(sheet.name, rows);
      }
      return all;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const checksPassed = 'จุดเชื่อมต่อที่ผ่านการทดสอบสัญญาณ';

  it('is a workbook whose sums are its own', async () => {
    const sheets = await workbook();
    expect(sheets.get('รายงานผลการประชุม')).toEqual(
      expect.arrayContaining([
        ['เชิญ', '8'],
        ['มา', '1'],
        ['จำนวนคน', '4'],
      ]),
    );
    const byProvince = sheets.get('ตามจังหวัด');
    expect(byProvince?.find(([name]) => name === 'เชียงใหม่')).toEqual('เชียงใหม่ 2 2 0 2 0 0 0 2 1 0 0 0 1'.split(' '));
    expect(byProvince?.at(-1)).toEqual('รวม 8 2 6 2 0 0 0 2 1 0 0 0 7'.split(' '));
    expect(sheets.get('ผู้ที่มาโดยไม่ได้รับเชิญ')?.[1]?.slice(0, 6)).toEqual([
      'เชียงใหม่',
      expect.any(String),
      'เทศบาลตัวอย่าง',
      '',
      '1',
      'ปลัดจังหวัด ตัวอย่าง',
    ]);
  });

  it('says that nobody knows how the checks stand, while nobody can say it, and never that none has passed', async () => {
    expect(await registration.call(GetReport, { meetingId })).not.toHaveProperty('checks');
    const sheets = await workbook();
    expect(sheets.get('รายงานผลการประชุม')).toContainEqual([checksPassed, expect.stringMatching(/^ไม่ทราบ/)]);
    expect([...sheets.keys()]).not.toContain('การทดสอบสัญญาณ');
  });

  it('says how the sites that join passed their checks, of each what was wrong', async () => {
    const site = (siteId: string, attending: number, said: Partial<SiteReadiness>): SiteReadiness => ({
      meetingId,
      siteId,
      name: { th: `ห้อง ${siteId}` },
      provinceCode: 'TH-50',
      attending,
      status: 'unknown',
      revision: 1,
      ...said,
    });
    const result = { checkId: 'c', recordedAt: '2016-11-16T03:40:00.000Z', recordedBy: 'staff-desk' };
    const items = [
      site('b', 2, { status: 'failed', lastResult: { ...result, state: 'failed', faults: ['echo'], note: 'นาย ก' } }),
      site('a', 1, { status: 'passed', lastResult: { ...result, state: 'passed', faults: [] } }),
      site('nobody-joins', 0, { status: 'failed' }),
    ];
    const standIn = registration.service.app
      .get(NatsLink)
      .nc.subscribe(ListReadiness.subject, {
        callback: (_error, message) => void message.respond(JSON.stringify({ response: { items }, isDisposed: true })),
      });
    try {
      const { checks } = await registration.call(GetReport, { meetingId });
      expect(checks?.map(({ siteId, status }) => [siteId, status])).toEqual([
        ['b', 'failed'],
        ['a', 'passed'],
      ]);
      const sheets = await workbook();
      expect(sheets.get('รายงานผลการประชุม')).toContainEqual([checksPassed, '1/2']);
      expect(sheets.get('การทดสอบสัญญาณ')?.slice(1)).toEqual([
        ['เชียงใหม่', 'ห้อง a', 'ผ่าน', expect.stringContaining('2559')],
        ['เชียงใหม่', 'ห้อง b', 'ไม่ผ่าน', expect.stringContaining('2559'), expect.stringMatching(/\S/)],
      ]);
      expect(JSON.stringify([...sheets])).not.toContain('นาย ก');
    } finally {
      standIn.unsubscribe();
    }
  });

  it('is a Word document with the same tables', async () => {
    const { fileId, name } = await registration.call(ExportReport, { meetingId, format: 'docx' });
    expect(name).toMatch(/\.docx$/);
    const { content } = await registration.call(GetFilePart, { fileId, number: 0 });
    const document = unzipSync(Buffer.from(content, 'base64'))['word/document.xml'] ?? new Uint8Array();
    const rows = strFromU8(document)
      .split('</w:tr>')
      .map((row) => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => cell.replace(/<[^>]+>/g, '')).join(' '));
    expect(rows).toEqual(
      expect.arrayContaining([
        'เชิญ 8',
        'จำนวนคน 4',
        'เชียงใหม่ 2 2 0 2 0 0 0 2 1 0 0 0 1',
        'รวม 8 2 6 2 0 0 0 2 1 0 0 0 7',
      ]),
    );
  });
});
