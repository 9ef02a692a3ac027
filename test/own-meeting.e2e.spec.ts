import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { EnrolOrganisations, EnrolSites, ListMeetings, type Meeting } from '#contracts';
import { NatsLink } from '#messaging';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { ApiClient } from '../tools/rehearsal/api-client.js';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

const coordinator = { email: 'coordinator@dept.example', password: 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง' };
const title = 'ประชุมชี้แจงแนวทางปี 2560';

/** Four provinces with three offices each; the first has no address. */
const directory = () => {
  const provinces = ['TH-50', 'TH-51', 'TH-52', 'TH-53'];
  const sites = provinces.map((provinceCode) => ({
    id: provinceCode.toLowerCase(),
    name: { th: `ศาลากลาง ${provinceCode}` },
    provinceCode,
    language: 'th' as const,
  }));
  const organisations = provinces.flatMap((provinceCode, index) =>
    ['health', 'police', 'revenue'].map((officeClass) => ({
      id: `${provinceCode.toLowerCase()}-${officeClass}`,
      class: officeClass,
      name: { th: `หน่วยงาน ${officeClass} ${provinceCode}` },
      provinceCode,
      siteId: provinceCode.toLowerCase(),
      language: 'th' as const,
      ...((index > 0 || officeClass !== 'health') && { email: `${officeClass}@${provinceCode.toLowerCase()}.example` }),
    })),
  );
  return { sites, organisations };
};

inBrowser('a coordinator with a meeting of her own, from an empty Sala', () => {
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let stepper: Stepper;
  let browser: Browser;
  let page: Page;
  const api = { of: undefined as ApiClient | undefined };

  const reports: string[] = [];
  const newPage = async (width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width, height: 900 }, colorScheme });
    const opened = await context.newPage();
    opened.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    opened.on('pageerror', (error) => reports.push(error.message));
    await opened.goto(sala.origin);
    return opened;
  };
  const signIn = async (on: Page, { email, password }: { email: string; password: string }) => {
    await on.getByRole('textbox', { name: 'อีเมล' }).fill(email);
    await on.getByLabel('รหัสผ่าน').fill(password);
    await on.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  };
  const heading = (name: string, on = page) => on.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const open = async (name: string, on = page) => {
    await on.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await heading(name, on);
  };
  const field = (name: string, on = page) => on.getByLabel(name, { exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const saved = () => page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
  const confirm = async (name: string, act = name) => {
    const dialog = page.getByRole('dialog', { name });
    await dialog.getByRole('button', { name: act, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const meetings = async (): Promise<readonly Meeting[]> => (await api.of!.send(ListMeetings, {})).items;
  const meetingCalled = async (name: string): Promise<Meeting> => {
    const found = (await meetings()).find((each) => each.title.th === name);
    if (found === undefined) throw new Error(`no meeting is called ${name}`);
    return found;
  };
  const mailsTo = (recipient: string) => sink.messages.filter(({ to }) => to.includes(recipient));
  const make = async (name: string, day: string) => {
    await open('การประชุมทั้งหมด');
    await field('ชื่อการประชุม').fill(name);
    await page.getByLabel('วันประชุม').fill(day);
    await press('สร้างฉบับร่าง');
    await heading('ข้อมูลการประชุม');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-own-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('own-meeting-test', sala.natsUrl);
    stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
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

  it('is shown the way to her first meeting', async () => {
    const administrator = new ApiClient(sala.origin);
    await administrator.signIn(admin.email, admin.password);
    const json = { ...coordinator, name: 'ผู้ประสานงาน', roles: ['coordinator'] };
    await administrator.ask('/api/v1/staff', { method: 'POST', json });
    api.of = new ApiClient(sala.origin);
    await api.of.signIn(coordinator.email, coordinator.password);
    await signIn(page, coordinator);
    await heading('การประชุมทั้งหมด');
    await page.getByText('ยังไม่มีการประชุม').waitFor();
  });

  it('is told all at once what a new meeting lacks', async () => {
    await press('สร้างฉบับร่าง');
    const summary = page.getByRole('alert').filter({ hasText: 'โปรดแก้ไข' });
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await summary.getByRole('link').allTextContents()).toEqual(['ชื่อการประชุม', 'วันประชุม']);
  });

  it('makes it from a title, an agency and a day in the Buddhist era', async () => {
    await field('ชื่อการประชุม').fill(title);
    await field('หน่วยงานผู้จัด').fill('กรมตัวอย่าง');
    await page.getByLabel('วันประชุม').fill('๒๓ พ.ย. ๒๕๕๙');
    await page.getByLabel('เวลาเริ่ม').fill('14.30 น.');
    await press('สร้างฉบับร่าง');
    await heading('ข้อมูลการประชุม');
    expect(await meetingCalled(title)).toMatchObject({
      status: 'draft',
      startsAt: '2016-11-23T07:30:00.000Z',
      organiser: { th: 'กรมตัวอย่าง' },
      coordinator: { email: coordinator.email },
    });
  });

  it('says what it is about and whom to ask; what is wrong stands at its field, and nothing typed is lost', async () => {
    await field('วัตถุประสงค์').fill('ชี้แจงแนวทางและรับฟังความคิดเห็น');
    await field('ครั้งที่').fill('๒');
    await field('ปี').fill('๒๕๕๙');
    await field('โทรศัพท์ผู้ประสานงาน').fill('0 2123 4567 ต่อ 12');
    await field('โทรศัพท์แจ้งเหตุขัดข้องในวันประชุม').fill('0 2123 4999');
    await field('วันสิ้นสุด').fill('31/11/2559');
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'วันสิ้นสุด' }).waitFor();
    await field('วันสิ้นสุด').fill('22/11/2559');
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link').first().waitFor();
    expect(await field('วันสิ้นสุด').getAttribute('aria-invalid')).toBe('true');
    await field('วันสิ้นสุด').fill('23/11/2559');
    await press('บันทึก');
    await saved();
    expect(await meetingCalled(title)).toMatchObject({
      number: { ordinal: 2, year: 2016 },
      faultLine: '0 2123 4999',
      coordinator: { phone: '0 2123 4567 ต่อ 12' },
    });
  });

  it('writes the letter by its parts', async () => {
    await open('หนังสือเชิญ');
    await field('ชั้นความเร็ว').selectOption({ label: 'ด่วน' });
    await field('ลงวันที่').fill('7/11/2559');
    await field('ผู้ลงนาม').fill('ผู้มีอำนาจลงนาม');
    await field('ตำแหน่งผู้ลงนาม').fill('รองอธิบดี');
    await field('การลงนามแทน').selectOption({ label: 'ปฏิบัติราชการแทน' });
    await field('แทนตำแหน่ง').fill('อธิบดีกรมตัวอย่าง');
    await press('บันทึก');
    await saved();
    expect((await meetingCalled(title)).letter).toEqual({
      urgency: 'urgent',
      dated: '2016-11-07',
      signer: { name: 'ผู้มีอำนาจลงนาม', position: 'รองอธิบดี', acting: 'by-delegation', actingFor: 'อธิบดีกรมตัวอย่าง' },
    });
  });

  it('is told in the review what stands in the way, and led to where it is mended', async () => {
    await open('ตรวจสอบและประกาศ');
    expect(await page.getByRole('button', { name: 'ประกาศการประชุม' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'หนังสือยังไม่มีเลขที่' }).waitFor();
    await page.getByRole('link', { name: 'ยังไม่ได้เลือกประเภทหน่วยงานที่จะเชิญ' }).click();
    await heading('หน่วยงานที่เชิญ');
    await page.getByText('ยังไม่มีประเภทหน่วยงาน').waitFor();
  });

  it('chooses whom it invites by classes, names those that nobody has named, and adds one', async () => {
    const { sites, organisations } = directory();
    await api.of!.send(EnrolSites, { sites });
    await api.of!.send(EnrolOrganisations, { organisations });
    await open('ตรวจสอบและประกาศ');
    await open('หน่วยงานที่เชิญ');
    await page.getByLabel('เชิญ health').check();
    await page.getByLabel('เชิญ revenue').check();
    await press('บันทึก');
    const summary = page.getByRole('alert').filter({ hasText: 'โปรดแก้ไข' });
    await summary.waitFor();
    expect(await summary.getByRole('link').count()).toBe(2);
    await field('ชื่อประเภท (health)').fill('สำนักงานสาธารณสุขจังหวัด');
    await field('ชื่อประเภท (revenue)').fill('สำนักงานสรรพากรพื้นที่');
    await page.getByLabel('revenue: อยู่ในการสำรวจ').check();
    await field('เพิ่มประเภทหน่วยงาน').fill('สำนักงานคลังจังหวัด');
    await field('เพิ่มประเภทหน่วยงาน').press('Enter');
    await page.getByText('เลือก 3 ประเภท รวม 8 หน่วยงาน').waitFor();
    await press('บันทึก');
    await saved();
    expect((await meetingCalled(title)).classes).toEqual([
      { class: 'health', name: { th: 'สำนักงานสาธารณสุขจังหวัด' }, surveyed: false },
      { class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่' }, surveyed: true },
      { class: expect.stringMatching(/^class-/), name: { th: 'สำนักงานคลังจังหวัด' }, surveyed: false },
    ]);
  });

  it('gets back what somebody else has saved meanwhile, and overwrites nothing of it', async () => {
    const other = await newPage();
    await signIn(other, coordinator);
    await heading('ข้อมูลการประชุม', other);
    await other.goto(page.url().replace(/offices$/, 'letter'));
    await other.getByLabel('ที่', { exact: true }).fill('กต 0101/ว 12');
    await other.getByRole('button', { name: 'บันทึก' }).click();
    await other.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
    await other.context().close();
    await page.getByLabel('เชิญ สำนักงานคลังจังหวัด').uncheck();
    await press('บันทึก');
    await eventually(async () => {
      if ((await page.locator('output.done').count()) === 0) await press('บันทึก');
      expect((await meetingCalled(title)).classes).toHaveLength(2);
    });
    expect((await meetingCalled(title)).letter).toMatchObject({ number: 'กต 0101/ว 12', urgency: 'urgent' });
  });

  it.each([
    ['th', 320, 'light'],
    ['en', 1024, 'dark'],
    ['th', 1920, 'dark'],
    ['en', 320, 'light'],
  ] as const)(
    'finds the pages in %s at %i px, %s, within their edges and without a broken rule of accessibility',
    async (language, width, colorScheme) => {
      const looking = await newPage(width, colorScheme);
      await signIn(looking, coordinator);
      await looking.getByLabel('Language').selectOption(language);
      const { id } = await meetingCalled(title);
      const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
      for (const place of ['', '/basics', '/letter', '/documents', '/offices', '/questions', '/review'].map((path) =>
        path === '' ? '/meetings' : `/meetings/${id}${path}`,
      )) {
        await looking.goto(`${sala.origin}${place}`);
        await looking.getByRole('main').getByRole('button').first().waitFor();
        await eventually(async () => expect(await looking.getByText(/^(Loading…|กำลังโหลด…)$/).count()).toBe(0));
        const over = await looking.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const broken = await looking.evaluate(
          `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
        );
        expect([place, over, broken]).toEqual([place, 0, []]);
      }
      await looking.context().close();
    },
  );

  it('sees who gets what, announces, and the invitations leave', async () => {
    await open('ตรวจสอบและประกาศ');
    await page.getByRole('rowheader', { name: 'หน่วยงาน revenue TH-50' }).waitFor();
    expect(await page.getByRole('table').getByRole('rowheader').count()).toBe(8);
    expect(await page.getByRole('cell', { name: 'ส่งทางหนังสือ' }).count()).toBe(1);
    await press('ประกาศการประชุม');
    await page.getByRole('dialog').getByText('8 หน่วยงาน').waitFor();
    await confirm('ประกาศการประชุม');
    await page.getByRole('banner').getByText('ประกาศแล้ว').waitFor();
    await stepper.quiet();
    expect(sink.messages.map(({ to }) => to[0]).sort()).toEqual(
      directory()
        .organisations.flatMap(({ class: of, email }) => (of === 'police' || email === undefined ? [] : [email]))
        .sort(),
    );
    expect(mailsTo('revenue@th-50.example')[0]?.parsed.text).toContain(title);
  });

  it('moves it to another place and time, and sees before what that means', async () => {
    await open('ข้อมูลการประชุม');
    await field('สถานที่').fill('หอประชุมจังหวัด');
    await field('วันเริ่มประชุม').fill('24/11/2559');
    await field('วันสิ้นสุด').fill('24/11/2559');
    await press('ดูผลของการแก้ไข');
    const dialog = page.getByRole('dialog', { name: 'แก้ไขการประชุมที่ประกาศแล้ว' });
    await dialog.getByText('สถานที่').waitFor();
    await dialog.getByText('มีอีเมล 7 หน่วยงาน').waitFor();
    await dialog.getByText('ไม่มีอีเมล 1 หน่วยงาน').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await meetingCalled(title)).toMatchObject({ startsAt: '2016-11-23T07:30:00.000Z' });
    await press('ดูผลของการแก้ไข');
    await dialog.getByLabel('เหตุผล').fill('ห้องประชุมไม่ว่าง');
    await confirm('แก้ไขการประชุมที่ประกาศแล้ว', 'ยืนยันการแก้ไข');
    await saved();
    expect(await meetingCalled(title)).toMatchObject({
      startsAt: '2016-11-24T07:30:00.000Z',
      place: { th: 'หอประชุมจังหวัด' },
      status: 'announced',
    });
    await page.getByRole('banner').getByText('24 พ.ย. 2559').waitFor();
  });

  it('makes the next from the last one, and cancels it with a reason that the offices are told', async () => {
    await make('ประชุมที่จะยกเลิก', '14/12/2559');
    const next = await meetingCalled('ประชุมที่จะยกเลิก');
    expect(next).toMatchObject({ number: { ordinal: 3, year: 2016 }, place: { th: 'หอประชุมจังหวัด' } });
    expect(next.classes).toHaveLength(2);
    await open('ตรวจสอบและประกาศ');
    await press('ประกาศการประชุม');
    await confirm('ประกาศการประชุม');
    await stepper.quiet();
    const before = sink.messages.length;
    await press('ยกเลิกการประชุม');
    const dialog = page.getByRole('dialog', { name: 'ยกเลิกการประชุม' });
    expect(await dialog.getByRole('button', { name: 'ยกเลิกการประชุม' }).isDisabled()).toBe(true);
    await dialog.getByLabel('เหตุผล').fill('เลื่อนไปปีหน้า');
    await confirm('ยกเลิกการประชุม');
    await page.getByRole('banner').getByText('ยกเลิกแล้ว').waitFor();
    await page.getByText('ไม่มีขั้นตอนที่ต้องทำต่อ').waitFor();
    await stepper.quiet();
    expect(sink.messages.length - before).toBe(7);
    await open('ข้อมูลการประชุม');
    expect(await page.getByRole('main').getByRole('button', { name: 'บันทึก' }).count()).toBe(0);
  });

  it('makes and deletes a draft with the keyboard alone', async () => {
    await page.getByRole('link', { name: 'การประชุมทั้งหมด' }).focus();
    await page.keyboard.press('Enter');
    await heading('การประชุมทั้งหมด');
    await field('ชื่อการประชุม').focus();
    await page.keyboard.type('ร่างที่ไม่ใช้');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('new-day');
    await page.keyboard.type('20/12/2559');
    await page.keyboard.press('Enter');
    await heading('ข้อมูลการประชุม');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ข้อมูลการประชุม'),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'ตรวจสอบและประกาศ' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'ลบฉบับร่าง' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'ลบฉบับร่าง' }).waitFor();
    await page.keyboard.press('Enter');
    await heading('การประชุมทั้งหมด');
    await eventually(async () => expect((await meetings()).map((each) => each.title.th)).not.toContain('ร่างที่ไม่ใช้'));
    expect(await page.getByRole('heading', { level: 2, name: 'ร่างที่ไม่ใช้' }).count()).toBe(0);
  });

  it('never met a broken content security policy, nor a script that failed', () => expect(reports).toEqual([]));
});
