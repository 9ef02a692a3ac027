import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { AnnounceMeeting, CreateMeeting, EnrolOrganisations, EnrolSites, GetMeeting, type Meeting } from '#contracts';
import { NatsLink } from '#messaging';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { ApiClient } from '../tools/rehearsal/api-client.js';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;
/** Where pictures of the pages go, for whoever wants to look at them. */
const pictures = process.env['SALA_PICTURES'];

const coordinator = { email: 'coordinator@dept.example', password: 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง' };
const meetingId = 'own-form-2559';
const office = 'revenue@chiang-mai.example';

inBrowser('a reply form of the coordinator’s own', () => {
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let stepper: Stepper;
  let browser: Browser;
  let page: Page;
  let replyPage: Page;
  let replyAddress = '';
  let api: ApiClient;

  const reports: string[] = [];
  const watched = (opened: Page): Page => {
    opened.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    opened.on('pageerror', (error) => reports.push(error.message));
    return opened;
  };
  const newPage = async (address: string, width = 1280, script = true): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'th-TH',
      viewport: { width, height: 900 },
      javaScriptEnabled: script,
    });
    const opened = watched(await context.newPage());
    await opened.goto(address);
    return opened;
  };
  const meeting = (): Promise<Meeting> => api.send(GetMeeting, { meetingId });
  const field = (name: string, on = page) => on.getByLabel(name, { exact: true });
  const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click();
  const saved = () => page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
  const open = async (name: string) => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  };
  const focused = (on = page): Promise<string> => on.evaluate(() => document.activeElement?.id ?? '');
  const picture = async (name: string, on: Page) => {
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    await on.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  };
  /** What a page breaks of accessibility, and by how much it is wider than its window. */
  const brokenOn = async (on: Page): Promise<unknown> => {
    const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    const over = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const rules = await on.evaluate(
      `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    return [over, rules];
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-form-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('own-form-test', sala.natsUrl);
    stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
    const administrator = new ApiClient(sala.origin);
    await administrator.signIn(admin.email, admin.password);
    const json = { ...coordinator, name: 'ผู้ประสานงาน', roles: ['coordinator'] };
    await administrator.ask('/api/v1/staff', { method: 'POST', json });
    api = new ApiClient(sala.origin);
    await api.signIn(coordinator.email, coordinator.password);
    const site = {
      id: 'chiang-mai',
      name: { th: 'ศาลากลางจังหวัดเชียงใหม่' },
      provinceCode: 'TH-50',
      language: 'th' as const,
    };
    await api.send(EnrolSites, { sites: [site] });
    const organisation = { class: 'revenue', provinceCode: 'TH-50', siteId: site.id, language: 'th' as const };
    await api.send(EnrolOrganisations, {
      organisations: [
        {
          ...organisation,
          id: 'revenue-50',
          name: { th: 'สรรพากรเชียงใหม่' },
          email: office,
          contacts: [{ role: 'coordinator', name: 'นางสาวสมศรี ตัวอย่าง', phone: '0 5311 2222 ต่อ 123' }],
        },
      ],
    });
    await api.send(CreateMeeting, {
      id: meetingId,
      title: { th: 'ประชุมชี้แจงแบบตอบรับ' },
      organiser: { th: 'กรมตัวอย่าง' },
      coordinator: { unit: { th: 'กองแผนงาน' }, email: coordinator.email, phone: '0 2123 4567 ต่อ 12' },
      startsAt: '2016-11-23T07:30:00.000Z',
      replyBy: '2016-11-18T16:59:59.000Z',
      classes: [{ class: 'revenue', name: { th: 'สำนักงานสรรพากรพื้นที่' }, surveyed: true }],
    });
    page = await newPage(sala.origin);
    await page.getByRole('textbox', { name: 'อีเมล' }).fill(coordinator.email);
    await page.getByLabel('รหัสผ่าน').fill(coordinator.password);
    await press('เข้าสู่ระบบ');
  });

  afterAll(async () => {
    await browser?.close();
    await link?.close();
    await sala?.stop();
    await sink?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('switches fields on and off, and limits how many people an office sends', async () => {
    await open('แบบตอบรับ');
    await field('อีเมล').selectOption({ label: 'ต้องระบุ' });
    await field('โทรศัพท์').selectOption({ label: 'ไม่ถาม' });
    await field('ขอเข้าร่วมที่สถานที่อื่น').selectOption({ label: 'ถามถ้ามี' });
    await field('จำนวนผู้เข้าร่วมต่อหน่วยงาน').fill('สอง');
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'จำนวนผู้เข้าร่วมต่อหน่วยงาน' }).click();
    expect(await focused()).toBe('at-form-quota');
    await field('จำนวนผู้เข้าร่วมต่อหน่วยงาน').fill('๒');
    await press('บันทึก');
    await saved();
    expect((await meeting()).form).toEqual({
      attendee: { email: 'required', phone: 'off' },
      fields: { otherSite: 'optional' },
      quota: 2,
    });
  });

  it('asks questions of its own, made and moved by keyboard; what is wrong is opened', async () => {
    await page.locator('#add-question').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('รับอาหารกลางวันหรือไม่');
    await field('ตอบเป็น').selectOption({ label: 'เลือกหนึ่งข้อ' });
    await field('ตัวเลือก 1').fill('รับ');
    await page.getByRole('button', { name: /^ย่อ/ }).click();
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'ตัวเลือก' }).click();
    await field('ตัวเลือก 2').fill('ไม่รับ');
    await page.getByRole('button', { name: 'เพิ่มตัวเลือก' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('ยังไม่แน่ใจ');
    await page.getByRole('button', { name: 'ลบ: ตัวเลือก 3' }).click();
    await field('ต้องตอบคำถามนี้').check();
    await page.getByRole('button', { name: /^ย่อ/ }).click();
    await page.locator('#add-question').click();
    await page.keyboard.type('แพ้อาหารใด');
    await page.getByLabel('เข้าร่วม', { exact: true }).check();
    await field('และตอบคำถามก่อนหน้านี้').selectOption({ label: '1. รับอาหารกลางวันหรือไม่' });
    await page.getByLabel('รับ', { exact: true }).check();
    await page.getByRole('button', { name: 'เลื่อนขึ้น: แพ้อาหารใด' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('เลื่อนไปเป็นข้อ 1 แล้ว').waitFor();
    expect(await focused()).toMatch(/^down-/);
    await press('บันทึก');
    await page.getByRole('alert').getByRole('link', { name: 'ถามเมื่อ' }).waitFor();
    await page.locator(`#${await page.locator('[id^=down-]').first().getAttribute('id')}`).focus();
    await page.keyboard.press('Enter');
    await picture('questions', page);
    await press('บันทึก');
    await saved();
    const [lunch, diet] = (await meeting()).form?.questions ?? [];
    expect(lunch).toMatchObject({ kind: 'choice', label: { th: 'รับอาหารกลางวันหรือไม่' }, required: true });
    expect(lunch?.options?.map(({ label }) => label.th)).toEqual(['รับ', 'ไม่รับ']);
    expect(diet).toMatchObject({
      kind: 'text',
      when: { answers: ['attend'], question: { id: lunch?.id, has: [lunch?.options?.[0]?.id] } },
    });
  });

  it('shows the reply page before anything is saved, to be tried, and keeps nothing of that', async () => {
    await page.locator('#add-question').click();
    await page.keyboard.type('มากี่คัน');
    const [sample] = await Promise.all([page.waitForEvent('popup'), press('ดูตัวอย่างหน้าตอบรับ')]);
    watched(sample);
    await sample.getByText('ตัวอย่างหน้าตอบรับ').waitFor();
    await sample.getByLabel('มากี่คัน').fill('หนึ่ง');
    await sample.getByText('หัวหน้าหน่วยงานเข้าร่วมด้วยตนเอง').click();
    await press('ส่งแบบตอบรับ', sample);
    await sample
      .getByRole('alert')
      .getByRole('link', { name: /รับอาหารกลางวัน/ })
      .waitFor();
    await sample.getByLabel(/^รับอาหารกลางวันหรือไม่/).selectOption({ label: 'ไม่รับ' });
    await sample.getByLabel('ชื่อ–นามสกุล').fill('สมชาย ใจดี');
    await field('อีเมล', sample).fill('somchai@revenue.example');
    await press('English', sample);
    await sample.getByRole('button', { name: 'Send' }).waitFor();
    expect(await sample.getByLabel('ชื่อ').or(sample.getByLabel(/^Name/)).first().inputValue()).toBe('สมชาย ใจดี');
    await sample.locator('button.main').click();
    await sample.getByText('somchai@revenue.example').first().waitFor();
    await picture('sample', sample);
    await sample.close();
    expect((await meeting()).form?.questions).toHaveLength(2);
    await page.getByRole('button', { name: 'ลบ: มากี่คัน' }).click();
  });

  it.each([
    ['th', 320],
    ['en', 1024],
  ] as const)('finds its page in %s at %i px within its edges and without a broken rule', async (language, width) => {
    await page.setViewportSize({ width, height: 900 });
    await page.getByLabel('Language').selectOption(language);
    await page.locator('[id^=edit-]').first().click();
    await picture(`questions-${language}-${width}`, page);
    expect(await brokenOn(page)).toEqual([0, []]);
    await page.locator('[id^=edit-]').first().click();
    await page.getByLabel('Language').selectOption('th');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  const pdf = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

  it('takes enclosures with how many there are, and documents, as files; what is none of those is refused', async () => {
    await open('เอกสาร');
    await press('เพิ่มสิ่งที่ส่งมาด้วย');
    await page.keyboard.type('กำหนดการประชุม');
    await field('จำนวน (เอกสาร 1)').fill('๒');
    await field('หน่วย (เอกสาร 1)').selectOption({ label: 'ฉบับ' });
    const inEnclosures = page.getByRole('group', { name: 'สิ่งที่ส่งมาด้วย' });
    const chosen = inEnclosures.getByLabel('ไฟล์ (เอกสาร 1)');
    await chosen.setInputFiles({ name: 'กำหนดการ.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<script>') });
    await page.getByRole('alert').getByText('รับเฉพาะไฟล์ PDF').waitFor();
    await chosen.setInputFiles({ name: 'กำหนดการ.pdf', mimeType: 'application/pdf', buffer: pdf });
    await inEnclosures.getByText(/^PDF 1 KB/).waitFor();
    await press('เพิ่มเอกสารประชุม');
    await press('บันทึก');
    await saved();
    const inDocuments = page.getByRole('group', { name: 'เอกสารประชุม' });
    await press('เพิ่มเอกสารประชุม');
    await inDocuments
      .getByLabel('ไฟล์ (เอกสาร 1)')
      .setInputFiles({ name: 'ผลการสำรวจ 2559.pdf', mimeType: 'application/pdf', buffer: pdf });
    await eventually(async () =>
      expect(await inDocuments.getByLabel('ชื่อเอกสาร 1').inputValue()).toBe('ผลการสำรวจ 2559'),
    );
    await press('บันทึก');
    await saved();
    await picture('documents', page);
    expect(await brokenOn(page)).toEqual([0, []]);
    expect(await meeting()).toMatchObject({
      letter: { enclosures: [{ title: 'กำหนดการประชุม', count: 2, unit: 'copies', file: { bytes: pdf.length } }] },
      documents: [{ title: 'ผลการสำรวจ 2559', file: { contentType: 'application/pdf' } }],
    });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      inDocuments.getByRole('link', { name: 'ดาวน์โหลด' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('ผลการสำรวจ 2559.pdf');
    expect(Buffer.compare(await readFile(await download.path()), pdf)).toBe(0);
  });

  it('stands on the reply page of the office that is invited', async () => {
    await api.send(AnnounceMeeting, { meetingId });
    await stepper.quiet();
    await eventually(() => expect(sink.messages.some(({ to }) => to.includes(office))).toBe(true));
    const mail = sink.messages.find(({ to }) => to.includes(office));
    replyAddress = `${sala.origin}${/\/r\/[\w.-]+/.exec(mail?.parsed.text ?? '')?.[0] ?? ''}`;
    replyPage = await newPage(replyAddress, 320, false);
    await replyPage.getByLabel(/^รับอาหารกลางวันหรือไม่/).waitFor();
    expect(await replyPage.getByLabel(/^โทรศัพท์( |$)/).count()).toBe(0);
    await picture('reply-320', replyPage);
    expect(await replyPage.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  it('takes the office’s opinion on that page, which breaks no rule of accessibility for it', async () => {
    const own = await newPage(replyAddress, 320);
    await own.getByText('ให้ความเห็น', { exact: true }).click();
    await press('ส่งความเห็น', own);
    await own.getByText('โปรดเขียนความเห็น').waitFor();
    expect(await brokenOn(own)).toEqual([0, []]);
    await own.getByRole('textbox', { name: /^ความเห็น/ }).fill('ข้อแรก\nข้อที่สอง');
    await press('ส่งความเห็น', own);
    await own.getByText('ได้รับความเห็นของท่านแล้ว').waitFor();
    await picture('opinion-320', own);
    expect(await brokenOn(own)).toEqual([0, []]);
    await own.getByRole('link', { name: 'อ่านทั้งหมดหรือถอน' }).click();
    await own.getByRole('button', { name: 'ถอนความเห็นนี้' }).waitFor();
    await picture('one-opinion-320', own);
    expect(await brokenOn(own)).toEqual([0, []]);
    await own.close();
  });

  it('is answered without script with who coordinates, who leads and by which letter: all of it in review and receipt', async () => {
    const whole = (await replyPage.textContent('form')) ?? '';
    const order = ['ผู้เข้าร่วมประชุม', 'รับอาหารกลางวันหรือไม่', 'หมายเหตุ', 'ผู้ประสานงานของหน่วยงาน', 'หนังสือตอบของหน่วยงาน'];
    expect(order.toSorted((one, other) => whole.indexOf(one) - whole.indexOf(other))).toEqual(order);
    const phone = replyPage.getByLabel('โทรศัพท์ผู้ประสานงาน');
    expect(await phone.inputValue()).toBe('0 5311 2222 ต่อ 123');
    await replyPage.getByText('หัวหน้าหน่วยงานเข้าร่วมด้วยตนเอง').click();
    await replyPage.getByLabel('ชื่อ–นามสกุล').fill('สมชาย ใจดี');
    await field('อีเมล', replyPage).fill('somchai@revenue.example');
    await replyPage.getByRole('button', { name: 'เพิ่มผู้เข้าร่วมอีกหนึ่งท่าน' }).click();
    const [first, second] = [1, 2].map((number) => replyPage.getByRole('group', { name: `ท่านที่ ${number}` }));
    if (first === undefined || second === undefined) throw new Error('there are not two rows');
    await second.getByLabel('ชื่อ–นามสกุล').fill('สมหญิง เก่งกาจ');
    await second.getByLabel('อีเมล', { exact: true }).fill('somying@revenue.example');
    expect(await first.getByLabel('หัวหน้าคณะ').isChecked()).toBe(true);
    await second.getByLabel('หัวหน้าคณะ').check();
    await replyPage.getByLabel(/^รับอาหารกลางวันหรือไม่/).selectOption({ label: 'ไม่รับ' });
    await phone.fill('๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๔๕๖');
    await replyPage.getByText('หนังสือตอบของหน่วยงาน').click();
    await replyPage.getByLabel('ที่หนังสือของหน่วยงาน').fill('ชม ๐๐๑๗/๑๒๓');
    await replyPage.getByLabel('ลงวันที่').fill('๕ พ.ย. ๒๕๕๙');
    await press('ตรวจทานหรือพิมพ์ก่อนส่ง', replyPage);
    await replyPage
      .getByRole('alert')
      .getByRole('link', { name: /หัวหน้าคณะมากกว่าหนึ่งคน/ })
      .click();
    await first.getByLabel('หัวหน้าคณะ').uncheck();
    await press('ตรวจทานหรือพิมพ์ก่อนส่ง', replyPage);
    await picture('review-320', replyPage);
    const recorded = async () => {
      for (const text of [
        'สมหญิง เก่งกาจ · หัวหน้าคณะ',
        'นางสาวสมศรี ตัวอย่าง',
        '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๔๕๖',
        'ชม ๐๐๑๗/๑๒๓',
        '5 พ.ย. 2559',
      ])
        await replyPage.getByText(text).first().waitFor();
    };
    await recorded();
    await press('ส่งแบบตอบรับ', replyPage);
    await replyPage.getByText('ขอบคุณ เราได้รับแบบตอบรับของท่านแล้ว').first().waitFor();
    await recorded();
    await picture('receipt-320', replyPage);
    expect(await replyPage.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await stepper.quiet();
    const receipt = sink.messages.filter(({ to }) => to.includes(office)).at(-1)?.parsed.text ?? '';
    for (const text of ['สมหญิง เก่งกาจ', 'หัวหน้าคณะ', '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๔๕๖', 'ชม ๐๐๑๗/๑๒๓', '5 พ.ย. 2559'])
      expect(receipt).toContain(text);
    const own = await newPage(replyAddress, 320);
    await own.getByText('แก้ไขคำตอบ', { exact: true }).click();
    await own.getByLabel('ลงวันที่').waitFor();
    expect(await own.getByLabel('ลงวันที่').inputValue()).toBe('5/11/2559');
    expect(await brokenOn(own)).toEqual([0, []]);
    await picture('change-320', own);
    await own.close();
  });

  it('is changed by the desk with a reason alone, which the office’s page and its history say', async () => {
    await stepper.moveTo('2016-11-07T03:00:00.000Z');
    await page.reload();
    await open('บันทึกแบบตอบรับ');
    await page.getByRole('combobox', { name: 'หน่วยงาน', exact: true }).fill('สรรพากรเชียงใหม่');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' }).getByText('ชม ๐๐๑๗/๑๒๓').waitFor();
    await page.getByRole('button', { name: 'ขณะนี้' }).click();
    expect(await page.getByLabel('ลงวันที่').inputValue()).toBe('5/11/2559');
    await page.getByLabel('มือถือผู้ประสานงาน').fill('๐๘ ๑๐๐๐ ๐๐๐๑');
    await picture('desk', page);
    await press('บันทึกแบบตอบรับ');
    await page.getByRole('alert').getByRole('link', { name: 'เหตุผล' }).click();
    expect(await focused()).toBe('desk-reason');
    expect(await brokenOn(page)).toEqual([0, []]);
    await page.keyboard.type('ส่งโทรสารแจ้งหมายเลขเพิ่ม');
    await press('บันทึกแบบตอบรับ');
    await page.locator('output.done', { hasText: 'สรรพากรเชียงใหม่' }).waitFor();
    await stepper.quiet();
    await open('หน่วยงานและคำตอบ');
    await page.getByRole('link', { name: 'สรรพากรเชียงใหม่' }).click();
    await page.getByText('๐๘ ๑๐๐๐ ๐๐๐๑').waitFor();
    await eventually(async () => expect(await page.getByText('ส่งโทรสารแจ้งหมายเลขเพิ่ม').count()).toBe(2));
    await picture('office', page);
    expect(await brokenOn(page)).toEqual([0, []]);
    const again = await newPage(replyAddress, 320, false);
    expect(await again.content()).not.toContain('ส่งโทรสารแจ้งหมายเลขเพิ่ม');
    await again.close();
  });

  it('hands the files to the office without script, and to nobody else', async () => {
    const [download] = await Promise.all([
      replyPage.waitForEvent('download'),
      replyPage.getByRole('link', { name: 'กำหนดการประชุม' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('กำหนดการประชุม.pdf');
    const address = download.url();
    const answer = await fetch(address);
    expect([...answer.headers].map(([name]) => name)).toEqual(
      expect.arrayContaining(['content-disposition', 'x-content-type-options', 'content-security-policy']),
    );
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), pdf)).toBe(0);
    expect((await fetch(address.replace('/r/', '/r/x'))).status).toBe(404);
    const other = new URL(address);
    other.pathname += '0';
    const gone = await fetch(other, { headers: { 'accept-language': 'th' } });
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('ไม่มีเอกสารนี้แล้ว')]);
    const { path } = new URL(address).pathname.match(/(?<path>doc-[0-9a-z]+)$/)?.groups ?? {};
    expect(path).toBeDefined();
    expect((await fetch(`${sala.origin}/api/v1/meetings/${meetingId}/files/${path ?? ''}`)).status).toBe(401);
  });

  it('changes after the announcement with its effect shown, and keeps what is asked no more', async () => {
    await open('แบบตอบรับ');
    await page.getByRole('button', { name: 'ลบ: แพ้อาหารใด' }).click();
    await press('ดูผลของการแก้ไข');
    const dialog = page.getByRole('dialog', { name: 'แก้ไขการประชุมที่ประกาศแล้ว' });
    await dialog.getByText('แบบตอบรับ').waitFor();
    await dialog.getByRole('button', { name: 'ยืนยันการแก้ไข' }).click();
    await saved();
    expect((await meeting()).form?.questions?.map(({ label, retired }) => [label.th, retired])).toEqual([
      ['รับอาหารกลางวันหรือไม่', undefined],
      ['แพ้อาหารใด', true],
    ]);
  });

  it('never met a broken content security policy, nor a script that failed', () => expect(reports).toEqual([]));
});
