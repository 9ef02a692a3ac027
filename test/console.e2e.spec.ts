import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { encodeQR } from 'qr';
import { type Invitation, type KeptDossier, type ListChecks, type ReturnOf } from '#contracts';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, signInStaff, type Staff, startSala } from '../tools/rehearsal/stage.js';
import { faxPdf, faxRows, faxTiff, type Packing } from './fax-page.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

/** One province of the sample: a site with eight offices. */
const province = () => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  return {
    meeting,
    calendar,
    sites: sites.filter((site) => site.id === 'th-50'),
    organisations: organisations.filter((each) => each.siteId === 'th-50'),
  };
};
const password = 'เก้าอี้สีฟ้า 7 ตัวริมหน้าต่าง';

/** A page of grey paper as a scanner makes it, with a QR code in its corner where it has one. */
const scannedPage = (text?: string): Buffer => {
  const [width, height, dots, from] = [1240, 1754, 5, 60];
  const modules = text === undefined ? [] : encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(width + 1, 0xee);
    row[0] = 0;
    const line = modules[Math.floor((y - from) / dots)];
    line?.forEach((dark, at) => row.fill(dark ? 0x22 : 0xee, 1 + from + at * dots, 1 + from + (at + 1) * dots));
    return row;
  });
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const around = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    around[0].writeUInt32BE(data.length);
    around[1].writeUInt32BE(crc32(named));
    return Buffer.concat([around[0], named, around[1]]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

inBrowser('the console', () => {
  const { meeting, sites, organisations, calendar } = province();
  const officeNamed = (organisationClass: string) =>
    organisations.find((each) => each.class === organisationClass)?.name.th ?? '';
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let stepper: Stepper;
  let staff: Staff;
  let browser: Browser;
  let page: Page;

  /** What the browser reported of any page: the content security policy broken, a script that failed. */
  const reports: string[] = [];
  const watched = (opened: Page): Page => {
    opened.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    opened.on('pageerror', (error) => reports.push(error.message));
    return opened;
  };
  const newPage = async (width = 1280, colorScheme: 'light' | 'dark' = 'light', place = '/'): Promise<Page> => {
    const opened = watched(
      await (await browser.newContext({ locale: 'th-TH', viewport: { width, height: 900 }, colorScheme })).newPage(),
    );
    await opened.goto(`${sala.origin}${place}`);
    return opened;
  };
  const signIn = async (on: Page, email: string, secret: string) => {
    await on.getByRole('textbox', { name: 'อีเมล', exact: true }).fill(email);
    await on.getByLabel('รหัสผ่าน').fill(secret);
    await on.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  };
  const placeOf = (path: string) => `/meetings/${meeting.id}/${path}`;
  const open = async (name: string, on = page) => {
    await on.getByRole('link', { name, exact: true }).click();
    await on.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  };
  const speak = (language: string, on: Page) => on.getByLabel('Language').selectOption(language);
  const headline = (on = page) => on.locator('.headline strong').allTextContents();
  const officeField = (on = page) => on.getByRole('combobox', { name: 'หน่วยงาน', exact: true });
  const said = (on = page) => on.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' });
  const firstName = () => page.getByRole('group', { name: 'ท่านที่ 1' }).getByLabel('ชื่อ–นามสกุล');
  const firstPhone = () => page.getByRole('group', { name: 'ท่านที่ 1' }).getByLabel('โทรศัพท์');
  const recorded = (text: string | RegExp = /./) => page.locator('output.done', { hasText: text }).waitFor();
  const pickOffice = async (name: string, on = page) => {
    await officeField(on).fill(`${name} · เชียงใหม่`);
    // As long as its list is open it is all that is read out.
    await officeField(on).press('Tab');
    await said(on).waitFor();
  };
  const receive = async (day: string, time: string) => {
    await page.getByLabel('ได้รับวันที่').fill(day);
    await page.getByLabel('เวลา (ชั่วโมง').fill(time);
  };
  const record = (name = 'บันทึกแบบตอบรับ') => page.getByRole('button', { name }).click();
  const takeBack = async (reason: string) => {
    await said().getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    const dialog = page.getByRole('dialog', { name: 'ถอนคำตอบนี้' });
    await dialog.getByLabel('เหตุผลที่ถอน').fill(reason);
    await dialog.getByRole('button', { name: 'ถอนคำตอบนี้' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const invitationOf = async (organisationClass: string): Promise<Invitation> => {
    const { items } = (await staff.desk.ask(
      `/api/v1/meetings/${meeting.id}/invitations?class=${organisationClass}`,
    )) as { items: Invitation[] };
    return items[0] as Invitation;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-console-'));
    sink = await startMailSink();
    sala = await startSala(folder, sink.url, () => undefined);
    link = await NatsLink.open('console-test', sala.natsUrl);
    stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    staff = await signInStaff(sala.origin);
    await staff.coordinator.ask('/api/v1/sites', { method: 'PUT', json: { sites } });
    await staff.coordinator.ask('/api/v1/organisations', { method: 'PUT', json: { organisations } });
    await staff.coordinator.ask('/api/v1/meetings', { method: 'POST', json: meeting });
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/check-calendar`, {
      method: 'PUT',
      json: { ...calendar, firstDay: '2016-11-07', noticeHours: 0 },
    });
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
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['ภาพรวมการตอบรับ']);
    expect(await page.title()).toContain(meeting.title.th);
    await page.getByRole('banner').getByText(meeting.title.th).waitFor();
    await page.getByRole('rowheader', { name: 'เชียงใหม่' }).waitFor();
  });

  it('takes in a fax, which the board then counts', async () => {
    await open('บันทึกแบบตอบรับ');
    await pickOffice(officeNamed('revenue'));
    await receive('๗/๑๑/๒๕๕๙', '09.30 น.');
    await page.getByText('7 พฤศจิกายน พ.ศ. 2559').waitFor();
    await firstName().fill('ผู้แทนหน่วยงาน');
    await firstPhone().fill('0 5311 2233 ต่อ 12');
    await record();
    await recorded();
    await open('ภาพรวมการตอบรับ');
    await eventually(async () => expect(await headline()).toEqual(['1', '8']));
    expect((await invitationOf('revenue')).response).toMatchObject({
      receivedAt: '2016-11-07T02:30:00.000Z',
      attendees: [{ phone: '0 5311 2233 ต่อ 12' }],
    });
  });

  it('shows what an office has said, and keeps all of it that is not changed', async () => {
    await open('บันทึกแบบตอบรับ');
    await pickOffice(officeNamed('revenue'));
    await eventually(async () => expect(await firstPhone().inputValue()).toBe('0 5311 2233 ต่อ 12'));
    await page.getByLabel('หมายเหตุ').fill('มาถึงช้าสิบนาที');
    await receive('7/11/2016', '9:45');
    await record();
    await recorded();
    expect((await invitationOf('revenue')).response).toMatchObject({
      note: 'มาถึงช้าสิบนาที',
      attendees: [{ name: 'ผู้แทนหน่วยงาน', phone: '0 5311 2233 ต่อ 12' }],
    });
  });

  it('says before and after that an older fax does not count, and keeps it', async () => {
    await pickOffice(officeNamed('revenue'));
    await receive('7/11/2559', '09:05');
    await page.getByRole('radio', { name: 'ไม่เข้าร่วม' }).check();
    await page.getByText('หน่วยงานตอบมาหลังจากเวลาที่ได้รับแบบตอบรับนี้แล้ว').waitFor();
    await record('เก็บไว้เป็นหลักฐาน');
    await recorded('ไม่ใช้คำตอบนี้');
    expect((await invitationOf('revenue')).response?.answer).toBe('attend');
  });

  it('takes an answer back, with its reason, so that the one before counts', async () => {
    await pickOffice(officeNamed('revenue'));
    await takeBack('บันทึกผิดหน่วยงาน');
    await eventually(async () => expect((await invitationOf('revenue')).response?.note).toBeUndefined());
    await said().getByText('บันทึกผิดหน่วยงาน').waitFor({ state: 'attached' });
  });

  it('says what is wrong with a fax, and keeps the form', async () => {
    await pickOffice(officeNamed('revenue'));
    await receive('9/11/2559', '09:30');
    await record();
    await page.locator('form .notice[role=alert]').waitFor();
    const told = await page.locator('form .notice[role=alert]').textContent();
    expect(told).toContain('ได้รับ');
    expect(told).not.toMatch(/receivedAt|\d{4}-\d\d-\d\dT/);
    expect(await page.getByLabel('ได้รับวันที่').inputValue()).toBe('9/11/2559');
  });

  it('shows what somebody else has entered meanwhile, and asks before that is replaced', async () => {
    await pickOffice(officeNamed('governor'));
    await firstName().fill('ที่พิมพ์ไว้');
    const { id } = await invitationOf('governor');
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, {
      method: 'PUT',
      json: { content: { answer: 'decline', attendees: [] }, channel: 'phone', receivedAt: '2016-11-07T02:20:00.000Z' },
    });
    await receive('7/11/2559', '09:40');
    await record();
    await said().getByText('ไม่เข้าร่วม').waitFor();
    expect(await firstName().inputValue()).toBe('ที่พิมพ์ไว้');
    await record();
    await recorded();
    expect((await invitationOf('governor')).response).toMatchObject({
      answer: 'attend',
      attendees: [{ name: 'ที่พิมพ์ไว้' }],
    });
  });

  it('begins with what an office says now, however often it is picked, and keeps nothing of an answer that was taken back', async () => {
    const [name, phone] = [firstName(), firstPhone()];
    await pickOffice(officeNamed('governor'));
    await eventually(async () => expect(await name.inputValue()).toBe('ที่พิมพ์ไว้'));
    await officeField().fill('');
    const { id } = await invitationOf('governor');
    const content = { answer: 'attend', attendees: [{ name: 'คนใหม่', phone: '053 112 708' }] };
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, {
      method: 'PUT',
      json: { content, channel: 'phone', receivedAt: '2016-11-07T02:50:00.000Z' },
    });
    await pickOffice(officeNamed('governor'));
    await eventually(async () =>
      expect([await name.inputValue(), await phone.inputValue()]).toEqual(['คนใหม่', '053 112 708']),
    );
    await page.getByLabel('หมายเหตุ').fill('เพิ่มภายหลัง');
    await receive('7/11/2559', '09:50');
    await record();
    await recorded();
    // Known to the minute only: it corrects what came in that minute.
    expect((await invitationOf('governor')).response).toMatchObject({
      ...content,
      note: 'เพิ่มภายหลัง',
      receivedAt: '2016-11-07T02:50:00.001Z',
    });
    await pickOffice(officeNamed('governor'));
    await eventually(async () => expect(await page.getByLabel('หมายเหตุ').inputValue()).toBe('เพิ่มภายหลัง'));
    await name.fill('ผู้อื่น');
    await takeBack('บันทึกผิด');
    await eventually(async () =>
      expect([
        await name.inputValue(),
        await phone.inputValue(),
        await page.getByLabel('หมายเหตุ').inputValue(),
      ]).toEqual(['คนใหม่', '053 112 708', '']),
    );
    await page.getByRole('button', { name: 'ขณะนี้' }).click();
    await eventually(async () => expect(await page.getByLabel('เวลา (ชั่วโมง').inputValue()).toMatch(/^\d\d:\d\d:\d\d$/));
  });

  it('changes while it is looked at, without a reload', async () => {
    await open('ภาพรวมการตอบรับ');
    await eventually(async () => expect(await headline()).toEqual(['2', '8']));
    const { id } = await invitationOf('industry');
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, {
      method: 'PUT',
      json: { content: { answer: 'decline', attendees: [] }, channel: 'phone', receivedAt: '2016-11-07T02:45:00.000Z' },
    });
    await eventually(async () => expect(await headline()).toEqual(['3', '8']));
  });

  it('comes back to the live board after its stream was answered by an error', async () => {
    let refused = 0;
    const stream = '**/board/stream';
    await page.route(stream, async (route) => {
      refused += 1;
      await (refused > 2
        ? route.continue()
        : route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }));
    });
    await open('ยังไม่ตอบ');
    await open('ภาพรวมการตอบรับ');
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
    await page.getByRole('dialog', { name: 'เข้าสู่ระบบ' }).getByText('หมดเวลาใช้งานแล้ว').waitFor();
    await signIn(page, admin.email, admin.password);
    await eventually(async () => expect(await page.getByLabel('หมายเหตุ').inputValue()).toBe('ยังไม่ได้ส่ง'));
    await record();
    await recorded();
  });

  it('keeps one stream for all tabs, which goes on when the tab that had it is closed', async () => {
    const context = await browser.newContext({ locale: 'th-TH' });
    let streams = 0;
    context.on('request', (request) => (streams += request.url().endsWith('/board/stream') ? 1 : 0));
    const first = watched(await context.newPage());
    await first.goto(`${sala.origin}${placeOf('board')}`);
    await signIn(first, admin.email, admin.password);
    await first.getByText('ข้อมูลสด').waitFor();
    const second = watched(await context.newPage());
    await second.goto(`${sala.origin}${placeOf('board')}`);
    await second.getByText('ข้อมูลสด').waitFor();
    expect(streams).toBe(1);
    await first.close();
    await eventually(() => Promise.resolve(expect(streams).toBe(2)));
    const { id } = await invitationOf('agriculture');
    const before = Number((await headline(second))[0]);
    await staff.desk.ask(`/api/v1/invitations/${id}/response`, {
      method: 'PUT',
      json: { content: { answer: 'decline', attendees: [] }, channel: 'phone', receivedAt: '2016-11-07T02:46:00.000Z' },
    });
    await eventually(async () => expect(Number((await headline(second))[0])).toBe(before + 1));
    await context.close();
  });

  it('stays at the same meeting and page over a reload', async () => {
    const second = { ...meeting, id: 'another-meeting', title: { th: 'การประชุมอื่น', en: 'Another meeting' } };
    await staff.coordinator.ask('/api/v1/meetings', { method: 'POST', json: second });
    await page.reload();
    await page.getByLabel('เลือกการประชุม').selectOption({ label: second.title.th });
    await page.getByRole('banner').getByText('ฉบับร่าง').waitFor();
    // A draft has no desk yet: what is prepared of it is in view.
    await page.getByRole('heading', { level: 1, name: 'ข้อมูลการประชุม' }).waitFor();
    await open('หนังสือเชิญ');
    await page.reload();
    await eventually(async () =>
      expect([await page.getByLabel('เลือกการประชุม').inputValue(), await page.title()]).toEqual([
        second.id,
        expect.stringContaining(second.title.th),
      ]),
    );
    expect(await page.getByRole('link', { name: 'หนังสือเชิญ' }).getAttribute('aria-current')).toBe('page');
    await page.getByLabel('เลือกการประชุม').selectOption({ label: meeting.title.th });
    await page.getByRole('banner').getByText('ประกาศแล้ว').waitFor();
    expect(new URL(page.url()).pathname).toBe(placeOf('letter'));
  });

  it('says of a page that a draft does not have yet when it opens', async () => {
    const early = watched(await page.context().newPage());
    await early.goto(`${sala.origin}/meetings/another-meeting/desk`);
    await early.getByText('เปิดใช้เมื่อประกาศการประชุมแล้ว').waitFor();
    await early.close();
  });

  it('takes whoever follows a link of the earlier form to the page that it meant', async () => {
    const old = watched(await page.context().newPage());
    await old.goto(`${sala.origin}/#/${meeting.id}/callList`);
    await old.getByRole('heading', { level: 1, name: 'รายชื่อที่ต้องโทร' }).waitFor();
    expect(new URL(old.url()).pathname).toBe(placeOf('call-list'));
    await old.close();
  });

  it('says that a page is not there, and leads on', async () => {
    const lost = watched(await page.context().newPage());
    await lost.goto(`${sala.origin}/meetings/no-such-meeting/board`);
    await lost.getByRole('heading', { level: 1, name: 'ไม่พบหน้านี้' }).waitFor();
    const led = lost.getByRole('navigation').getByRole('link', { name: 'ยังไม่ตอบ' });
    // To a meeting that is there, which is the one that is answered.
    await led.click();
    await lost.getByRole('heading', { level: 1, name: 'ยังไม่ตอบ' }).waitFor();
    expect(await lost.getByRole('heading', { name: 'ไม่พบหน้านี้' }).count()).toBe(0);
    await lost.goBack();
    await lost.getByRole('link', { name: 'ไปหน้าแรก' }).click();
    await lost.getByRole('heading', { level: 1, name: 'ภาพรวมการตอบรับ' }).waitFor();
    await lost.close();
  });

  it('goes to the page that was asked for once somebody has signed in, with the focus where a reader begins', async () => {
    const outside = await newPage(1280, 'light', placeOf('silent'));
    await signIn(outside, admin.email, admin.password);
    await outside.getByRole('heading', { level: 1, name: 'ยังไม่ตอบ' }).waitFor();
    await open('การทดสอบสัญญาณ', outside);
    await eventually(async () =>
      expect(await outside.evaluate(() => document.activeElement?.textContent)).toBe('การทดสอบสัญญาณ'),
    );
    await outside.context().close();
  });

  it('lists the silent offices and no others, and says when a search finds none', async () => {
    await open('ยังไม่ตอบ');
    const rows = page.getByRole('table').getByRole('rowheader');
    await eventually(async () => expect(await rows.count()).toBe(4));
    const byProvince = page.getByRole('columnheader', { name: 'จังหวัด' });
    await byProvince.getByRole('button').click();
    expect(await byProvince.getAttribute('aria-sort')).toBe('ascending');
    await page.getByLabel('ค้นหาหน่วยงาน').fill('ไม่มีชื่อนี้');
    await page.getByText('ไม่พบหน่วยงานตามคำค้น').waitFor();
    expect(await page.getByRole('main').getByText('ตอบแล้ว', { exact: false }).count()).toBe(0);
  });

  it('plans the check of the site that an office comes to, once it was asked', async () => {
    await open('การทดสอบสัญญาณ');
    await page.getByRole('button', { name: 'จัดตารางทดสอบ' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'จัดตารางและส่งนัด' }).click();
    await page.getByRole('cell').getByText('นัดแล้ว', { exact: true }).waitFor();
  });

  it('shows what an absence would move before it does, and takes a time that is agreed with a site on the telephone', async () => {
    const booked = async () => {
      const { items } = (await staff.desk.ask(`/api/v1/meetings/${meeting.id}/checks?state=booked`)) as ReturnOf<
        typeof ListChecks
      >;
      return items[0];
    };
    const save = async () => {
      await page.getByRole('button', { name: 'บันทึกเจ้าหน้าที่' }).click();
      await page.getByText('บันทึกข้อมูลของ นางสาวทดสอบ แล้ว').waitFor();
    };
    const workOut = async (changes: RegExp) => {
      await open('แผนการทดสอบ');
      await page.getByRole('button', { name: 'คำนวณแผน' }).click();
      await page.getByRole('status').filter({ hasText: changes }).waitFor();
      await page.getByText('ตรวจพิสูจน์แล้วว่าไม่มีแผนใดจัดได้มากกว่านี้').waitFor();
    };
    const use = async () => {
      await page.getByRole('button', { name: 'ใช้แผนนี้' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'ใช้แผนนี้' }).click();
      await page.getByText('ใช้แผนแล้ว').waitFor();
    };
    await open('เจ้าหน้าที่ทดสอบ');
    await page.getByRole('button', { name: 'เพิ่มเจ้าหน้าที่' }).click();
    await page.getByRole('button', { name: 'บันทึกเจ้าหน้าที่' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'ชื่อ' }).waitFor();
    await page.getByLabel('ชื่อ–นามสกุล').fill('นางสาวทดสอบ');
    await save();
    await workOut(/เปลี่ยนเฉพาะห้องหรือเจ้าหน้าที่ 1 /);
    await use();
    const before = await booked();
    expect(before).toMatchObject({ technicianId: expect.any(String), appointment: 1 });

    const [year, month, day] = (before?.startsAt ?? '').slice(0, 10).split('-').map(Number);
    await open('เจ้าหน้าที่ทดสอบ');
    await page.getByRole('button', { name: 'แก้ไข นางสาวทดสอบ' }).click();
    await page.getByRole('button', { name: 'เพิ่มวันที่ไม่อยู่' }).click();
    await page.getByLabel('ไม่อยู่ครั้งที่ 1 วันแรก').fill(`${day}/${month}/${(year ?? 0) + 543}`);
    await save();
    await workOut(/ย้ายเวลา 1 /);
    expect(await booked()).toEqual(before);
    await use();
    const after = await booked();
    expect(after).toMatchObject({ id: before?.id, appointment: 2 });
    expect(after?.startsAt.slice(0, 10)).not.toBe(before?.startsAt.slice(0, 10));

    await open('การทดสอบสัญญาณ');
    await page.getByRole('cell').or(page.getByRole('rowheader')).getByRole('link').first().click();
    await page.getByRole('button', { name: 'หาเวลาว่างขณะคุยโทรศัพท์' }).click();
    await page
      .getByRole('button', { name: /^ย้ายไป / })
      .last()
      .click();
    await page.getByText('ตกลงเวลากับจุดเชื่อมต่อแล้ว').waitFor();
    expect(await booked()).toMatchObject({ appointment: 3, agreed: true });
    await open('แผนการทดสอบ');
    await page.getByRole('button', { name: 'คำนวณแผน' }).click();
    await page.getByText('ไม่มีสิ่งที่ต้องเปลี่ยน').waitFor();
  });

  const siteLink = () => page.getByRole('rowheader').getByRole('link', { name: sites[0]?.name.th ?? '', exact: true });

  it('writes down what is known of a site, is told at each field what is wrong, and sees what is missing', async () => {
    await open('การทดสอบสัญญาณ');
    await siteLink().click();
    await page.getByText('ยังขาดข้อมูล 9 รายการ').waitFor();
    await page.getByRole('link', { name: 'แก้ไขข้อมูลจุดเชื่อมต่อ' }).click();
    const part = (name: string) => page.getByRole('group', { name, exact: true });
    const dial = part('ช่องทางที่ 1').getByLabel('หมายเลขหรือลิงก์สำหรับโทรเข้า');
    await dial.fill('ห้องประชุมใหญ่');
    await part('เจ้าหน้าที่เทคนิคคนที่ 1').getByLabel('ชื่อ–นามสกุล').fill('นางสาวตัวอย่าง หนึ่ง');
    await part('เจ้าหน้าที่เทคนิคคนที่ 1').getByLabel('โทรศัพท์มือถือ').fill('๐๘ ๑๐๐๐ ๐๐๐๑');
    await page.getByRole('button', { name: 'เพิ่มอุปกรณ์' }).click();
    await part('อุปกรณ์ที่ 1').getByLabel('ยี่ห้อ').fill('Example');
    await part('อุปกรณ์ที่ 1').getByLabel('ปีที่ได้มา').fill('๒๕๕๕');
    await page.getByRole('button', { name: 'บันทึกข้อมูล' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'โปรดแก้ไข' });
    await summary.getByRole('link').click();
    expect(await dial.evaluate((element) => element === document.activeElement)).toBe(true);
    await dial.fill('๒๐๓.๐.๑๑๓.๑๐ ## 1234');
    await page.getByRole('button', { name: 'บันทึกข้อมูล' }).click();
    await recorded('บันทึกแล้ว');
    expect(await dial.inputValue()).toBe('203.0.113.10##1234');
    expect(await part('อุปกรณ์ที่ 1').getByLabel('ปีที่ได้มา').inputValue()).toBe('2555');

    // Somebody else writes meanwhile: nothing of either is lost.
    const path = '/api/v1/sites/th-50/dossier';
    const { dossier, revision } = (await staff.coordinator.ask(path)) as KeptDossier;
    const theirs = { dossier: { ...dossier, seats: 80 }, expectedRevision: revision };
    await staff.coordinator.ask(path, { method: 'PUT', json: theirs });
    await page.getByLabel('ชื่อห้องและชั้น').fill('ห้องประชุม 1 ชั้น 4');
    await page.getByRole('button', { name: 'บันทึกข้อมูล' }).click();
    await page.getByText('80 ที่นั่ง').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'บันทึกของฉันแทน' }).click();
    await recorded('บันทึกแล้ว');
    await page.getByRole('link', { name: 'กลับไปหน้าจุดเชื่อมต่อ' }).click();
    await page.getByRole('link', { name: '๐๘ ๑๐๐๐ ๐๐๐๑' }).waitFor();
  });

  it('enters what became of a check on a phone: goes on measuring while it is not settled, then corrects it with a reason', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('link', { name: 'บันทึกผล' }).click();
    const step = (name: string) => page.getByRole('group', { name, exact: true });
    await page.getByRole('button', { name: 'ใช่ทุกข้อที่ยังไม่ได้ตอบ' }).click();
    await step('ทางสำรองใช้ได้').getByLabel('ยังไม่ได้ลอง').check();
    const samples = page.getByLabel('ผลวัดเป็นช่วง ช่วงละ 20 วินาที');
    await samples.fill('1000, 0, 48, 6\n1000, 0, 50, 7');
    await page.getByRole('button', { name: 'ดูผลตัดสินก่อนบันทึก' }).click();
    await page.getByText('โปรดวัดต่ออีกประมาณ 1 ช่วง').waitFor();
    await page.getByRole('button', { name: 'บันทึกผล' }).click();
    await page.getByRole('alert').filter({ hasText: 'ยังไม่พอตัดสิน' }).waitFor();
    await samples.fill('sent,lost,rtt,jitter\n1000,0,48,6\n1000,0,50,7\n๑๐๐๐,๐,๔๙,๖');
    await page.getByRole('button', { name: 'ดูผลตัดสินก่อนบันทึก' }).click();
    await page.getByText('สัญญาณดี', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'บันทึกผล' }).click();
    await page.getByRole('alert').filter({ hasText: 'การทดสอบนี้ยังไม่เริ่ม' }).waitFor();
    const { items } = (await staff.desk.ask(`/api/v1/meetings/${meeting.id}/checks?state=booked`)) as ReturnOf<
      typeof ListChecks
    >;
    await stepper.moveTo(items[0]?.endsAt ?? '');
    await page.getByRole('button', { name: 'บันทึกผล' }).click();
    await recorded('บันทึกแล้ว: ผ่าน');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

    await step('ไม่มีเสียงสะท้อน').getByLabel('ไม่', { exact: true }).check();
    await page.getByLabel('หมายเหตุ: ไม่มีเสียงสะท้อน').fill('ได้ยินเสียงตนเองตลอด');
    await page.getByRole('button', { name: 'แก้ไขผล' }).click();
    await page.getByRole('alert').filter({ hasText: 'โปรดแก้ไข' }).getByRole('link', { name: 'เหตุผล' }).waitFor();
    await page.getByLabel('เหตุผลที่แก้ไข').fill('บันทึกผิดจุดเชื่อมต่อ');
    await page.getByRole('button', { name: 'แก้ไขผล' }).click();
    await recorded('บันทึกแล้ว: ไม่ผ่าน');
    await page.getByText('บันทึกผิดจุดเชื่อมต่อ').waitFor();
    await page.getByText('ลดเสียงลำโพง').waitFor();
    await page.getByRole('region', { name: 'นัดทดสอบอีกครั้ง' }).getByRole('button', { name: /^นัด / }).first().click();
    await recorded('บันทึกแล้ว: ไม่ผ่าน');
    await page.setViewportSize({ width: 1280, height: 900 });
    await open('การทดสอบสัญญาณ');
    await page.getByRole('cell').getByText('นัดแล้ว', { exact: true }).waitFor();
    await page.getByRole('cell').getByText('ครั้งล่าสุด: ไม่ผ่าน (เสียงสะท้อน)').waitFor();
    await page.getByRole('region', { name: 'สิ่งที่ต้องทำต่อ' }).getByText('เจ้าหน้าที่เทคนิคไม่ครบ').waitFor();
    await page.getByRole('link', { name: 'รายการทดสอบรายวัน' }).click();
    await page.getByRole('cell').getByText('H.323 203.0.113.10##1234').first().waitFor();
    await page.getByRole('cell').getByText('นางสาวตัวอย่าง หนึ่ง').first().waitFor();
  });

  it('hands what is known of sites out as a list, and shows what one that comes in would change before it is kept', async () => {
    await open('การทดสอบสัญญาณ');
    await page.getByRole('link', { name: 'นำเข้าและส่งออกข้อมูลจุดเชื่อมต่อ' }).click();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'ส่งออก CSV' }).click(),
    ]);
    const list = await readFile(await saved.path(), 'utf8');
    expect(list).toContain('203.0.113.10##1234');
    await page
      .getByLabel('ไฟล์ที่จะนำเข้า')
      .setInputFiles({
        name: 'sites.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(list.replace('ห้องประชุม 1 ชั้น 4', 'ห้องประชุม 2 ชั้น 4')),
      });
    await page.getByRole('cell').getByText('ชื่อห้องและชั้น').waitFor();
    await page.getByRole('button', { name: 'บันทึก 1 แห่ง' }).click();
    await recorded('บันทึกแล้ว 1 แห่ง');
  });

  it('says all at once what is missing at the desk, and leads to each', async () => {
    await open('บันทึกแบบตอบรับ');
    await record();
    const summary = page.getByRole('alert').filter({ hasText: 'โปรดแก้ไข' });
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await summary.getByRole('link').allTextContents()).toEqual([
      'หน่วยงาน',
      'ชื่อ–นามสกุล (ท่านที่ 1)',
      'ได้รับวันที่ (วัน/เดือน/ปี)',
    ]);
    await summary.getByRole('link').last().click();
    expect(await page.getByLabel('ได้รับวันที่').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'เปิดปฏิทิน' }).click();
    await page.getByRole('dialog').getByRole('grid').waitFor();
    await page.keyboard.press('Enter');
    await eventually(async () =>
      expect(await page.getByLabel('ได้รับวันที่').inputValue()).toMatch(/^\d{1,2}\/\d{1,2}\/25\d\d$/),
    );
  });

  it('looks for what is typed among all offices, a page at a time, and no late answer takes the place of a newer one', async () => {
    const asked: URL[] = [];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const late = officeNamed('revenue').slice(0, 12);
    await page.route('**/invitations?*', async (route) => {
      const url = new URL(route.request().url());
      asked.push(url);
      if (url.searchParams.get('q') === late) await released;
      await route.continue();
    });
    await page.goto(`${sala.origin}${placeOf('desk')}`);
    const options = () => page.getByRole('option').allTextContents();
    await officeField().fill(late);
    await eventually(() => asked.some(({ searchParams }) => searchParams.get('q') === late));
    await officeField().fill(officeNamed('industry'));
    const newer = [`${officeNamed('industry')} · เชียงใหม่`];
    await eventually(async () => expect(await options()).toEqual(newer));
    release();
    await page.waitForLoadState('networkidle');
    expect(await options()).toEqual(newer);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await officeField().inputValue()).toBe(newer[0]);
    await said().waitFor();
    expect(asked.every(({ searchParams }) => Number(searchParams.get('limit')) <= 50)).toBe(true);
    await page.unroute('**/invitations?*');
    await open('ภาพรวมการตอบรับ');
  });

  it('takes a heap of scans by keyboard: one with its QR code opens its office, the next one inherits none', async () => {
    await open('บันทึกแบบตอบรับ');
    const [first, second] = ['tourism-sports', 'social-security'].map(officeNamed);
    const { id } = await invitationOf('tourism-sports');
    const withCode = scannedPage(`${sala.origin}/r/${id}.1.c2lnbmF0dXJl`);
    const withoutCode = scannedPage();
    const pane = page.getByRole('region', { name: 'ภาพสแกนของแบบตอบรับ' });
    const scan = (name: string) => pane.getByRole('listitem').filter({ hasText: name });
    const press = async (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) => {
      await within.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('แนบภาพสแกน');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      pane.getByLabel('เลือกภาพสแกน').press('Space'),
    ]);
    const mimeType = 'image/png';
    await chooser.setFiles([
      { name: 'one.png', mimeType, buffer: withCode },
      { name: 'two.png', mimeType, buffer: withoutCode },
      { name: 'page.png', mimeType, buffer: Buffer.from('<html>') },
    ]);
    await said().waitFor();
    expect(await officeField().inputValue()).toContain(first);
    await scan('one.png').getByText(`ของ ${first}`).waitFor();
    await scan('two.png').getByText('โปรดเลือกหน่วยงานของภาพนี้').waitFor();
    await scan('page.png').getByText('ไม่ได้รับไว้').waitFor();
    await scan('page.png').getByText('ดูจากเนื้อไฟล์').waitFor();
    // Beside the form stands its own paper, and not the one that came last.
    await pane.getByRole('region', { name: 'one.png' }).waitFor();
    await receive('7/11/2559', '9.50');
    await firstName().focus();
    await page.keyboard.type('ผู้แทนตามแบบ');
    await page.keyboard.press('Enter');
    await recorded(first);

    await eventually(async () => expect(await officeField().inputValue()).toBe(''));
    expect(await scan('one.png').count()).toBe(0);
    const { response } = await invitationOf('tourism-sports');
    expect(response?.scans).toMatchObject([
      { contentType: 'image/png', sha256: createHash('sha256').update(withCode).digest('hex') },
    ]);
    await pickOffice(second ?? '');
    await press(/^เป็นของ/, scan('two.png'));
    await scan('two.png').getByText(`ของ ${second}`).first().waitFor();
    await firstName().focus();
    await page.keyboard.type('ผู้แทนของอีกหน่วยงาน');
    await page.keyboard.press('Enter');
    await recorded(second);
    expect((await invitationOf('social-security')).response?.scans).toHaveLength(1);

    await page.goto(`${sala.origin}${placeOf(`invited/${id}`)}`);
    const link = page.getByRole('link', { name: 'ภาพสแกน 1 (PNG)' });
    const answer = await page.request.get(`${sala.origin}${await link.getAttribute('href')}`);
    expect(Buffer.compare(await answer.body(), withCode)).toBe(0);
  });

  it('draws faxes as fax servers write them, page by page, reads whose they are, and says which cannot be shown', async () => {
    await open('บันทึกแบบตอบรับ');
    const office = officeNamed('tourism-sports');
    const { id } = await invitationOf('tourism-sports');
    const [cover, form] = [faxRows(), faxRows(`${sala.origin}/r/${id}.1.c2lnbmF0dXJl`)];
    const pane = page.getByRole('region', { name: 'ภาพสแกนของแบบตอบรับ' });
    const scan = (name: string) => pane.getByRole('listitem').filter({ hasText: name });
    await page.getByRole('button', { name: 'แนบภาพสแกน' }).click();
    const input = page.locator('.scans input[type=file]');
    await input.waitFor({ state: 'attached' });
    const tiff = (packing: Packing, pages = [cover, form], height?: number) => ({
      name: `${packing}${height ?? ''}.tif`,
      mimeType: 'image/tiff',
      buffer: faxTiff(packing, pages, height),
    });
    await input.setInputFiles([
      tiff('fax4'),
      ...(['fax3', 'none', 'lzw', 'deflate'] as const).map((packing) => tiff(packing, [form])),
      { name: 'fax.pdf', mimeType: 'application/pdf', buffer: faxPdf(form) },
    ]);
    for (const name of ['fax4.tif', 'fax3.tif', 'none.tif', 'lzw.tif', 'deflate.tif', 'fax.pdf'])
      await scan(name).getByText(`· ของ ${office}`).waitFor();
    await pane.getByRole('region', { name: 'fax4.tif' }).getByRole('img', { name: 'หน้า 1' }).waitFor();
    await pane.getByRole('button', { name: 'หน้าถัดไป' }).click();
    const drawn = pane.getByRole('img', { name: 'หน้า 2' });
    const shape = async () =>
      await drawn.evaluate((canvas) => (canvas as HTMLCanvasElement).height / (canvas as HTMLCanvasElement).width);
    expect(await shape()).toBeCloseTo(2200 / 1728, 1);
    await pane.getByRole('button', { name: 'หมุนภาพ' }).click();
    expect(await shape()).toBeCloseTo(1728 / 2200, 1);
    await pane.getByRole('button', { name: 'ขยาย' }).click();

    await input.setInputFiles([tiff('fax4', [form], 4_000_000_000)]);
    await scan('fax44000000000.tif').getByText('โปรดเลือกหน่วยงานของภาพนี้').waitFor();
    await pane.getByText('แสดงไฟล์นี้หรือหน้าที่เหลือข้างแบบไม่ได้').waitFor();
    await open('ภาพรวมการตอบรับ');
  });

  it('opens the office of a scan without a list over the form, and says of one that is invited no more that nothing is recorded of it', async () => {
    await open('บันทึกแบบตอบรับ');
    const { id } = await invitationOf('industry');
    await staff.coordinator.ask(`/api/v1/invitations/${id}`, { method: 'DELETE' });
    await page.getByRole('button', { name: 'แนบภาพสแกน' }).click();
    const input = page.locator('.scans input[type=file]');
    await input.waitFor({ state: 'attached' });
    await officeField().focus();
    const buffer = scannedPage(`${sala.origin}/r/${id}.1.c2lnbmF0dXJl`);
    await input.setInputFiles({ name: 'gone.png', mimeType: 'image/png', buffer });
    // While a list is open nothing else is read out.
    await page.getByRole('alert').filter({ hasText: 'หน่วยงานนี้ถูกถอนคำเชิญแล้ว' }).waitFor();
  });

  it('changes the own password, says what is wrong with it, and signs out everywhere', async () => {
    const email = 'viewer@ega.example';
    await page.evaluate(
      async (body) =>
        (
          await fetch('/api/v1/staff', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).text(),
      { email, name: 'ผู้ดู', roles: ['viewer'], password },
    );
    const own = await newPage();
    await signIn(own, email, password);
    await own.getByRole('link', { name: 'ผู้ดู', exact: true }).click();
    const change = async (repeated: string) => {
      await own.getByLabel('รหัสผ่านปัจจุบัน').fill(password);
      await own.getByLabel('รหัสผ่านใหม่', { exact: true }).fill('โต๊ะไม้สักเก่า 9 ตัวใต้ถุนบ้าน');
      await own.getByLabel('รหัสผ่านใหม่อีกครั้ง').fill(repeated);
      await own.getByRole('button', { name: 'เปลี่ยนรหัสผ่าน' }).click();
    };
    await change('อย่างอื่น');
    await own.getByRole('alert').getByText('ไม่เหมือนกัน').waitFor();
    await change('โต๊ะไม้สักเก่า 9 ตัวใต้ถุนบ้าน');
    await own.getByText('เปลี่ยนรหัสผ่านแล้ว').waitFor();
    await own.getByRole('button', { name: 'ออกจากระบบทุกเครื่อง' }).click();
    await own.getByRole('dialog').getByRole('button', { name: 'ออกจากระบบทุกเครื่อง' }).click();
    await own.getByRole('heading', { level: 1, name: 'เข้าสู่ระบบ' }).waitFor();
    await own.context().close();
  });

  it('begins afresh for somebody else, in every tab', async () => {
    const context = await browser.newContext({ locale: 'th-TH' });
    const [first, second] = [watched(await context.newPage()), watched(await context.newPage())];
    await first.goto(`${sala.origin}${placeOf('desk')}`);
    await signIn(first, admin.email, admin.password);
    await pickOffice(officeNamed('revenue'), first);
    await second.goto(`${sala.origin}${placeOf('board')}`);
    await second.getByRole('button', { name: 'ออกจากระบบ' }).click();
    await first.getByRole('heading', { level: 1, name: 'เข้าสู่ระบบ' }).waitFor();
    await signIn(first, admin.email, admin.password);
    await eventually(async () => expect(await officeField(first).inputValue()).toBe(''));
    await second.getByRole('heading', { level: 1, name: 'ภาพรวมการตอบรับ' }).waitFor();
    await context.close();
  });

  it('follows a site as it joins by the bridge, is lost and comes back, with what is wrong there and what is next', async () => {
    await open('การเชื่อมต่อวันประชุม');
    await page.getByRole('button', { name: 'เปิดห้อง', exact: true }).click();
    await page.getByText('เปิดห้องตั้งแต่').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'เชียงใหม่' });
    await row.getByRole('link').click();
    const aside = page.getByRole('complementary', { name: /^จุดเชื่อมต่อ: / });
    const stands = async (state: string) => {
      await aside.locator('p').getByText(state, { exact: true }).waitFor();
      await row.locator('.badge').getByText(state, { exact: true }).waitFor();
    };
    await stands('รอเรียก');
    await aside.getByRole('button', { name: 'เริ่มเรียก' }).press('Enter');
    await stands('กำลังเชื่อมต่อ');
    const address = await aside.getByRole('link', { name: /^http/ }).getAttribute('href');
    expect((await fetch(address ?? '')).status).toBe(200);
    await stands('เชื่อมต่อแล้ว');
    await sala.orderBridge({ order: 'drop', roomId: `sala-${meeting.id}`, userId: 'th-50' });
    await stands('สายหลุด');
    await row.getByText('โทรตาม แล้วเรียกใหม่').waitFor();
    expect((await fetch(address ?? '')).status).toBe(200);
    await stands('เชื่อมต่อแล้ว');
    await aside.getByLabel('อาการ').selectOption({ label: 'ไม่มีเสียง' });
    await aside.getByLabel('รายละเอียด').fill('ไมโครโฟนตัวที่ 2');
    await aside.getByRole('button', { name: 'บันทึกเหตุขัดข้อง' }).click();
    await row.getByText('ไม่มีเสียง').waitFor();
    await aside.getByRole('button', { name: 'แก้ไขได้แล้ว' }).click();
    await row.getByText('ไม่มีเสียง').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'บันทึกเหตุขัดข้อง', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'ไม่มีเสียง: ไมโครโฟนตัวที่ 2' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'สายหลุด' }).getByText('ยังไม่สิ้นสุด').count()).toBe(0);
  });

  it('is told when bridges have too few ports for the sites, links between them counted, and hands the dial plan out', async () => {
    await open('การเชื่อมต่อวันประชุม');
    await page.getByRole('link', { name: 'แผนการเรียกสาย', exact: true }).click();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press('เพิ่มเครื่อง');
    await press('บันทึกแผน');
    await page.getByRole('alert').getByRole('link', { name: 'จำนวนช่องของเครื่องที่ 1' }).click();
    await page.getByLabel('จำนวนช่องของเครื่องที่ 1').fill('๒');
    await press('เพิ่มเครื่อง');
    await page.getByLabel('จำนวนช่องของเครื่องที่ 2').fill('1');
    await press('บันทึกแผน');
    const { items } = (await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/conference-day`)) as {
      items: unknown[];
    };
    const told = items.length > 1 ? page.getByText('โปรดเพิ่มเครื่องหรือจำนวนช่อง') : page.getByText('ใช้ได้จริง 1 ช่อง');
    await told.waitFor();
    await page.getByLabel('จำนวนช่องของเครื่องที่ 1').fill('90');
    await press('บันทึกแผน');
    await page.getByText('ใช้ได้จริง 89 ช่อง').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), press('บันทึกเป็น CSV')]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('ลำดับ,รอบ,เวลา');
    expect(text).toContain('MCU 1');
  });

  it('gives a focal point the pages of its role, confined to its province, and no others', async () => {
    const email = 'focal@th-50.example';
    const focalPoint = { email, name: 'ผู้ประสานงานจังหวัด', roles: ['focal-point'], provinceCode: 'TH-50', password };
    const added = await page.evaluate(
      async (body) =>
        (
          await fetch('/api/v1/staff', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).text(),
      focalPoint,
    );
    expect(added).toContain(email);
    const focal = await newPage();
    await signIn(focal, email, password);
    await focal.getByLabel('เลือกการประชุม').selectOption({ label: meeting.title.th });
    await focal.getByRole('table').first().waitFor();
    expect(await focal.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'การประชุมทั้งหมด',
      'ภาพรวมการตอบรับ',
      'หน่วยงานและคำตอบ',
      'ยังไม่ตอบ',
      'บันทึกแบบตอบรับ',
      'อีเมลเข้า',
      'รายชื่อที่ต้องโทร',
      'ความเห็น',
      'อีเมลที่ส่ง',
      'การทดสอบสัญญาณ',
      'ลงทะเบียนผู้เข้าร่วม',
      'การเชื่อมต่อวันประชุม',
      'รายงานและปิดการประชุม',
      'รายชื่อและเอกสาร',
      'ประวัติการประชุม',
    ]);
    await open('การทดสอบสัญญาณ', focal);
    await focal.getByRole('table').waitFor();
    expect(await focal.getByRole('button', { name: 'จัดตารางทดสอบ' }).count()).toBe(0);
    await open('บันทึกแบบตอบรับ', focal);
    await pickOffice(officeNamed('governor'), focal);
    await said(focal).getByRole('button', { name: 'ถอนคำตอบนี้' }).waitFor();
    await focal.context().close();
  });

  describe('for everybody', () => {
    // Each language, each colour scheme, the narrowest and a wide screen, on every page; words are longer in English.
    it.each([
      ['th', 320, 'dark', []],
      ['en', 1920, 'light', [320, 1024]],
    ] as const)(
      'in %s at %i px, %s, nothing runs over the edge, and no rule of accessibility is broken',
      async (language, width, colorScheme, others) => {
        const narrow = await newPage(width, colorScheme);
        await signIn(narrow, admin.email, admin.password);
        await speak(language, narrow);
        const links = narrow.getByRole('navigation').getByRole('link');
        await links.first().waitFor();
        const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
        const look = async (where: string | null) => {
          await eventually(async () => expect(await narrow.getByText(/^(Loading…|กำลังโหลด…)$/).count()).toBe(0));
          for (const also of [...others, width]) {
            if (others.length > 0) await narrow.setViewportSize({ width: also, height: 900 });
            expect([
              where,
              also,
              await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth),
            ]).toEqual([where, also, 0]);
          }
          const broken = await narrow.evaluate(
            `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
          );
          expect([where, broken]).toEqual([where, []]);
        };
        for (let index = 0; index < (await links.count()); index += 1) {
          const title = await links.nth(index).textContent();
          await links.nth(index).click();
          await narrow.getByRole('heading', { level: 1, name: title ?? '', exact: true }).waitFor();
          await look(title);
        }
        const site = placeOf('checks/sites/th-50');
        const { items } = (await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/checks`)) as ReturnOf<
          typeof ListChecks
        >;
        for (const place of [
          site,
          `${site}/dossier`,
          `${site}/results/${items[0]?.id}`,
          placeOf('checks/limits'),
          placeOf('checks/days'),
          placeOf('checks/dossiers'),
          `${placeOf('joining')}#th-50`,
          placeOf('joining/plan'),
          placeOf('joining/faults'),
        ]) {
          await narrow.goto(`${sala.origin}${place}`);
          await narrow.getByRole('heading', { level: 2 }).first().waitFor();
          await look(place);
        }
        await narrow.goto(`${sala.origin}/account`);
        await narrow.getByRole('heading', { level: 2 }).waitFor();
        await look('account');
        await narrow.context().close();
      },
    );

    let signedIn: BrowserContext;
    beforeAll(async () => {
      const first = await newPage();
      await signIn(first, admin.email, admin.password);
      await first.getByRole('navigation').getByRole('link').first().waitFor();
      signedIn = first.context();
    });
    afterAll(() => signedIn.close());

    it.each([
      'basics',
      'letter',
      'offices',
      'review',
      'paper',
      'board',
      'invited',
      'silent',
      'desk',
      'call-list',
      'checks',
      'joining',
    ])('the page %s comes with at most 250 kB, gzipped', async (path) => {
      const loading = watched(await signedIn.newPage());
      // What is asked of it is all counted: nothing comes out of a cache.
      await loading.route('**', (route) => route.continue());
      const files = new Map<string, Promise<number>>();
      const onTheirWay = new Set<Request>();
      loading.on('request', (request) => onTheirWay.add(request));
      loading.on('requestfinished', (request) => onTheirWay.delete(request));
      loading.on('requestfailed', (request) => onTheirWay.delete(request));
      const assets = () => [...onTheirWay].filter((request) => new URL(request.url()).pathname.startsWith('/assets/'));
      loading.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.startsWith('/assets/') || pathname === placeOf(path))
          files.set(
            pathname,
            response.body().then((body) => gzipSync(body).length),
          );
      });
      await loading.goto(`${sala.origin}${placeOf(path)}`);
      await loading.getByRole('navigation').getByRole('link').first().waitFor();
      await eventually(async () => expect(await loading.getByText(/^กำลังโหลด…$/).count()).toBe(0));
      await eventually(async () => {
        await loading.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(null))));
        expect(assets()).toEqual([]);
      });
      const bytes = (await Promise.all(files.values())).reduce((sum, each) => sum + each, 0);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(250_000);
      await loading.close();
    });
  });

  it('speaks English to whoever asks for it', async () => {
    await open('บันทึกแบบตอบรับ');
    await speak('en', page);
    await page.getByRole('heading', { level: 1, name: 'Reply desk' }).waitFor();
    expect(await page.title()).toContain(meeting.title.en);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('never broke its content security policy, and no script failed', () => expect(reports).toEqual([]));
});
