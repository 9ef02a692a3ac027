import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CallListEntry,
  ExportList,
  exampleResponseContent,
  type FileMade,
  filePartBytes,
  GetFilePart,
  ListCallList,
  ReadList,
  RecordAttendance,
  RecordDeskReply,
  type RequestOf,
} from '#contracts';
import { NatsLink, withAsker } from '#messaging';
import { openTable } from '#sheets';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const dangerous = '=HYPERLINK("http://evil.example")';

describe('lists of a meeting', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let folder: string;

  const contentOf = async ({ fileId, bytes }: FileMade): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let number = 0; number * filePartBytes < bytes; number += 1)
      parts.push(Buffer.from((await registration.call(GetFilePart, { fileId, number })).content, 'base64'));
    return Buffer.concat(parts);
  };
  const exported = async (request: Omit<RequestOf<typeof ExportList>, 'meetingId'>) => {
    const made = await registration.call(ExportList, { meetingId, ...request });
    const content = await contentOf(made);
    expect(content).toHaveLength(made.bytes);
    const path = join(folder, `list.${request.format ?? 'xlsx'}`);
    await writeFile(path, content);
    const rows: string[][] = [];
    const { sheets } = await openTable(path);
    for await (const { cells } of sheets[0]?.rows() ?? []) rows.push(cells.map(({ text }) => text));
    return { made, rows, sheets: sheets.map(({ name }) => name), text: content.toString('utf8') };
  };
  const readAll = async (request: Omit<RequestOf<typeof ReadList>, 'meetingId'>) => {
    const rows: { group: string; cells: (string | number)[] }[] = [];
    for (let after: string | undefined; ;) {
      const page = await registration.call(ReadList, { meetingId, ...request, ...(after !== undefined && { after }) });
      rows.push(...page.items);
      if (page.next === undefined) return rows;
      after = page.next;
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-lists-'));
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(40);
    await eventually(async () => (await registration.list()).length === 40, { within: 30_000 });
    for (const [index, { id }] of (await registration.list({ limit: 100 })).slice(0, 30).entries())
      await registration.call(RecordDeskReply, {
        invitationId: id,
        content: { ...exampleResponseContent, attendees: [{ name: `${dangerous} คนที่ ${index}` }] },
        channel: 'fax',
        receivedAt: '2016-11-07T02:00:00.000Z',
        enteredBy: 'staff-desk',
      });
    await eventually(() => registration.idle(), { within: 30_000 });
  }, 120_000);
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('are read page by page, by province and site, each row once', async () => {
    const whole = await readAll({ list: 'attendees' });
    expect(whole).toHaveLength(30);
    const pages = await readAll({ list: 'attendees', limit: 7 });
    expect(pages).toEqual(whole);
    const groups = whole.map(({ group }) => group);
    expect(groups).toEqual(groups.toSorted((one, other) => groups.indexOf(one) - groups.indexOf(other)));
    expect(await readAll({ list: 'silent' })).toHaveLength(10);
    expect(await readAll({ list: 'answers', provinceCode: 'TH-50' })).toHaveLength(10);
  });

  it('open in a Thai Excel, run nothing there, and name their offices as an import reads them', async () => {
    const { made, rows } = await exported({ list: 'attendees' });
    expect(made.name).toMatch(/^รายชื่อผู้เข้าร่วม .*2559\.xlsx$/);
    expect(rows[0]?.slice(0, 5)).toEqual(['รหัสในระบบ', 'รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ประเภทหน่วยงาน', 'จังหวัด']);
    expect(rows).toHaveLength(31);
    expect(rows.slice(1).every((row) => row.some((cell) => cell.startsWith(dangerous)))).toBe(true);

    const { text } = await exported({ list: 'attendees', format: 'csv' });
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain(`"'${dangerous.replaceAll('"', '""')}`);
    expect(text).not.toMatch(/(^|,)"?=/m);
  });

  it('have the board as sheets by class, province and channel, whose sums are the board’s', async () => {
    const { rows, sheets } = await exported({ list: 'board', format: 'xlsx' });
    expect(sheets).toEqual(['ตามประเภท', 'ตามจังหวัด', 'ตามช่องทาง']);
    expect(rows.at(-1)?.slice(0, 5)).toEqual(['รวม', '', '40', '30', '10']);
  });

  it('are the focal point’s for the own province only', async () => {
    const asFocalPoint = <Result>(work: () => Result): Result =>
      withAsker(
        { kind: 'staff', staffId: 'f', role: 'focal-point', roles: ['focal-point'], provinceCode: 'TH-51' },
        work,
      );
    const own = await asFocalPoint(() => readAll({ list: 'answers' }));
    expect(own).toHaveLength(10);
    const { bytes } = await asFocalPoint(() => registration.call(ExportList, { meetingId, list: 'board' }));
    expect(bytes).toBeGreaterThan(0);
    await expect(asFocalPoint(() => readAll({ list: 'answers', provinceCode: 'TH-50' }))).rejects.toMatchObject({
      code: 'other-province',
    });
  });

  it('of those to be called are what the notifications say, with whom to call and what came of it', async () => {
    const silent = await registration.list({ standing: 'silent' });
    const entries = silent.slice(0, 3).map(({ id, organisation }): CallListEntry => {
      const { id: organisationId, name, class: officeClass, provinceCode } = organisation;
      const lastCall = { outcome: 'no-answer' as const, at: '2016-11-19T03:00:00.000Z' };
      const of = { invitationId: id, meetingId, organisationId, name, class: officeClass, provinceCode };
      return { ...of, raisedAt: '2016-11-18T17:00:00.000Z', lastCall };
    });
    const notThere = exported({ list: 'call-list', format: 'csv' });
    await expect(notThere).rejects.toMatchObject({ code: 'service-unavailable' });
    const asked: unknown[] = [];
    const standIn = registration.service.app.get(NatsLink).nc.subscribe(ListCallList.subject, {
      callback: (_error, message) => {
        const { data } = message.json<{ data: { after?: string } }>();
        asked.push(data);
        const response =
          data.after === undefined ? { items: entries.slice(0, 2), next: 'more' } : { items: entries.slice(2) };
        message.respond(JSON.stringify({ response, isDisposed: true }));
      },
    });
    const { rows } = await exported({ list: 'call-list', format: 'csv' });
    expect(
      rows
        .map(([id]) => id)
        .slice(1)
        .sort(),
    ).toEqual(entries.map(({ organisationId }) => organisationId).sort());
    expect(rows[0]?.slice(0, 3)).toEqual(['รหัสในระบบ', 'รหัสหน่วยงาน', 'ชื่อหน่วยงาน']);
    expect(rows.slice(1).every((row) => row.includes('ไม่มีผู้รับสาย'))).toBe(true);
    expect(asked).toMatchObject([{ meetingId }, { meetingId, after: 'more' }]);
    standIn.unsubscribe();
  });

  it('of who comes say how they came once there are registers', async () => {
    expect((await exported({ list: 'attendees' })).rows[0]).not.toContain('การมาประชุม');
    registration.moveClockTo('2016-11-23T07:00:00.000Z');
    const [office] = await registration.list({ standing: 'answered' });
    await registration.call(RecordAttendance, {
      meetingId,
      siteId: office!.organisation.siteId,
      invitationId: office!.id,
      entryId: 'came',
      state: 'represented',
      vouchedBy: 'ปลัดจังหวัด ตัวอย่าง',
      recordedBy: 'staff-desk',
    });
    const { rows } = await exported({ list: 'attendees' });
    expect(rows[0]?.slice(-2)).toEqual(['การมาประชุม', 'ผู้รับรองตัวบุคคล']);
    const came = rows.filter((row) => row.includes('ปลัดจังหวัด ตัวอย่าง'));
    expect(came.map(([id]) => id)).toEqual([office!.organisation.id]);
    expect(came[0]?.slice(-2)).toEqual(['ผู้แทน', 'ปลัดจังหวัด ตัวอย่าง']);
  });

  it('of who came without an invitation say from where, who vouches for them, and leave out whom nobody saw', async () => {
    const guest = (siteId: string, id: string, said: object) =>
      registration.call(RecordAttendance, {
        meetingId,
        siteId,
        entryId: `guest-${siteId}-${id}`,
        walkIn: { id, office: `เทศบาล ${id}`, name: 'แขก ทดสอบ' },
        state: 'present',
        vouchedBy: 'นายอำเภอ ตัวอย่าง',
        recordedBy: 'staff-desk',
        ...said,
      });
    await guest('th-51', 'b', {});
    await guest('th-50', 'a', { people: 3 });
    await guest('th-50', 'wrong', {});
    await guest('th-50', 'wrong', { entryId: 'taken-off', state: 'absent' });
    const page = await readAll({ list: 'walk-ins', limit: 1 });
    expect(page.map(({ cells }) => cells.slice(0, 6))).toEqual([
      ['เชียงใหม่', page[0]?.group, 'เทศบาล a', 'แขก ทดสอบ', 3, 'นายอำเภอ ตัวอย่าง'],
      ['ลำพูน', page[1]?.group, 'เทศบาล b', 'แขก ทดสอบ', 1, 'นายอำเภอ ตัวอย่าง'],
    ]);
    const { made, rows } = await exported({ list: 'walk-ins' });
    expect(made.name).toMatch(/^ผู้ที่มาโดยไม่ได้รับเชิญ /);
    expect(rows.slice(1).map((row) => row[5])).toEqual(['นายอำเภอ ตัวอย่าง', 'นายอำเภอ ตัวอย่าง']);
    const as = (role: 'viewer' | 'focal-point') =>
      withAsker(
        { kind: 'staff', staffId: 'v', role, roles: [role], ...(role === 'focal-point' && { provinceCode: 'TH-51' }) },
        () => readAll({ list: 'walk-ins' }),
      );
    expect((await as('viewer')).map(({ cells }) => cells.slice(2, 6))).toEqual([
      ['เทศบาล a', '', 3, ''],
      ['เทศบาล b', '', 1, ''],
    ]);
    expect((await as('focal-point')).map(({ cells }) => cells[5])).toEqual(['นายอำเภอ ตัวอย่าง']);
  });

  it('of a meeting that is not there are refused', async () => {
    await expect(registration.call(ExportList, { meetingId: 'nothing', list: 'silent' })).rejects.toMatchObject({
      code: 'meeting-not-found',
    });
  });
});
