import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ListMeetings, type Meeting } from '#contracts';
import { NatsLink } from '#messaging';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { replyTokenIn } from '../tools/run/reply-link.js';
import { ApiClient } from '../tools/rehearsal/api-client.js';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

const coordinator = { email: 'coordinator@dept.example', password: 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง' };
const title = 'ประชุมชี้แจงแนวทางปี 2560';

const provinces = ['เชียงใหม่', 'ลำพูน', 'ลำปาง', 'อุตรดิตถ์'] as const;
const kinds = [
  { class: 'สำนักงานสาธารณสุขจังหวัด', mailbox: 'health' },
  { class: 'สำนักงานตำรวจภูธรจังหวัด', mailbox: 'police' },
  { class: 'สำนักงานสรรพากรพื้นที่', mailbox: 'revenue' },
] as const;
type Kind = (typeof kinds)[number]['mailbox'];
const nameOf = (kind: Kind, province: string): string =>
  `${kinds.find(({ mailbox }) => mailbox === kind)?.class ?? ''}${province}`;
const addressOf = (kind: Kind, province: string): string => `${kind}@p${provinces.indexOf(province as never)}.example`;
/** Of all that has been written to, one has no address. */
const isWithout = (kind: Kind, province: string): boolean => kind === 'health' && province === provinces[0];

/** Her list as such lists are: a merged title, headings below it, twelve offices, two rows that cannot be kept, and a sheet of remarks. */
const workbook = (): Buffer => {
  const rows = kinds.flatMap(({ class: named, mailbox }) =>
    provinces.map((province, index) => [
      `${mailbox[0]}-0${index + 1}`,
      nameOf(mailbox, province),
      named,
      province,
      isWithout(mailbox, province) ? '' : addressOf(mailbox, province),
      '0 5311 2222 ต่อ 12',
    ]),
  );
  const wrong = [
    ['x-01', 'สำนักงานที่ไม่มีจังหวัด', kinds[0].class, 'เชียงไหน', '', ''],
    ['x-02', nameOf('revenue', 'แพร่'), kinds[2].class, 'แพร่', 'ไม่มีที่อยู่', ''],
  ];
  const sheet = utils.aoa_to_sheet([
    ['บัญชีรายชื่อหน่วยงานที่เชิญประชุม ปี ๒๕๕๙'],
    ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ประเภทหน่วยงาน', 'จังหวัด', 'อีเมล', 'โทรศัพท์'],
    ...rows,
    ...wrong,
  ]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 5 } }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'รายชื่อ');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['หมายเหตุ'], ['ปรับปรุงล่าสุดเดือนตุลาคม']]), 'หมายเหตุ');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
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
    await page.getByRole('textbox', { name: 'วันประชุม' }).fill(day);
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

  it('says when mails leave, and sees as she types which is put off and why', async () => {
    await open('กำหนดส่งอีเมล');
    await page.getByText('จะส่งวันพุธที่ 16 พฤศจิกายน พ.ศ. 2559').waitFor();
    await field('ส่งใน').selectOption({ label: 'วันทำการ' });
    await press('เพิ่มรายการ');
    const added = page.getByRole('group', { name: 'รายการที่ 8' });
    await added.getByLabel('กี่วัน').fill('1');
    await added.getByLabel('นับ').selectOption({ label: 'ทุกวัน' });
    await added.getByLabel('เมื่อใด').selectOption({ label: 'หลังประกาศการประชุม' });
    await added.getByLabel('เวลา', { exact: true }).fill('20.00 น.');
    await added.getByText('ซึ่งอยู่นอกช่วงเวลาส่ง').waitFor();
    await page.getByText('ตามปกติ', { exact: true }).click();
    const reminded = page.getByRole('group', { name: 'เตือนให้ตอบรับ' });
    await reminded.getByRole('checkbox', { name: 'ผู้ประสานงาน' }).uncheck();
    await reminded.getByText('จะส่งตามปกติ (ผู้ประสานงาน)').waitFor();
    await reminded.getByRole('checkbox', { name: 'งานสารบรรณ' }).check();
    await page.getByText('ต่างจากปกติ 1 ประเภท').waitFor();
    await press('บันทึก');
    await saved();
    const { mails } = await meetingCalled(title);
    expect(mails?.rules.at(-1)).toMatchObject({ kind: 'reminder', from: 'announcement', days: 1, at: '20:00' });
    expect(mails?.hours).toEqual({ from: '08:30', to: '16:30', on: 'working-days' });
    expect(mails?.readers).toEqual({ reminder: ['saraban'] });
  });

  it('has it looked at how mails leave, before anything is announced', async () => {
    await open('ตรวจสอบและประกาศ');
    await page.getByRole('link', { name: 'การส่งอีเมล: ยังไม่ได้ตรวจ ควรตรวจก่อนประกาศ' }).click();
    await heading('ตรวจการส่งอีเมล');
    await page.getByText('ยังไม่เคยตรวจ').waitFor();
    await press('ตรวจเดี๋ยวนี้');
    const found = (name: RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();
    await found(/^เซิร์ฟเวอร์อีเมลรับอีเมลของระบบ · .* · ผ่าน$/);
    await found(/^อีเมลทดสอบกลับเข้ามา · .*ตรวจจากที่นี่ไม่ได้$/);
    await page.getByText('เปิดดูกล่องจดหมายของผู้ประสานงาน รวมถึงกล่องสแปม').waitFor();
    await page.getByText(`ส่งอีเมลทดสอบถึง ${coordinator.email}`).waitFor();
    expect(mailsTo(coordinator.email)).toHaveLength(1);
    await open('ตรวจสอบและประกาศ');
    await page.getByRole('link', { name: /^การส่งอีเมล: ตรวจเมื่อ/ }).waitFor();
  });

  it('is told in the review what stands in the way, and led to where it is mended', async () => {
    await open('ตรวจสอบและประกาศ');
    expect(await page.getByRole('button', { name: 'ประกาศการประชุม' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'หนังสือยังไม่มีเลขที่' }).waitFor();
    await page.getByRole('link', { name: 'ยังไม่ได้เลือกประเภทหน่วยงานที่จะเชิญ' }).click();
    await heading('หน่วยงานที่เชิญ');
    await page.getByText('ยังไม่มีประเภทหน่วยงาน').waitFor();
  });

  it('hands in her list as a workbook, and is told of each row that cannot be kept what is wrong with it', async () => {
    await page.getByRole('link', { name: 'นำเข้ารายชื่อจากไฟล์ Excel หรือ CSV' }).click();
    await heading('นำเข้ารายชื่อหน่วยงาน');
    await page
      .getByLabel('เลือกไฟล์รายชื่อ')
      .setInputFiles({ name: 'รายชื่อ.xlsx', mimeType: 'application/octet-stream', buffer: workbook() });
    await heading('ผลการอ่านรายชื่อ');
    await page.getByText('รอการตัดสินใจ').waitFor();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('สำนักงานที่ไม่มีจังหวัด').getByText('D15', { exact: true }).waitFor();
    await row('สำนักงานที่ไม่มีจังหวัด').getByText('ไม่มีจังหวัดชื่อ “เชียงไหน”').waitFor();
    await row(nameOf('revenue', 'แพร่')).getByText('E16', { exact: true }).waitFor();
  });

  it('keeps what is valid, and is led back to her meeting with the classes of the list chosen', async () => {
    await press('เก็บเฉพาะ 12 แถวที่ใช้ได้');
    await confirm('เก็บรายชื่อลงทะเบียน', 'เก็บลงทะเบียน');
    await page.getByText('เก็บลงทะเบียนแล้ว 12 แถว').waitFor();
    await page.getByRole('link', { name: 'กลับไปเลือกหน่วยงานที่เชิญ' }).click();
    await heading('หน่วยงานที่เชิญ');
    await page.getByText('เลือก 3 ประเภท รวม 12 หน่วยงาน').waitFor();
  });

  it('chooses whom it invites by classes, and adds one', async () => {
    await page.getByLabel(`เชิญ ${kinds[1].class}`).uncheck();
    await page.getByLabel(`${kinds[2].class}: อยู่ในการสำรวจ`).check();
    await field('เพิ่มประเภทหน่วยงาน').fill('สำนักงานคลังจังหวัด');
    await field('เพิ่มประเภทหน่วยงาน').press('Enter');
    await page.getByText('เลือก 3 ประเภท รวม 8 หน่วยงาน').waitFor();
    await press('บันทึก');
    await saved();
    const { classes } = await meetingCalled(title);
    expect(classes.map(({ name, surveyed }) => [name.th, surveyed]).sort()).toEqual([
      ['สำนักงานคลังจังหวัด', false],
      [kinds[2].class, true],
      [kinds[0].class, false],
    ]);
  });

  it('gets back what somebody else has saved meanwhile, and overwrites nothing of it', async () => {
    const other = await newPage();
    await signIn(other, coordinator);
    await heading('ข้อมูลการประชุม', other);
    await other.goto(page.url().replace(/offices.*$/, 'letter'));
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
      await looking.getByRole('navigation').waitFor();
      await looking.getByLabel('Language').selectOption(language);
      const { id } = await meetingCalled(title);
      const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
      for (const place of ['', '/basics', '/letter', '/documents', '/offices', '/questions', '/schedule', '/review']
        .map((path) => (path === '' ? '/meetings' : `/meetings/${id}${path}`))
        .concat('/directory/holidays')) {
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
    await page.getByRole('rowheader', { name: nameOf('revenue', 'เชียงใหม่') }).waitFor();
    expect(await page.getByRole('table').getByRole('rowheader').count()).toBe(8);
    expect(await page.getByRole('cell', { name: 'ส่งทางหนังสือ' }).count()).toBe(1);
    const before = sink.messages.length;
    await press('ประกาศการประชุม');
    await page.getByRole('dialog').getByText('อีเมลเชิญจะส่งถึง 7 หน่วยงานทันที · 1 หน่วยงานไม่มีอีเมลที่ใช้ได้').waitFor();
    await confirm('ประกาศการประชุม');
    await page.getByRole('banner').getByText('ประกาศแล้ว').waitFor();
    await stepper.quiet();
    const invited = (['health', 'revenue'] as const).flatMap((kind) =>
      provinces.flatMap((province) => (isWithout(kind, province) ? [] : [addressOf(kind, province)])),
    );
    expect(
      sink.messages
        .slice(before)
        .map(({ to }) => to[0])
        .sort(),
    ).toEqual(invited.sort());
    expect(mailsTo(addressOf('revenue', 'เชียงใหม่'))[0]?.parsed.text).toContain(title);
  });

  it('moves it to another place and time, and sees before what that means', async () => {
    await open('ข้อมูลการประชุม');
    await field('สถานที่').fill('หอประชุมจังหวัด');
    await field('วันเริ่มประชุม').fill('24/11/2559');
    await field('วันสิ้นสุด').fill('24/11/2559');
    await press('ดูผลของการแก้ไข');
    const dialog = page.getByRole('dialog', { name: 'แก้ไขการประชุมที่ประกาศแล้ว' });
    await dialog.getByText('สถานที่').waitFor();
    await dialog.getByText('จะได้รับอีเมลแจ้ง 7 หน่วยงาน').waitFor();
    await dialog.getByText('ไม่มีอีเมลที่ใช้ได้ 1 หน่วยงาน').waitFor();
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

  it('names an address that gets no mail: its office is to be called, until she says that it is right', async () => {
    const address = addressOf('health', 'ลำปาง');
    await open('อีเมลเข้า');
    await page.getByRole('radio', { name: 'ที่อยู่ที่ไม่ส่งอีเมล' }).check();
    await page.getByText('ไม่มีที่อยู่ที่ระบบไม่ส่งอีเมล').waitFor();
    await press('ระบุที่อยู่ที่ไม่ให้ส่ง');
    const dialog = page.getByRole('dialog', { name: 'ระบุที่อยู่ที่ไม่ให้ส่ง' });
    await dialog.getByLabel('ที่อยู่อีเมล').fill(address);
    await dialog.getByLabel('เหตุผล').fill('หน่วยงานแจ้งว่าเลิกใช้แล้ว');
    await confirm('ระบุที่อยู่ที่ไม่ให้ส่ง');
    const row = page.getByRole('row').filter({ hasText: address });
    await row.getByText('เจ้าหน้าที่ระบุ').waitFor();
    await open('รายชื่อที่ต้องโทร');
    await page.getByText(nameOf('health', 'ลำปาง')).first().waitFor();
    await page.goBack();
    await page.getByRole('button', { name: `ที่อยู่นี้ถูกต้อง: ${address}` }).click();
    await confirm(`ที่อยู่นี้ถูกต้อง: ${address}`, 'ที่อยู่นี้ถูกต้อง');
    await page.getByText('ไม่มีที่อยู่ที่ระบบไม่ส่งอีเมล').waitFor();
  });

  it('corrects an address, so that the link that went to the one before opens nothing', async () => {
    const [office, right] = [nameOf('health', 'ลำปาง'), 'saraban@lampang.example'];
    const linkTo = (address: string): string => replyTokenIn(mailsTo(address)[0]?.parsed.text ?? '') ?? '';
    await open('ทะเบียนหน่วยงาน');
    await page.getByRole('searchbox', { name: 'ค้นหา' }).fill(office);
    await page.getByRole('link', { name: office }).click();
    await heading('ข้อมูลหน่วยงาน');
    await field('อีเมล').first().fill(right);
    await page.getByRole('checkbox', { name: /^เมื่อเปลี่ยนหรือลบที่อยู่อีเมล/ }).check();
    await press('บันทึก');
    await saved();
    await eventually(() => mailsTo(right).length === 1);
    const context = await browser.newContext({ locale: 'th-TH', javaScriptEnabled: false });
    const reply = await context.newPage();
    await reply.goto(`${sala.origin}/r/${linkTo(addressOf('health', 'ลำปาง'))}`);
    await reply.getByText('ลิงก์ตอบรับนี้ใช้ไม่ได้').first().waitFor();
    await reply.goto(`${sala.origin}/r/${linkTo(right)}`);
    await reply.getByText(office).first().waitFor();
    await context.close();
  });

  it('makes a day off, sees before which mails move with it, and takes it back', async () => {
    await page.getByRole('link', { name: 'วันหยุด', exact: true }).click();
    await heading('วันหยุด');
    await press('เพิ่มวันหยุด');
    await page.getByText('โปรดใส่วันที่ เช่น 13/04/2569').waitFor();
    await field('วันที่').fill('16/11/2559');
    await page.getByText('อีเมลที่เวลาส่งจะเปลี่ยน', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: '→' }).first().waitFor();
    await field('ชื่อวัน (ไทย)').fill('วันหยุดพิเศษของกรม');
    await press('เพิ่มวันหยุด');
    const row = page.getByRole('row').filter({ hasText: 'วันหยุดพิเศษของกรม' });
    await row.getByText('วันหยุดของหน่วยงาน').waitFor();
    await row.getByRole('button', { name: /^เอาออก .*16 พฤศจิกายน/ }).click();
    const dialog = page.getByRole('dialog', { name: /^เอาออก/ });
    await dialog.getByText('อีเมลที่เวลาส่งจะเปลี่ยน', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'เอาออก', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    const { id } = await meetingCalled(title);
    await page.goto(`${sala.origin}/meetings/${id}/inbox`);
    await heading('อีเมลเข้า');
  });

  it('is answered by an office through the link in its mail, without any script', async () => {
    const token = replyTokenIn(mailsTo(addressOf('revenue', 'เชียงใหม่'))[0]?.parsed.text ?? '');
    const context = await browser.newContext({ locale: 'th-TH', javaScriptEnabled: false });
    const reply = await context.newPage();
    await reply.goto(`${sala.origin}/r/${token ?? ''}`);
    await reply.getByText(nameOf('revenue', 'เชียงใหม่')).first().waitFor();
    await reply.getByText('0 2123 4567 ต่อ 12').first().waitFor();
    await reply.getByRole('radio', { name: /^ส่งผู้แทน/ }).check();
    await reply
      .getByLabel(/^ชื่อ–นามสกุล/)
      .first()
      .fill('นางสาวผู้แทน ตัวอย่าง');
    await reply
      .getByLabel(/^ตำแหน่ง/)
      .first()
      .fill('นักวิชาการสรรพากร');
    await reply.getByRole('button', { name: 'ส่งแบบตอบรับ' }).click();
    await reply.getByText('ขอบคุณ เราได้รับแบบตอบรับของท่านแล้ว').first().waitFor();
    await context.close();
    await stepper.quiet();
    await open('ภาพรวมการตอบรับ');
    await eventually(async () => expect(await page.locator('.headline strong').allTextContents()).toEqual(['1', '8']));
  });

  it('types in a fax with the keyboard alone', async () => {
    await stepper.moveTo('2016-11-08T03:00:00.000Z');
    await stepper.quiet();
    await page.getByRole('navigation').getByRole('link', { name: 'บันทึกแบบตอบรับ', exact: true }).focus();
    await page.keyboard.press('Enter');
    await heading('บันทึกแบบตอบรับ');
    const at = () => page.evaluate(() => document.activeElement?.closest('label, div')?.textContent ?? '');
    /** Along the form in its order, to where something is asked. */
    const tabTo = async (asked: ReturnType<Page['getByLabel']>) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        if (await asked.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not lead there; it stands at ${await at()}`);
    };
    const office = page.getByRole('combobox', { name: 'หน่วยงาน', exact: true });
    await tabTo(office);
    await page.keyboard.type('สสจ ลำพูน');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' }).waitFor();
    await tabTo(page.getByLabel('ได้รับวันที่'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('๗/๑๑/๒๕๕๙');
    await tabTo(page.getByLabel('เวลา (ชั่วโมง'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('16.45');
    const person = page.getByRole('group', { name: 'ท่านที่ 1' });
    await tabTo(person.getByLabel('ชื่อ–นามสกุล'));
    await page.keyboard.type('นายแพทย์ตัวอย่าง ทดสอบ');
    await tabTo(page.getByLabel('โทรศัพท์ผู้ประสานงาน'));
    await page.keyboard.type('0 5351 1000 ต่อ ๑๒๓');
    await tabTo(page.getByLabel('ที่หนังสือของหน่วยงาน'));
    await page.keyboard.type('ลพ ๐๐๓๓/๔๕');
    await tabTo(page.getByLabel('ลงวันที่'));
    await page.keyboard.type('๗ พฤศจิกายน ๒๕๕๙');
    await tabTo(page.getByRole('button', { name: 'บันทึกแบบตอบรับ' }));
    await page.keyboard.press('Enter');
    await page.locator('output.done', { hasText: nameOf('health', 'ลำพูน') }).waitFor();
    await stepper.quiet();
  });

  it('saves who comes for Excel, with the keys of her own list', async () => {
    await open('รายชื่อและเอกสาร');
    await page.getByText('นางสาวผู้แทน ตัวอย่าง').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), press('บันทึกเป็น Excel')]);
    const book = read(await readFile(await download.path()));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const [titles, ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
    expect(titles).toEqual([
      'รหัสในระบบ',
      'รหัสหน่วยงาน',
      'ชื่อหน่วยงาน',
      'ประเภทหน่วยงาน',
      'จังหวัด',
      'จุดเชื่อมต่อ',
      'คำนำหน้า',
      'ชื่อ–นามสกุล',
      'ตำแหน่ง',
      'หน้าที่ในคณะ',
      'โทรศัพท์',
      'อีเมล',
      'คำตอบ',
      'ช่องทาง',
      'ได้รับเมื่อ',
      'เกินกำหนด',
    ]);
    const id = expect.stringMatching(/^\S+$/);
    // Every cell as it was typed, by her in the list, by the office on its page and by the desk from the paper.
    expect(rows).toEqual([
      [
        id,
        'r-01',
        nameOf('revenue', 'เชียงใหม่'),
        kinds[2].class,
        'เชียงใหม่',
        'ศาลากลางจังหวัดเชียงใหม่',
        '',
        'นางสาวผู้แทน ตัวอย่าง',
        'นักวิชาการสรรพากร',
        '',
        '',
        '',
        'ส่งผู้แทน',
        'เว็บ',
        '7 พ.ย. 2559 เวลา 09.00 น.',
        '',
      ],
      [
        id,
        'h-02',
        nameOf('health', 'ลำพูน'),
        kinds[0].class,
        'ลำพูน',
        'ศาลากลางจังหวัดลำพูน',
        '',
        'นายแพทย์ตัวอย่าง ทดสอบ',
        '',
        '',
        '',
        '',
        'เข้าร่วม',
        'โทรสาร',
        '7 พ.ย. 2559 เวลา 16.45 น.',
        '',
      ],
    ]);
  });

  it('notes at the door who came, on the day', async () => {
    await stepper.moveTo('2016-11-24T07:40:00.000Z');
    await stepper.quiet();
    await open('ลงทะเบียนผู้เข้าร่วม');
    await page.getByRole('table').getByRole('link').filter({ hasText: 'เชียงใหม่' }).click();
    const line = page.getByRole('group', { name: `การมาของ ${nameOf('revenue', 'เชียงใหม่')}` });
    await line.getByRole('button', { name: 'ผู้แทน', exact: true }).click();
    await page.getByText('ส่งครบทุกรายการแล้ว').waitFor();
    await page.getByText('มาแล้ว 1 หน่วยงาน จากที่แจ้งว่าจะมา 1 · รวม 1 คน').waitFor();
  });

  it('gets the opinion of an office after the meeting, by the same link', async () => {
    await open('รายงานและปิดการประชุม');
    await page.getByText('ปิดการประชุมได้เมื่อการประชุมเสร็จสิ้นแล้ว').waitFor();
    await stepper.moveTo('2016-11-25T02:00:00.000Z');
    await stepper.quiet();
    const token = replyTokenIn(mailsTo(addressOf('revenue', 'เชียงใหม่'))[0]?.parsed.text ?? '');
    const context = await browser.newContext({ locale: 'th-TH', javaScriptEnabled: false });
    const reply = await context.newPage();
    await reply.goto(`${sala.origin}/r/${token ?? ''}`);
    await reply.getByText('พ้นกำหนดตอบรับแล้ว').first().waitFor();
    await reply.getByRole('textbox', { name: /^ความเห็น/ }).fill('=ควรสำรวจทุกปี');
    await reply.getByRole('button', { name: 'ส่งความเห็น' }).click();
    await reply.getByText('ได้รับความเห็นของท่านแล้ว').waitFor();
    await context.close();
    await open('ความเห็น');
    await page.getByText('=ควรสำรวจทุกปี').waitFor();
  });

  it('reads the report once it is over, saves it, and closes the meeting', async () => {
    await open('ภาพรวมการตอบรับ');
    await open('รายงานและปิดการประชุม');
    await page.getByText('ตอบแล้ว 2 จากที่เชิญ 8 หน่วยงาน').waitFor();
    await page.getByText('มาประชุม 1 หน่วยงาน รวม 1 คน').waitFor();
    await page.getByText('หน่วยงานในการสำรวจ ตอบแล้ว 1 จาก 4').waitFor();
    await page.getByText('ความเห็น 1 ข้อ จาก 1 หน่วยงาน').waitFor();
    await page.getByText('=ควรสำรวจทุกปี').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), press('บันทึกเป็น Excel')]);
    const { Sheets, SheetNames } = read(await readFile(await download.path()));
    const text = SheetNames.map((name) => utils.sheet_to_csv(Sheets[name] ?? {})).join('\n');
    for (const expected of [title, kinds[0].class, kinds[2].class, 'ลำพูน', 'ควรสำรวจทุกปี'])
      expect(text).toContain(expected);
    const [inWord] = await Promise.all([page.waitForEvent('download'), press('บันทึกเป็น Word')]);
    expect(inWord.suggestedFilename()).toMatch(/^รายงานผลการประชุม .*\.docx$/);
    const document = unzipSync(await readFile(await inWord.path()))['word/document.xml'] ?? new Uint8Array();
    for (const expected of [title, kinds[0].class, kinds[2].class, 'ลำพูน', 'ควรสำรวจทุกปี'])
      expect(strFromU8(document)).toContain(expected);
    await press('ปิดการประชุม');
    await confirm('ปิดการประชุม');
    await page.getByText('การประชุมนี้ปิดแล้ว').waitFor();
    expect(await meetingCalled(title)).toMatchObject({ status: 'closed' });
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
    // The last choice: nothing is taken over from another meeting.
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.type('กรมตัวอย่าง');
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
    await page.getByRole('link', { name: 'ยังไม่ได้เลือกประเภทหน่วยงานที่จะเชิญ' }).waitFor();
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
