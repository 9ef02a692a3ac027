import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { AddStaff, type GetHall, type Meeting, type ReturnOf } from '#contracts';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { openTable } from '#sheets';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { ApiClient } from '../tools/rehearsal/api-client.js';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, signInStaff, type Staff, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(180_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

inBrowser('the day of a meeting and what follows, in the browser', () => {
  const { meeting, sites, organisations } = sampleMeeting();
  const own = organisations.filter((each) => each.siteId === 'th-50');
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let stepper: Stepper;
  let staff: Staff;
  let browser: Browser;
  let page: Page;
  const reports: string[] = [];

  const open = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const hall = async () =>
    (await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/halls/th-50`)) as ReturnOf<typeof GetHall>;
  const kept = async (): Promise<Meeting> => (await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}`)) as Meeting;
  const stateOf = async (id: string) =>
    (await hall()).offices.find(({ organisationId }) => organisationId === id)?.attendance?.state;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-after-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('after-meeting-test', sala.natsUrl);
    stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    staff = await signInStaff(sala.origin);
    const put = (path: string, json: object) => staff.coordinator.ask(path, { method: 'PUT', json });
    const post = (path: string, json: object) => staff.coordinator.ask(path, { method: 'POST', json });
    await put('/api/v1/sites', { sites: sites.filter(({ id }) => id === 'th-50') });
    await put('/api/v1/organisations', { organisations: own });
    await post('/api/v1/meetings', meeting);
    await post(`/api/v1/meetings/${meeting.id}/announcement`, {});
    await eventually(async () => (await hall().catch(() => undefined))?.offices.length === own.length, {
      within: 60_000,
    });
    await stepper.moveTo('2016-11-23T07:20:00.000Z');
    browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 1024, height: 800 } });
    page = await context.newPage();
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    page.on('pageerror', (error) => reports.push(error.message));
    await page.goto(sala.origin);
    await page.getByRole('textbox', { name: 'อีเมล' }).fill(admin.email);
    await page.getByLabel('รหัสผ่าน').fill(admin.password);
    await press('เข้าสู่ระบบ');
  });
  afterAll(async () => {
    await browser?.close();
    await link?.close();
    await sala?.stop();
    await sink?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('is registered on a phone while there is no network, and each entry reaches Sala once', async () => {
    await open('ลงทะเบียนผู้เข้าร่วม');
    await page.setViewportSize({ width: 320, height: 640 });
    const [first, second] = own;
    const states = (office: string) => page.getByRole('group', { name: `การมาของ ${office}`, exact: true });
    await states(first?.name.th ?? '').waitFor();
    await page.context().setOffline(true);
    await states(first?.name.th ?? '')
      .getByRole('button', { name: 'มา', exact: true })
      .click();
    await states(second?.name.th ?? '')
      .getByRole('button', { name: 'ลา', exact: true })
      .click();
    await page.getByText('รอส่ง 2 รายการ').waitFor();
    expect(await stateOf(first?.id ?? '')).toBeUndefined();
    await page.context().setOffline(false);
    await page.getByText('ส่งครบทุกรายการแล้ว').waitFor();
    expect([await stateOf(first?.id ?? ''), await stateOf(second?.id ?? '')]).toEqual(['present', 'excused']);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
  });

  it('takes who came without an invitation, who presides, and the end of the register', async () => {
    await page.setViewportSize({ width: 1024, height: 800 });
    await page.getByLabel('หน่วยงานที่มา').fill('เทศบาลตัวอย่าง');
    await page.locator('.walk-in').getByLabel('ผู้รับรองตัวบุคคล').fill('ปลัดเทศบาล ตัวอย่าง');
    await press('เพิ่มผู้ที่มา');
    await page.getByText('เทศบาลตัวอย่าง · ผู้รับรองตัวบุคคล ปลัดเทศบาล ตัวอย่าง').waitFor();
    await page.getByRole('heading', { name: 'ผู้ที่มาโดยไม่ได้รับเชิญ (1)' }).waitFor();
    await page.getByLabel('ชื่อประธาน').fill('ประธาน ตัวอย่าง');
    await page
      .locator('form', { has: page.getByLabel('ชื่อประธาน') })
      .getByRole('button', { name: 'บันทึก' })
      .click();
    await press('ทะเบียนครบแล้ว');
    await page.getByRole('button', { name: 'ทะเบียนยังไม่ครบ' }).waitFor();
    await eventually(async () => expect((await hall()).walkIns[0]).toMatchObject({ vouchedBy: 'ปลัดเทศบาล ตัวอย่าง' }));
    expect((await hall()).hall).toMatchObject({ walkIns: 1, presiding: { name: 'ประธาน ตัวอย่าง' } });
    // On paper it is a register, and nothing to enter one with.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main :is(summary, [type=checkbox], .walk-in):visible').count()).toBe(0);
    expect((await page.locator('.states button:visible').allInnerTexts()).sort()).toEqual(['มา', 'ลา'].sort());
    await page.emulateMedia({ media: 'screen' });
  });

  it('keeps the names that somebody at the door does not see, whatever is pressed beside them', async () => {
    const [first] = own;
    const office = first?.name.th ?? '';
    // Of two entries that one which was made last counts, and an entry says how long it waited: time goes on between them.
    const at = (minute: number) => stepper.moveTo(`2016-11-23T07:${minute}:00.000Z`);
    await at(21);
    const lineAt = (where: Page) =>
      where
        .getByRole('listitem')
        .filter({ has: where.getByRole('group', { name: `การมาของ ${office}`, exact: true }) });
    await lineAt(page).getByText('จำนวนคนและชื่อ').click();
    await lineAt(page).getByLabel('ชื่อผู้ที่มา').fill('หนึ่ง ทดสอบ');
    await lineAt(page).getByRole('button', { name: 'บันทึก' }).click();
    const kept = async () =>
      (await hall()).offices.find(({ organisationId }) => organisationId === first?.id)?.attendance;
    await eventually(async () => expect(await kept()).toMatchObject({ names: 'หนึ่ง ทดสอบ' }));
    const doorkeeper = { email: 'door@sala.example', name: 'ประตู ทดสอบ', password: 'four quiet herons at dusk' };
    const administrator = new ApiClient(sala.origin);
    await administrator.signIn(admin.email, admin.password);
    await administrator.send(AddStaff, { ...doorkeeper, roles: ['operations'] });
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 1024, height: 800 } });
    const door = await context.newPage();
    await door.goto(page.url());
    await door.getByRole('textbox', { name: 'อีเมล' }).fill(doorkeeper.email);
    await door.getByLabel('รหัสผ่าน').fill(doorkeeper.password);
    await door.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true }).click();
    const line = lineAt(door);
    await at(22);
    await line.getByRole('button', { name: 'ผู้แทน', exact: true }).click();
    await eventually(async () => expect(await stateOf(first?.id ?? '')).toBe('represented'));
    await at(23);
    await door.reload();
    await line.getByText('จำนวนคนและชื่อ').click();
    expect(await line.getByLabel('ชื่อผู้ที่มา').count()).toBe(0);
    await line.getByLabel('จำนวนคน').fill('๓');
    await line.getByRole('button', { name: 'บันทึก' }).click();
    await eventually(async () => expect(await kept()).toMatchObject({ people: 3 }));
    // Who presides stands, and is not typed over unseen.
    expect(await door.getByLabel('ชื่อประธาน').count()).toBe(0);
    expect(await door.getByText('ทดสอบ').filter({ hasText: 'หนึ่ง' }).count()).toBe(0);
    await context.close();
    expect(await kept()).toMatchObject({ state: 'represented', people: 3, names: 'หนึ่ง ทดสอบ' });
  });

  it('has sheets to sign that say on paper what they are of, with heads that stand on each page', async () => {
    await open('รายชื่อและเอกสาร');
    await page.getByLabel('รายชื่อ', { exact: true }).selectOption('sign-in');
    const sheet = page.locator('.sheet');
    await sheet.first().waitFor();
    expect(await sheet.getByRole('columnheader').allInnerTexts()).not.toContain('จุดเชื่อมต่อ');
    await page.emulateMedia({ media: 'print' });
    // A head that is a button is not repeated by browsers.
    for (const head of await sheet.locator('thead button').all())
      expect(await head.evaluate((button) => getComputedStyle(button).display)).toBe('contents');
    await page.emulateMedia({ media: 'screen' });
  });

  it('gives its lists as files that Excel opens', async () => {
    await open('รายชื่อและเอกสาร');
    await page.getByLabel('รายชื่อ', { exact: true }).selectOption({ label: 'หน่วยงานที่ยังไม่ตอบ' });
    await page.getByRole('table').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), press('บันทึกเป็น Excel')]);
    expect(download.suggestedFilename()).toMatch(/^หน่วยงานที่ยังไม่ตอบ .*\.xlsx$/);
    const path = join(folder, 'list.xlsx');
    await download.saveAs(path);
    const { sheets } = await openTable(path);
    let rows = 0;
    for await (const { cells } of sheets[0]?.rows() ?? []) rows += cells.length > 0 ? 1 : 0;
    expect(rows).toBe(own.length + 1);
  });

  it('ends with its report, is closed once it is over, and opened again with a reason', async () => {
    await open('รายงานและปิดการประชุม');
    await page.getByText('ปิดการประชุมได้เมื่อการประชุมเสร็จสิ้นแล้ว').waitFor();
    await stepper.moveTo('2016-11-23T10:00:00.000Z');
    await page.reload();
    await page.getByText('มาประชุม 1 หน่วยงาน').waitFor();
    await page.getByText(`ยังไม่ตอบ ${own.length} หน่วยงาน`).waitFor();
    await press('ปิดการประชุม');
    await page.getByRole('dialog').getByRole('button', { name: 'ปิดการประชุม' }).click();
    await page.getByText('การประชุมนี้ปิดแล้ว', { exact: true }).waitFor();
    expect((await kept()).status).toBe('closed');
    await press('เปิดการประชุมอีกครั้ง');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('เหตุผล').fill('ทะเบียนหนึ่งแห่งมาช้า');
    await dialog.getByRole('button', { name: 'เปิดการประชุมอีกครั้ง' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await kept()).status).toBe('announced');
  });

  it('never met a broken content security policy, nor a script that failed', () => expect(reports).toEqual([]));
});
