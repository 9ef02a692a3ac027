import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Invitation } from '#contracts';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, signInStaff, startSala } from '../tools/rehearsal/stage.js';
import { type Staff } from '../tools/rehearsal/drive.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

/** One province of the sample: a site with eight offices. */
const province = () => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  return { meeting, calendar, sites: sites.filter((site) => site.id === 'th-50'), organisations: organisations.filter((each) => each.siteId === 'th-50') };
};
const password = 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง';

inBrowser('the console', () => {
  const { meeting, sites, organisations, calendar } = province();
  const officeNamed = (organisationClass: string) => organisations.find((each) => each.class === organisationClass)?.name.th ?? '';
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let staff: Staff;
  let browser: Browser;
  let page: Page;

  const newPage = async (width = 1280): Promise<Page> => {
    const opened = await (await browser.newContext({ locale: 'th-TH', viewport: { width, height: 900 } })).newPage();
    await opened.goto(sala.origin);
    return opened;
  };
  const signIn = async (on: Page, email: string, secret: string) => {
    await on.getByRole('textbox', { name: 'อีเมล' }).fill(email);
    await on.getByLabel('รหัสผ่าน').fill(secret);
    await on.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  };
  const open = async (name: string, on = page) => await on.getByRole('link', { name, exact: true }).click();
  const headline = () => page.locator('.headline strong').allTextContents();
  const pickOffice = async (name: string) => {
    await page.getByLabel('หน่วยงาน', { exact: true }).fill(`${name} · เชียงใหม่`);
    await page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' }).waitFor();
  };
  const receive = async (day: string, time: string) => {
    await page.getByLabel('ได้รับวันที่').fill(day);
    await page.getByLabel('เวลา (ชั่วโมง').fill(time);
  };
  const record = (name = 'บันทึกแบบตอบรับ') => page.getByRole('button', { name }).click();
  const invitationOf = async (organisationClass: string): Promise<Invitation> => {
    const { items } = (await staff.desk.ask(`/api/v1/meetings/${meeting.id}/invitations?class=${organisationClass}`)) as { items: Invitation[] };
    return items[0] as Invitation;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-console-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('console-test', sala.natsUrl);
    const stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    staff = await signInStaff(sala.origin);
    await staff.coordinator.ask('/api/v1/sites', { method: 'PUT', json: { sites } });
    await staff.coordinator.ask('/api/v1/organisations', { method: 'PUT', json: { organisations } });
    await staff.coordinator.ask('/api/v1/meetings', { method: 'POST', json: meeting });
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/check-calendar`, { method: 'PUT', json: calendar });
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/announcement`, { method: 'POST', json: {} });
    await stepper.quiet();
    await stepper.moveTo('2016-11-07T03:00:00.000Z');
    browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
    page = await newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await link?.close();
    await sala?.stop();
    await sink?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('says that a sign-in was wrong, and keeps what was typed', async () => {
    await signIn(page, admin.email, 'not the password at all');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('textbox', { name: 'อีเมล' }).inputValue()).toBe(admin.email);
  });

  it('shows the meeting’s board to whoever signs in', async () => {
    await signIn(page, admin.email, admin.password);
    await page.locator('.headline').waitFor();
    expect(await headline()).toEqual(['0', '8']);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(meeting.title.th);
    await page.getByRole('rowheader', { name: 'เชียงใหม่' }).waitFor();
  });

  it('takes in a fax, which the board then counts', async () => {
    await open('บันทึกแบบตอบรับ');
    await pickOffice(officeNamed('revenue'));
    await receive('๗/๑๑/๒๕๕๙', '09.30 น.');
    await page.getByText('7 พ.ย. 2559').waitFor();
    await page.getByLabel('ชื่อผู้เข้าร่วม 1').fill('ผู้แทนหน่วยงาน');
    await page.getByLabel('โทรศัพท์', { exact: true }).fill('0 5311 2233 ต่อ 12');
    await record();
    await page.locator('.done').waitFor();
    await open('การตอบรับ');
    await eventually(async () => expect(await headline()).toEqual(['1', '8']));
    expect((await invitationOf('revenue')).response).toMatchObject({ receivedAt: '2016-11-07T02:30:00.000Z', attendees: [{ phone: '0 5311 2233 ต่อ 12' }] });
  });

  it('shows what an office has said, and keeps all of it that is not changed', async () => {
    await open('บันทึกแบบตอบรับ');
    await pickOffice(officeNamed('revenue'));
    await eventually(async () => expect(await page.getByLabel('โทรศัพท์', { exact: true }).inputValue()).toBe('0 5311 2233 ต่อ 12'));
    await page.getByLabel('หมายเหตุ').fill('มาถึงช้าสิบนาที');
    await receive('7/11/2016', '9:45');
    await record();
    await page.locator('.done').waitFor();
    expect((await invitationOf('revenue')).response).toMatchObject({ note: 'มาถึงช้าสิบนาที', attendees: [{ name: 'ผู้แทนหน่วยงาน', phone: '0 5311 2233 ต่อ 12' }] });
  });

  it('says before and after that an older fax does not count, and keeps it', async () => {
    await pickOffice(officeNamed('revenue'));
    await receive('7/11/2559', '09:05');
    await page.getByRole('radio', { name: 'ไม่เข้าร่วม' }).check();
    await page.getByText('หน่วยงานตอบมาหลังจากเวลาที่ได้รับแบบตอบรับนี้แล้ว').waitFor();
    await record('เก็บไว้เป็นหลักฐาน');
    await page.locator('.done', { hasText: 'ไม่ใช้คำตอบนี้' }).waitFor();
    expect((await invitationOf('revenue')).response?.answer).toBe('attend');
  });

  it('takes an answer back, with its reason, so that the one before counts', async () => {
    await pickOffice(officeNamed('revenue'));
    const said = page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' });
    await said.getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    await said.getByLabel('เหตุผลที่ถอน').fill('บันทึกผิดหน่วยงาน');
    await said.getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    await eventually(async () => expect((await invitationOf('revenue')).response?.note).toBeUndefined());
    await said.getByText('บันทึกผิดหน่วยงาน').waitFor({ state: 'attached' });
  });

  it('says what is wrong with a fax, and keeps the form', async () => {
    await pickOffice(officeNamed('revenue'));
    await receive('9/11/2559', '09:30');
    await record();
    await page.locator('form .notice[role=alert]').waitFor();
    const said = await page.locator('form .notice[role=alert]').textContent();
    expect(said).toContain('ได้รับ');
    expect(said).not.toMatch(/receivedAt|\d{4}-\d\d-\d\dT/);
    expect(await page.getByLabel('ได้รับวันที่').inputValue()).toBe('9/11/2559');
  });

  it('shows what somebody else has entered meanwhile, and asks before that is replaced', async () => {
    await pickOffice(officeNamed('governor'));
    await page.getByLabel('ชื่อผู้เข้าร่วม 1').fill('ที่พิมพ์ไว้');
    const { id } = await invitationOf('governor');
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, { method: 'PUT', json: { content: { answer: 'decline', attendees: [] }, channel: 'phone', receivedAt: '2016-11-07T02:20:00.000Z' } });
    await receive('7/11/2559', '09:40');
    await record();
    await page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' }).getByText('ไม่เข้าร่วม').waitFor();
    expect(await page.getByLabel('ชื่อผู้เข้าร่วม 1').inputValue()).toBe('ที่พิมพ์ไว้');
    await record();
    await page.locator('.done').waitFor();
    expect((await invitationOf('governor')).response).toMatchObject({ answer: 'attend', attendees: [{ name: 'ที่พิมพ์ไว้' }] });
  });

  it('begins with what an office says now, however often it is picked, and keeps nothing of an answer that was taken back', async () => {
    const name = page.getByLabel('ชื่อผู้เข้าร่วม 1');
    const phone = page.getByLabel('โทรศัพท์', { exact: true });
    await pickOffice(officeNamed('governor'));
    await eventually(async () => expect(await name.inputValue()).toBe('ที่พิมพ์ไว้'));
    await page.getByLabel('หน่วยงาน', { exact: true }).fill('');
    const { id } = await invitationOf('governor');
    const content = { answer: 'attend', attendees: [{ name: 'คนใหม่', phone: '053 112 708' }] };
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, { method: 'PUT', json: { content, channel: 'phone', receivedAt: '2016-11-07T02:50:00.000Z' } });
    await pickOffice(officeNamed('governor'));
    await eventually(async () => expect([await name.inputValue(), await phone.inputValue()]).toEqual(['คนใหม่', '053 112 708']));
    await page.getByLabel('หมายเหตุ').fill('เพิ่มภายหลัง');
    await receive('7/11/2559', '09:50');
    await record();
    await page.locator('.done').waitFor();
    // Known to the minute only: it corrects what came in that minute.
    expect((await invitationOf('governor')).response).toMatchObject({ ...content, note: 'เพิ่มภายหลัง', receivedAt: '2016-11-07T02:50:00.001Z' });
    await pickOffice(officeNamed('governor'));
    await eventually(async () => expect(await page.getByLabel('หมายเหตุ').inputValue()).toBe('เพิ่มภายหลัง'));
    await name.fill('ผู้อื่น');
    const said = page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' });
    await said.getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    await said.getByLabel('เหตุผลที่ถอน').fill('บันทึกผิด');
    await said.getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    await eventually(async () => expect([await name.inputValue(), await phone.inputValue(), await page.getByLabel('หมายเหตุ').inputValue()]).toEqual(['คนใหม่', '053 112 708', '']));
    await page.getByRole('button', { name: 'ขณะนี้' }).click();
    await eventually(async () => expect(await page.getByLabel('เวลา (ชั่วโมง').inputValue()).toMatch(/^\d\d:\d\d:\d\d$/));
  });

  it('changes while it is looked at, without a reload', async () => {
    await open('การตอบรับ');
    await eventually(async () => expect(await headline()).toEqual(['2', '8']));
    const { id } = await invitationOf('industry');
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, { method: 'PUT', json: { content: { answer: 'decline', attendees: [] }, channel: 'phone', receivedAt: '2016-11-07T02:45:00.000Z' } });
    await eventually(async () => expect(await headline()).toEqual(['3', '8']));
  });

  it('comes back to the live board after its stream was answered by an error', async () => {
    let refused = 0;
    const stream = '**/board/stream';
    await page.route(stream, async (route) => {
      refused += 1;
      await (refused > 2 ? route.continue() : route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }));
    });
    await open('ยังไม่ตอบ');
    await open('การตอบรับ');
    await page.getByText('ข้อมูลสด').waitFor({ timeout: 30_000 });
    expect(refused).toBeGreaterThan(2);
    await page.unroute(stream);
  });

  it('asks for a sign-in when the session has ended, and keeps what was typed', async () => {
    await open('บันทึกแบบตอบรับ');
    await pickOffice(officeNamed('revenue'));
    await page.getByLabel('หมายเหตุ').fill('ยังไม่ได้ส่ง');
    await page.context().clearCookies();
    await receive('7/11/2559', '09:50');
    await record();
    await page.getByText('หมดเวลาใช้งานแล้ว').waitFor();
    await signIn(page, admin.email, admin.password);
    await eventually(async () => expect(await page.getByLabel('หมายเหตุ').inputValue()).toBe('ยังไม่ได้ส่ง'));
    await record();
    await page.locator('.done').waitFor();
  });

  it('stays at the same meeting and page over a reload', async () => {
    const second = { ...meeting, id: 'another-meeting', title: { th: 'การประชุมอื่น', en: 'Another meeting' } };
    await staff.coordinator.ask('/api/v1/meetings', { method: 'POST', json: second });
    await page.reload();
    await page.getByLabel('เลือกการประชุม').selectOption({ label: second.title.th });
    await page.getByRole('heading', { level: 1, name: second.title.th }).waitFor();
    await open('บันทึกแบบตอบรับ');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: second.title.th }).waitFor();
    expect(await page.getByRole('link', { name: 'บันทึกแบบตอบรับ' }).getAttribute('aria-current')).toBe('page');
    await page.getByLabel('เลือกการประชุม').selectOption({ label: meeting.title.th });
  });

  it('lists the silent offices and no others, and says when a search finds none', async () => {
    await open('ยังไม่ตอบ');
    await eventually(async () => expect(await page.locator('.list tbody tr').count()).toBe(5));
    await page.getByLabel('ค้นหาหน่วยงาน').fill('ไม่มีชื่อนี้');
    await page.getByText('ไม่พบหน่วยงานตามคำค้น').waitFor();
    expect(await page.getByText('ตอบแล้ว', { exact: false }).count()).toBe(0);
  });

  it('plans the check of the site that an office comes to', async () => {
    await open('การทดสอบสัญญาณ');
    await page.getByRole('button', { name: 'จัดตารางทดสอบ' }).click();
    await page.locator('.badge.booked').waitFor();
  });

  it('gives a focal point the pages of its role, and no others', async () => {
    const email = 'focal@th-50.example';
    const focalPoint = { email, name: 'ผู้ประสานงานจังหวัด', roles: ['focal-point'], provinceCode: 'TH-50', password };
    const added = await page.evaluate(async (body) => (await fetch('/api/v1/staff', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).text(), focalPoint);
    expect(added).toContain(email);
    const focal = await newPage();
    await signIn(focal, email, password);
    await focal.getByLabel('เลือกการประชุม').selectOption({ label: meeting.title.th });
    await focal.getByRole('table').waitFor();
    expect(await focal.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['ยังไม่ตอบ', 'บันทึกแบบตอบรับ']);
    // Its desk sends no reason to a door that is closed: it says who can take an answer back.
    await focal.getByRole('link', { name: 'บันทึกแบบตอบรับ', exact: true }).click();
    await focal.getByLabel('หน่วยงาน', { exact: true }).fill(`${officeNamed('governor')} · เชียงใหม่`);
    const said = focal.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' });
    await said.getByText('โปรดแจ้งฝ่ายรับแบบตอบรับ').waitFor();
    expect(await said.getByRole('button', { name: 'ถอนคำตอบนี้' }).count()).toBe(0);
    await focal.context().close();
  });

  describe('for everybody', () => {
    it.each([['th', 320], ['th', 1280], ['en', 320]] as const)('in %s at %i px nothing runs over the edge, and no rule of accessibility is broken', async (language, width) => {
      const narrow = await newPage(width);
      await signIn(narrow, admin.email, admin.password);
      if (language === 'en') await narrow.getByRole('button', { name: 'English' }).click();
      const links = narrow.getByRole('navigation').getByRole('link');
      await links.first().waitFor();
      for (let index = 0; index < (await links.count()); index += 1) {
        await links.nth(index).click();
        await narrow.getByRole('main').locator('section').waitFor();
        await eventually(async () => expect(await narrow.getByText(/^(Loading…|กำลังโหลด…)$/).count()).toBe(0));
        expect([await links.nth(index).textContent(), await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([await links.nth(index).textContent(), 0]);
        const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
        const broken = await narrow.evaluate(`${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
        expect(broken).toEqual([]);
      }
      await narrow.context().close();
    });
  });

  it('speaks English to whoever asks for it', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: meeting.title.en }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});
