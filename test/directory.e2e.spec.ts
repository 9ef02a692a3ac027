import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  CreateMeeting,
  GetOrganisation,
  GetSite,
  ListClasses,
  ListMeetings,
  ListOrganisations,
  SaveOrganisation,
} from '#contracts';
import { NatsLink } from '#messaging';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { ApiClient } from '../tools/rehearsal/api-client.js';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

const coordinator = { email: 'coordinator@dept.example', password: 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง' };
const health = 'สำนักงานสาธารณสุขจังหวัด';
const headings = ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'จังหวัด', 'อีเมล', 'โทรศัพท์', 'ผู้ประสานงาน'];
const provinces = ['เชียงใหม่', 'ลำพูน', 'ลำปาง', 'อุตรดิตถ์'];
const offices = provinces.map((province, index) => [
  `0${index + 1}`,
  `${health}${province}`,
  province,
  `saraban${index + 1}@office.example`,
  '0 5311 2222 ต่อ 12',
  'นางสาวตัวอย่าง ทดสอบ',
]);

/** A title over all columns, then the headings, the offices and one row whose province nobody knows. */
const workbook = (rows: readonly (readonly string[])[]): Buffer => {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([['บัญชีรายชื่อหน่วยงาน ปี ๒๕๕๙'], headings, ...rows.map((row) => [...row])]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 5 } }];
  utils.book_append_sheet(book, sheet, 'รายชื่อ');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
};
const wrongRow = ['09', 'สำนักงานที่ไม่มีจังหวัด', 'เชียงไหน', '', '', ''];

/** Thai as Windows wrote it before Unicode. */
const windows874 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 0x80 ? code : code - 0x0e00 + 0xa0;
    }),
  );

inBrowser('the directory in the browser', () => {
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let browser: Browser;
  let page: Page;
  let api: ApiClient;

  const reports: string[] = [];
  const newPage = async (width = 1280): Promise<Page> => {
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width, height: 900 } });
    const opened = await context.newPage();
    opened.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    opened.on('pageerror', (error) => reports.push(error.message));
    await opened.goto(sala.origin);
    await opened.getByRole('textbox', { name: 'อีเมล' }).fill(coordinator.email);
    await opened.getByLabel('รหัสผ่าน').fill(coordinator.password);
    await opened.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
    await opened.getByRole('navigation').first().waitFor();
    return opened;
  };
  const heading = (name: string, on = page) => on.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('เลือกไฟล์รายชื่อ').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const confirm = async (title: string, act: string) => {
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByRole('button', { name: act, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-directory-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('directory-test', sala.natsUrl);
    await new Stepper(link).moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    const administrator = new ApiClient(sala.origin);
    await administrator.signIn(admin.email, admin.password);
    const json = { ...coordinator, name: 'ผู้ประสานงาน', roles: ['coordinator'] };
    await administrator.ask('/api/v1/staff', { method: 'POST', json });
    api = new ApiClient(sala.origin);
    await api.signIn(coordinator.email, coordinator.password);
    await api.send(CreateMeeting, {
      id: 'own',
      title: { th: 'ประชุมชี้แจง' },
      organiser: { th: 'กรมตัวอย่าง' },
      startsAt: '2016-11-23T07:30:00.000Z',
      coordinator: { unit: { th: 'ส่วนนโยบาย' }, email: coordinator.email },
    });
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

  it('takes a workbook for a meeting, and says of each row what keeping it would do', async () => {
    await page.goto(`${sala.origin}/meetings/own/offices`);
    await page.getByRole('link', { name: 'นำเข้ารายชื่อจากไฟล์ Excel หรือ CSV' }).click();
    await heading('นำเข้ารายชื่อหน่วยงาน');
    await page.getByText('สำหรับ ประชุมชี้แจง').waitFor();
    await choose('offices.xlsx', workbook([...offices, wrongRow]));
    await heading('ผลการอ่านรายชื่อ');
    await page.getByText('รอการตัดสินใจ').waitFor();
    await row('สำนักงานที่ไม่มีจังหวัด').getByText('ไม่มีจังหวัดชื่อ “เชียงไหน”').waitFor();
    await row('สำนักงานที่ไม่มีจังหวัด').getByText('C7', { exact: true }).waitFor();
    await page.getByText('ประเภทของหน่วยงานที่ไฟล์ไม่ได้ระบุประเภท').waitFor({ state: 'attached' });
  });

  it('is told the class of offices that have none, and reads the file anew', async () => {
    await page.getByText('แผ่นงานและคอลัมน์').click();
    await page.getByLabel('ประเภทของหน่วยงานที่ไฟล์ไม่ได้ระบุประเภท').selectOption({ label: 'ประเภทใหม่…' });
    await press('อ่านใหม่ตามนี้');
    await page.getByRole('alert').getByRole('link', { name: 'ชื่อประเภทใหม่' }).waitFor();
    await page.getByLabel('ชื่อประเภทใหม่').fill(health);
    await press('อ่านใหม่ตามนี้');
    await page.getByText(`ประเภทหน่วยงานที่จะสร้างใหม่: ${health}`).waitFor();
    await page.getByLabel(/^ใหม่ 4$/).check();
    await row(`${health}เชียงใหม่`).getByText('เชียงใหม่ · saraban1@office.example').waitFor();
  });

  it('finds the import as it was after leaving the page', async () => {
    const there = page.url();
    await page.getByRole('navigation').first().getByRole('link', { name: 'การประชุมทั้งหมด' }).click();
    await heading('การประชุมทั้งหมด');
    await page.goto(there);
    await page.getByText('รอการตัดสินใจ').waitFor();
    await page.getByRole('button', { name: 'เก็บเฉพาะ 4 แถวที่ใช้ได้' }).waitFor();
  });

  it('keeps what is valid when she says so, and leads her back to the meeting with its class chosen', async () => {
    await press('เก็บเฉพาะ 4 แถวที่ใช้ได้');
    const dialog = page.getByRole('dialog', { name: 'เก็บรายชื่อลงทะเบียน' });
    await dialog.getByText('เพิ่มหน่วยงานใหม่ 4 แห่ง').waitFor();
    await dialog.getByText('ไม่เก็บ 1 แถวที่ขัดแย้งหรือใช้ไม่ได้').waitFor();
    await confirm('เก็บรายชื่อลงทะเบียน', 'เก็บลงทะเบียน');
    await page.getByText('เก็บลงทะเบียนแล้ว 4 แถว').waitFor();
    await page.getByRole('link', { name: 'กลับไปเลือกหน่วยงานที่เชิญ' }).click();
    await heading('หน่วยงานที่เชิญ');
    await page.getByText('เลือก 1 ประเภท รวม 4 หน่วยงาน').waitFor();
    expect(await page.getByLabel(`เชิญ ${health}`).isChecked()).toBe(true);
    const { items } = await api.send(ListMeetings, {});
    expect(items[0]?.classes.map(({ name }) => name.th)).toEqual([health]);
    expect((await api.send(ListClasses, {})).items).toMatchObject([{ name: { th: health }, offices: 4 }]);
  });

  it('shows the same file a second time as unchanged, by drag and drop', async () => {
    await page.goto(`${sala.origin}/directory/imports?meeting=own`);
    const content = workbook(offices).toString('base64');
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], 'again.xlsx'));
      return transfer;
    }, content);
    await page.locator('.file-box').dispatchEvent('drop', { dataTransfer: data });
    await heading('ผลการอ่านรายชื่อ');
    await page.getByText('แผ่นงานและคอลัมน์').click();
    await page.getByLabel('ประเภทของหน่วยงานที่ไฟล์ไม่ได้ระบุประเภท').selectOption({ label: health });
    await press('อ่านใหม่ตามนี้');
    await page.getByText('ทุกแถวเหมือนกับทะเบียนอยู่แล้ว').waitFor();
    await press('ไม่ใช้ไฟล์นี้');
    await page.getByText('หยุดแล้ว ไม่ได้เก็บสิ่งใดจากไฟล์นี้').waitFor();
  });

  it('asks how a list from before Unicode reads, and takes the columns that she says; it can be taken back', async () => {
    await page.getByRole('link', { name: 'นำเข้าไฟล์อื่น' }).click();
    await choose('old.csv', windows874('ก,ข\r\nสำนักงานคลังจังหวัดแพร่,แพร่\r\nสำนักงานคลังจังหวัดน่าน,น่าน\r\n'));
    await heading('ผลการอ่านรายชื่อ');
    await page.getByText('ภาษาไทยในไฟล์อ่านถูกต้องหรือไม่').waitFor();
    await page.getByText('สำนักงานคลังจังหวัดแพร่ · แพร่').waitFor();
    await press('ยืนยันแบบที่เลือก');
    await page.getByText('ไม่พบแถวของหน่วยงานในไฟล์นี้').waitFor();
    await eventually(async () => expect(await page.getByText('ภาษาไทยในไฟล์อ่านถูกต้องหรือไม่').count()).toBe(0));
    await page.getByLabel('หัวตารางอยู่แถวที่').fill('๑');
    await press('อ่านใหม่ตามนี้');
    await page.getByLabel('คอลัมน์ A คือข้อมูล').selectOption({ label: 'ชื่อหน่วยงาน' });
    await page.getByLabel('คอลัมน์ B คือข้อมูล').selectOption({ label: 'ชื่อหน่วยงาน' });
    await press('อ่านใหม่ตามนี้');
    await page.getByRole('alert').filter({ hasText: 'เลือกข้อมูลเดียวกันในคอลัมน์ A, B' }).waitFor();
    await page.getByLabel('คอลัมน์ B คือข้อมูล').selectOption({ label: 'จังหวัด' });
    await page.getByLabel('ประเภทของหน่วยงานที่ไฟล์ไม่ได้ระบุประเภท').selectOption({ label: 'ประเภทใหม่…' });
    await page.getByLabel('ชื่อประเภทใหม่').fill('สำนักงานคลังจังหวัด');
    await press('อ่านใหม่ตามนี้');
    await press('เก็บทั้งหมด 2 แถว');
    await confirm('เก็บรายชื่อลงทะเบียน', 'เก็บลงทะเบียน');
    await page.getByText('เก็บลงทะเบียนแล้ว 2 แถว').waitFor();
    await press('ถอนการนำเข้านี้');
    await confirm('ถอนการนำเข้านี้', 'ถอนการนำเข้านี้');
    await page.getByText('ถอนแล้ว 2 แถว').waitFor();
  });

  it('says in words why a file that is no table is not read', async () => {
    await page.getByRole('link', { name: 'นำเข้าไฟล์อื่น' }).click();
    await choose('letter.pdf', Buffer.from('%PDF-1.7 is no table'));
    await page.getByRole('alert').filter({ hasText: 'ไฟล์นี้ไม่ใช่ตารางที่อ่านได้' }).waitFor();
    await page.getByRole('link', { name: 'นำเข้าไฟล์อื่น' }).click();
    await row('letter.pdf').getByText('อ่านไฟล์ไม่ได้').waitFor();
    await row('offices.xlsx').getByText('เสร็จแล้ว').waitFor();
  });

  it('finds offices by any part of what they are called, and shows one with all that is known of it', async () => {
    await page.getByRole('navigation').first().getByRole('link', { name: 'ทะเบียนหน่วยงาน' }).click();
    await heading('ทะเบียนหน่วยงาน');
    await row('เชียงใหม่').first().waitFor();
    await page.getByRole('searchbox', { name: 'ค้นหา' }).fill('ไม่มีชื่อเช่นนี้');
    await page.getByText('ไม่พบหน่วยงาน').waitFor();
    await page.getByRole('searchbox', { name: 'ค้นหา' }).fill('สสจ ลำปาง');
    await page.getByRole('link', { name: `${health}ลำปาง` }).waitFor();
    await eventually(async () => expect(await page.getByRole('rowheader').count()).toBe(1));
    await page.getByRole('link', { name: `${health}ลำปาง` }).click();
    await heading('ข้อมูลหน่วยงาน');
    expect(await page.getByLabel('อีเมล', { exact: true }).first().inputValue()).toBe('saraban3@office.example');
    const contact = page.getByRole('group', { name: 'ผู้ติดต่อที่ 1' });
    expect(await contact.getByLabel('ชื่อ–นามสกุล').inputValue()).toBe('นางสาวตัวอย่าง ทดสอบ');
  });

  it('warns of a free mail service, says at its field what is wrong, and saves what was corrected', async () => {
    const email = page.getByLabel('อีเมล', { exact: true }).first();
    await email.fill('somebody@gmail.com');
    await page.getByText('gmail.com เป็นอีเมลของผู้ให้บริการฟรี').waitFor();
    await email.fill('saraban@');
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'อีเมล' }).waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await email.fill('saraban@lampang.example');
    await page.getByLabel('ชื่อเรียกอื่น').fill('สสจ.ลำปาง\nสาสุขลำปาง');
    await press('เพิ่มผู้ติดต่อ');
    const contact = page.getByRole('group', { name: 'ผู้ติดต่อที่ 2' });
    await contact.getByLabel('หน้าที่').selectOption({ label: 'งานสารบรรณ' });
    await contact.getByLabel('โทรศัพท์', { exact: true }).fill('0 5422 1111 ต่อ 9');
    await press('บันทึก');
    await page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
    const { items } = await api.send(ListOrganisations, { q: 'สาสุขลำปาง' });
    expect(items).toMatchObject([
      {
        email: 'saraban@lampang.example',
        aliases: ['สสจ.ลำปาง', 'สาสุขลำปาง'],
        contacts: [{ role: 'coordinator' }, { role: 'saraban', phone: '0 5422 1111 ต่อ 9' }],
      },
    ]);
  });

  it('shows what somebody else has saved meanwhile, and loses nothing that was typed', async () => {
    const { items } = await api.send(ListOrganisations, { q: 'สาสุขลำปาง' });
    const { id: organisationId, ...organisation } = items[0]!;
    const { revision } = await api.send(GetOrganisation, { organisationId });
    await page.getByLabel('โทรสาร', { exact: true }).first().fill('0 5422 0001');
    await api.send(SaveOrganisation, {
      organisationId,
      organisation: { ...organisation, fax: '0 5422 9999', code: '77' },
      expectedRevision: revision,
    });
    await press('บันทึก');
    await page.getByRole('alert').getByText('มีผู้บันทึกรายการนี้ไปก่อน').waitFor();
    await press('ดูสิ่งที่ผู้อื่นบันทึก');
    await page.getByText('ผู้อื่นบันทึกไว้ว่า: 0 5422 9999').waitFor();
    expect(await page.getByLabel('รหัสหน่วยงาน').inputValue()).toBe('77');
    expect(await page.getByLabel('โทรสาร', { exact: true }).first().inputValue()).toBe('0 5422 0001');
    await press('บันทึก');
    await page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
    const saved = await api.send(GetOrganisation, { organisationId });
    expect(saved.organisation).toMatchObject({ fax: '0 5422 0001', code: '77' });
  });

  it('takes a new office, and corrects a site', async () => {
    await page.getByRole('navigation', { name: 'หน้าของทะเบียน' }).getByRole('link', { name: 'หน่วยงาน' }).click();
    await page.getByRole('link', { name: 'เพิ่มหน่วยงาน' }).click();
    await heading('ข้อมูลหน่วยงาน');
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'ชื่อ', exact: true }).waitFor();
    await page.getByLabel('ชื่อ', { exact: true }).fill('สำนักงานใหม่');
    await page.getByLabel('ประเภทหน่วยงาน').selectOption({ label: health });
    await page.getByLabel('จังหวัด').selectOption({ label: 'ลำพูน' });
    await page.getByLabel('จุดเชื่อมต่อ').selectOption({ label: 'ศาลากลางจังหวัดลำพูน' });
    await press('บันทึก');
    await eventually(async () => expect(page.url()).toMatch(/organisations\/office-/));
    expect((await api.send(ListOrganisations, { q: 'สำนักงานใหม่' })).items).toMatchObject([{ provinceCode: 'TH-51' }]);
    await page.getByRole('navigation', { name: 'หน้าของทะเบียน' }).getByRole('link', { name: 'จุดเชื่อมต่อ' }).click();
    await page.getByRole('link', { name: 'ศาลากลางจังหวัดลำพูน' }).click();
    await heading('ข้อมูลจุดเชื่อมต่อ');
    await page.getByLabel('โทรศัพท์', { exact: true }).first().fill('0 5351 1000');
    await press('บันทึก');
    await page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
    expect((await api.send(GetSite, { siteId: 'th-51' })).site.phone).toBe('0 5351 1000');
  });

  it('merges an office into another one that she finds, having seen what it does, and takes that back', async () => {
    await page.goto(`${sala.origin}/directory?q=สาสุขลำปาง`);
    await page.getByRole('link', { name: `${health}ลำปาง` }).click();
    await page.getByRole('searchbox', { name: 'หน่วยงานที่จะรวมเข้ามา' }).fill('สำนักงานใหม่');
    await page.getByRole('button', { name: /^เลือก สำนักงานใหม่/ }).click();
    await press('ดูผลก่อนรวม');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('ไม่มีคำเชิญของการประชุมที่จะมาถึง').waitFor();
    await dialog.getByLabel('เหตุผล').fill('รวมตามกฎกระทรวง');
    await dialog.getByRole('button', { name: 'รวมหน่วยงาน' }).click();
    await page.getByRole('heading', { name: 'ก่อนหน้านี้' }).waitFor();
    const found = await api.send(ListOrganisations, { q: 'สำนักงานใหม่' });
    expect(found.items).toMatchObject([{ name: { th: `${health}ลำปาง` } }]);
    await press('ยกเลิกการรวม สำนักงานใหม่');
    await dialog.getByRole('button', { name: 'ยกเลิกการรวม' }).click();
    await eventually(async () => {
      const { items } = await api.send(ListOrganisations, { q: 'สำนักงานใหม่' });
      return items.length === 1 && items[0]?.name.th === 'สำนักงานใหม่';
    });
  });

  it.each([
    ['th', 320],
    ['en', 1024],
  ] as const)(
    'has pages in %s at %i px within their edges and without a broken rule of accessibility',
    async (language, width) => {
      const looking = await newPage(width);
      await looking.getByLabel('Language').selectOption(language);
      const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
      const { items } = (await api.ask('/api/v1/imports')) as { items: { id: string; fileName: string }[] };
      const of = items.find(({ fileName }) => fileName === 'offices.xlsx')?.id ?? '';
      for (const place of ['/directory/imports?meeting=own', `/directory/imports/${of}`]) {
        await looking.goto(`${sala.origin}${place}`);
        await looking.getByRole('main').getByRole('table').first().waitFor();
        await eventually(async () => expect(await looking.getByText(/^(Loading…|กำลังโหลด…)$/).count()).toBe(0));
        const over = await looking.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const broken = await looking.evaluate(
          `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
        );
        expect([place, over <= 0 ? 0 : over, broken]).toEqual([place, 0, []]);
      }
      await looking.context().close();
    },
  );

  it('never met a broken content security policy, nor a script that failed', () => expect(reports).toEqual([]));
});
