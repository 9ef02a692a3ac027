import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ChangeMeeting, exampleResponseContent, GetMeeting, RecordDeskReply } from '#contracts';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { chromiumArguments, chromiumPath, eventually, freePort, type MailSink, startMailSink } from '#testing';
import { Stepper } from '../tools/rehearsal/quiet.js';
import { admin, type RunningSala, signInStaff, type Staff, startSala } from '../tools/rehearsal/stage.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

const twoProvinces = () => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  const of = ['th-50', 'th-51'];
  return {
    meeting,
    calendar,
    sites: sites.filter(({ id }) => of.includes(id)),
    organisations: organisations
      .filter(({ siteId }) => of.includes(siteId))
      .map((each) => ({ ...each, phone: '0 5311 2222 ต่อ 15' })),
  };
};

inBrowser('the offices of a meeting, in the console', () => {
  const { meeting, sites, organisations, calendar } = twoProvinces();
  const revenue = organisations.find(({ id, provinceCode }) => id.includes('revenue') && provinceCode === 'TH-50');
  const inbound = 'answers@sala.example';
  let inboundPort: number;
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let stepper: Stepper;
  let staff: Staff;
  /** The page of a mail that came. */
  let cameAt = '';
  let browser: Browser;
  let page: Page;
  const reports: string[] = [];
  const invitations = async (query = '') =>
    (
      (await staff.desk.ask(`/api/v1/meetings/${meeting.id}/invitations?limit=1000${query}`)) as {
        items: {
          id: string;
          extensions?: object[];
          status: string;
          organisation: { email?: string; name: { th: string } };
        }[];
      }
    ).items;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  /** By how much something runs over the edge, and which rules of accessibility are broken. */
  const flaws = async (): Promise<readonly [number, unknown]> => {
    const source = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const broken = await page.evaluate(
      `${source}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    return [over, broken];
  };
  const count = (text: string) => page.getByRole('main').locator('output', { hasText: text }).waitFor();
  const rows = () => page.getByRole('table').getByRole('rowheader');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sala-replies-'));
    sink = await startMailSink();
    inboundPort = await freePort();
    sala = await startSala(folder, sink.url, () => undefined, {
      SALA_INBOUND_ADDRESS: inbound,
      SALA_INBOUND_SMTP: `127.0.0.1:${inboundPort}`,
      SALA_ANNOUNCE_ALONE: '3',
    });
    link = await NatsLink.open('replies-test', sala.natsUrl);
    stepper = new Stepper(link);
    await stepper.moveTo('2016-11-07T02:00:00.000Z');
    await sala.startServices();
    staff = await signInStaff(sala.origin);
    await staff.coordinator.ask('/api/v1/sites', { method: 'PUT', json: { sites } });
    await staff.coordinator.ask('/api/v1/organisations', { method: 'PUT', json: { organisations } });
    await staff.coordinator.ask('/api/v1/meetings', { method: 'POST', json: meeting });
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/check-calendar`, { method: 'PUT', json: calendar });
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/announcement`, { method: 'POST', json: {} });
    await stepper.quiet();
    browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
    page = await (await browser.newContext({ locale: 'th-TH', viewport: { width: 1280, height: 900 } })).newPage();
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && reports.push(message.text()));
    page.on('pageerror', (error) => reports.push(error.message));
    await page.goto(sala.origin);
    await page.getByRole('textbox', { name: 'อีเมล' }).fill(admin.email);
    await page.getByLabel('รหัสผ่าน').fill(admin.password);
    await press('เข้าสู่ระบบ');
    await page.locator('.headline').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await link?.close();
    await sala?.stop();
    await sink?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('are led to from a number of the board, found by parts of a name, and the address can be shared', async () => {
    await page.getByRole('link', { name: 'ลำพูน 0/8', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'หน่วยงานและคำตอบ' }).waitFor();
    await count('8 หน่วยงาน');
    expect(new URL(page.url()).searchParams.get('provinceCode')).toBe('TH-51');
    await page.getByLabel('จังหวัด', { exact: true }).selectOption({ label: 'ทั้งหมด' });
    await count('16 หน่วยงาน');
    await page.getByLabel('ค้นหา').fill('พากร ชียงให');
    await count('1 หน่วยงาน');
    await page.reload();
    await count('1 หน่วยงาน');
    expect(await rows().allTextContents()).toEqual([expect.stringContaining(revenue?.name.th ?? '')]);
  });

  it('get more time, a province at once, after it was shown how many that concerns', async () => {
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited?provinceCode=TH-50`);
    await page.getByLabel('เลือกทุกหน่วยงานในรายการนี้').check();
    await press('ขยายเวลาตอบรับ');
    const dialog = page.getByRole('dialog', { name: 'ขยายเวลาตอบรับ' });
    await dialog.getByLabel('ตอบได้ถึงวันที่').fill('๒๑/๑๑/๒๕๕๙');
    await dialog.getByLabel('เหตุผล').fill('น้ำท่วม');
    await dialog.getByRole('button', { name: 'ดูว่ามีผลกับกี่หน่วยงาน' }).click();
    await dialog.getByText('มีผลกับ 8 หน่วยงาน').waitFor();
    await dialog.getByRole('button', { name: 'ขยายเวลาตอบรับ' }).click();
    await page.getByText('เรียบร้อย 8 หน่วยงาน').waitFor({ state: 'visible' });
    expect((await invitations()).filter(({ extensions }) => extensions !== undefined)).toHaveLength(8);
  });

  it('get one contact together, once, after it was shown how many that concerns', async () => {
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited?provinceCode=TH-51`);
    const dialog = page.getByRole('dialog', { name: 'กำหนดผู้ติดต่อ' });
    const ask = async () => {
      await page.getByLabel('เลือกทุกหน่วยงานในรายการนี้').check();
      await press('กำหนดผู้ติดต่อ');
      await dialog.getByLabel('ชื่อ–นามสกุล').fill('นายสมมติ ทดสอบ');
      await dialog.getByLabel('โทรศัพท์', { exact: true }).fill('0 5355 1111 ต่อ 9');
    };
    const look = () => dialog.getByRole('button', { name: 'ดูว่ามีผลกับกี่หน่วยงาน' }).click();
    await ask();
    await dialog.getByLabel('หน้าที่', { exact: true }).selectOption('technical');
    await dialog.getByLabel('อีเมล').fill('somebody@gmail.com');
    await dialog.getByText('gmail.com เป็นอีเมลของผู้ให้บริการฟรี').waitFor();
    await dialog.getByLabel('อีเมล').fill('somebody');
    await look();
    await dialog.getByRole('alert').getByRole('link', { name: 'อีเมล' }).click();
    expect(await dialog.getByLabel('อีเมล').evaluate((input) => input === document.activeElement)).toBe(true);
    await dialog.getByLabel('อีเมล').fill('');
    await look();
    await dialog.getByText('มีผลกับ 8 หน่วยงาน').waitFor();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await flaws()).toEqual([0, []]);
    }
    await dialog.getByRole('button', { name: 'กำหนดผู้ติดต่อ' }).click();
    await page.getByText('เรียบร้อย 8 หน่วยงาน').waitFor();
    await ask();
    await dialog.getByLabel('หน้าที่', { exact: true }).selectOption('technical');
    await look();
    await dialog.getByText('อีก 8 หน่วยงานไม่เปลี่ยน').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByText('นายสมมติ ทดสอบ').first().waitFor();
  });

  it('have a page each: whom to ring, what was noted of a call, what was said, and all that happened', async () => {
    const [office] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited/${office?.id}`);
    await page.getByRole('heading', { level: 2, name: revenue?.name.th ?? '' }).waitFor();
    expect(await page.getByRole('link', { name: '0 5311 2222 ต่อ 15' }).first().getAttribute('href')).toBe(
      'tel:053112222,15',
    );
    await press('บันทึกผลการโทร');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('ไม่มีผู้รับสาย').check();
    await dialog.getByLabel('หมายเหตุ').fill('พักกลางวัน');
    await dialog.getByRole('button', { name: 'บันทึก', exact: true }).click();
    await page.getByText('พักกลางวัน').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'ขยายเวลาตอบรับ' }).filter({ hasText: 'น้ำท่วม' }).waitFor();
    await page.getByRole('cell', { name: 'เซิร์ฟเวอร์รับแล้ว' }).first().waitFor();

    await press('ถอนคำเชิญ');
    await page.getByRole('dialog').getByLabel('เหตุผล').fill('เชิญซ้ำ');
    await page.getByRole('dialog').getByRole('button', { name: 'ดูว่ามีผลกับกี่หน่วยงาน' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ถอนคำเชิญ' }).click();
    await page.getByRole('button', { name: 'เชิญอีกครั้ง' }).click();
    const before = sink.messages.length;
    await page.getByRole('dialog').getByRole('button', { name: 'ดูว่ามีผลกับกี่หน่วยงาน' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'เชิญอีกครั้ง' }).click();
    await page.getByRole('link', { name: 'บันทึกแบบตอบรับของหน่วยงานนี้' }).waitFor();
    await stepper.quiet();
    expect(sink.messages.length - before).toBe(1);

    await page.getByRole('link', { name: 'บันทึกแบบตอบรับของหน่วยงานนี้' }).click();
    await page.getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'หน่วยงาน', exact: true }).inputValue()).toContain(
      revenue?.name.th ?? '-',
    );
  });

  it('have their own letter and form as one document, for those that lost them', async () => {
    const [office] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited/${office?.id}`);
    await press('ทำหนังสือเชิญและแบบตอบรับสำหรับพิมพ์');
    await page.getByText('เสร็จแล้ว', { exact: true }).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), press('ดาวน์โหลด')]);
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
    const { items } = (await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/print-runs`)) as {
      items: { invitationId?: string; written: number }[];
    };
    expect(items).toMatchObject([{ invitationId: office?.id, written: 1 }]);
    expect(await flaws()).toEqual([0, []]);
  });

  it('are known by their opinions, which came by fax, are found, and withdrawn with a reason', async () => {
    const [office] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited/${office?.id}`);
    for (const text of ['ควรสำรวจปีละสองครั้ง', 'แบบสำรวจยาวเกินไป']) {
      await press('บันทึกความเห็น');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('ช่องทาง').selectOption({ label: 'โทรสาร' });
      await dialog.getByRole('button', { name: 'ขณะนี้' }).click();
      await dialog.getByLabel('ความเห็น', { exact: true }).fill(text);
      await dialog.getByRole('button', { name: 'บันทึก', exact: true }).click();
      await page.getByText('บันทึกความเห็นแล้ว').waitFor();
    }
    await page.getByText('ควรสำรวจปีละสองครั้ง').waitFor();
    await page.goto(`${sala.origin}/meetings/${meeting.id}/opinions`);
    await count('2 ความเห็น');
    await page.getByLabel('ค้นหา').fill('ปีละสองครั้ง');
    await count('1 ความเห็น');
    await page.getByRole('link', { name: revenue?.name.th ?? '' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'แบบสำรวจยาว' })
      .getByRole('button', { name: 'ถอนความเห็น' })
      .click();
    await page.getByRole('dialog').getByLabel('เหตุผล').fill('ของหน่วยงานอื่น');
    await page.getByRole('dialog').getByRole('button', { name: 'ถอนความเห็น' }).click();
    await eventually(async () => expect(await page.getByText('แบบสำรวจยาวเกินไป').count()).toBe(0));
    await stepper.quiet();
    await page.reload();
    await page.getByRole('listitem').filter({ hasText: 'ถอนความเห็น' }).filter({ hasText: 'ของหน่วยงานอื่น' }).waitFor();
  });

  it('write mails, which wait in the inbox with the office that they are of, until their answer is entered at the desk', async () => {
    const [office] = (await invitations('&provinceCode=TH-51')).slice(-1);
    const { email = '', name = { th: '-' } } = office?.organisation ?? {};
    const sent = sink.messages.find(({ to }) => to.includes(email));
    const raw = [
      `From: ${email}`,
      `To: ${inbound}`,
      'Subject: =?utf-8?B?4LiC4Lit4LmE4Lih4LmI4LmA4LiC4LmJ4Liy4Lij4LmI4Lin4Lih?=',
      `In-Reply-To: ${sent?.parsed.messageId ?? ''}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'สำนักงานติดราชการ จึงขอไม่เข้าร่วมประชุม',
      '--b',
      'Content-Type: image/png; name="form.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      '--b--',
      '',
    ].join('\r\n');
    await createTransport({ host: '127.0.0.1', port: inboundPort, ignoreTLS: true }).sendMail({
      envelope: { from: email, to: inbound },
      raw,
    });
    await stepper.quiet();
    await page.goto(`${sala.origin}/meetings/${meeting.id}/inbox`);
    await page.getByText('รอดู 1').waitFor();
    await page.getByRole('link', { name: 'ขอไม่เข้าร่วม', exact: true }).click();
    await page.getByText('สำนักงานติดราชการ จึงขอไม่เข้าร่วมประชุม').waitFor();
    await page.getByText('ทราบจากอีเมลที่ตอบกลับ').waitFor();
    await page.getByRole('link', { name: 'บันทึกคำตอบจากอีเมลนี้' }).click();
    await page.getByRole('button', { name: 'แนบ form.png เป็นหลักฐาน' }).click();
    await eventually(async () =>
      expect(await page.getByRole('combobox', { name: 'หน่วยงาน', exact: true }).inputValue()).toContain(name.th),
    );
    expect(await page.getByLabel('ช่องทาง').inputValue()).toBe('e-mail');
    expect(await page.getByLabel('ได้รับวันที่').inputValue()).toBe('7/11/2559');
    await page.getByRole('button', { name: /^เป็นของ / }).click();
    await page.getByLabel('ไม่เข้าร่วม').check();
    await press('บันทึกแบบตอบรับ');
    await page.getByText('บันทึกคำตอบของอีเมลนี้แล้ว').waitFor();
    await page.getByRole('link', { name: 'กลับไปอีเมลเข้า' }).click();
    await page.getByText('ไม่มีอีเมลในรายการนี้').waitFor();
    await page.getByLabel('ดำเนินการแล้ว', { exact: true }).check();
    await page.getByRole('link', { name: 'ขอไม่เข้าร่วม', exact: true }).click();
    await page.getByText(/^บันทึกคำตอบแล้ว · /).waitFor();
    cameAt = new URL(page.url()).pathname.split('/').slice(3).join('/');
    await page.goto(`${sala.origin}/meetings/${meeting.id}/invited/${office?.id}`);
    await page.getByRole('link', { name: 'ขอไม่เข้าร่วม', exact: true }).waitFor();
    await stepper.quiet();
  });

  it('ask for another hall until that is decided, and are asked to confirm once the day is another', async () => {
    const { id: meetingId, ...content } = meeting;
    const { revision } = await staff.coordinator.send(GetMeeting, { meetingId });
    const halls = { bySite: [{ siteId: 'th-51', seats: 1 }] };
    const form = { fields: { otherSite: 'optional' as const }, halls };
    const asking = { meetingId, content: { ...content, form }, expectedRevision: revision };
    await staff.coordinator.send(ChangeMeeting, asking);
    const [office] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    const [first] = await invitations('&provinceCode=TH-51');
    const fax = { channel: 'fax', receivedAt: '2016-11-07T02:00:00.000Z' } as const;
    for (const [of, otherSite] of [
      [first, undefined],
      [office, 'ลำพูน ใกล้กว่า'],
    ] as const)
      await staff.desk.send(RecordDeskReply, {
        invitationId: of?.id ?? '',
        content: { ...exampleResponseContent, ...(otherSite !== undefined && { otherSite }) },
        ...fax,
      });
    const asks = `${sala.origin}/meetings/${meetingId}/invited?asksOtherSite=true`;
    await page.goto(`${sala.origin}/meetings/${meetingId}/invited`);
    await page.getByRole('link', { name: 'ขอไปห้องประชุมอื่น (1)' }).click();
    await count('1 หน่วยงาน');
    await page.getByRole('link', { name: revenue?.name.th ?? '' }).click();
    await page.getByText('หน่วยงานขอไปห้องประชุมอื่น: ลำพูน ใกล้กว่า').waitFor();
    const act = 'กำหนดห้องประชุมของหน่วยงานนี้';
    await press(act);
    const hall = sites.find(({ id }) => id === 'th-51');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('จังหวัดของห้องประชุม').selectOption({ label: 'ลำพูน' });
    await dialog.getByLabel('ห้องประชุม', { exact: true }).selectOption({ label: hall?.name.th ?? '' });
    await dialog.getByText('ที่นั่ง 1 มีผู้ได้ที่นั่งแล้ว 1 คน').waitFor();
    await dialog.getByLabel('เหตุผล').fill('ใกล้กว่าจริง');
    await dialog.getByRole('button', { name: act }).click();
    await page.getByText('บันทึกห้องประชุมแล้ว · รายชื่อสำรอง ลำดับที่ 1').waitFor();
    await page.getByText(/เข้าร่วม · รายชื่อสำรอง 1 · /).waitFor();
    await page.getByText(`จุดเชื่อมต่อ ${hall?.name.th}`).waitFor();
    await page.getByRole('link', { name: 'บันทึกแบบตอบรับของหน่วยงานนี้' }).click();
    await page
      .getByRole('region', { name: 'คำตอบของหน่วยงานที่บันทึกไว้' })
      .getByText(/รายชื่อสำรอง 1/)
      .waitFor();
    await page.goto(asks);
    await count('0 หน่วยงาน');

    await stepper.moveTo('2016-11-08T02:00:00.000Z');
    await page.goto(`${sala.origin}/meetings/${meetingId}/basics`);
    await page.getByLabel('วันเริ่มประชุม').fill('24/11/2559');
    await page.getByLabel('วันสิ้นสุด').fill('24/11/2559');
    await press('ดูผลของการแก้ไข');
    expect(await dialog.getByRole('checkbox').isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'ยืนยันการแก้ไข' }).click();
    await page.locator('output.done', { hasText: 'บันทึกแล้ว' }).waitFor();
    await page.goto(`${sala.origin}/meetings/${meetingId}/invited/${office?.id}`);
    await page.getByText('ยังไม่ยืนยัน').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'ย้ายห้องประชุม' }).filter({ hasText: 'ใกล้กว่าจริง' }).waitFor();
    await press('บันทึกว่ายืนยันแล้ว');
    await dialog.getByRole('button', { name: 'ขณะนี้' }).click();
    await dialog.getByRole('button', { name: 'บันทึกว่ายืนยันแล้ว' }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.getByText('ยังไม่ยืนยัน').count()).toBe(0));
  });

  it('have their mails seen, sent again, paused, and reminders looked at ahead and sent by hand', async () => {
    const dialog = page.getByRole('dialog');
    const at = (place: string) => page.goto(`${sala.origin}/meetings/${meeting.id}/${place}`);
    await at('mails');
    await page.getByRole('heading', { level: 1, name: 'อีเมลที่ส่ง' }).waitFor();
    await page.getByRole('rowheader', { name: 'หนังสือเชิญ' }).waitFor();
    await page.getByLabel('ค้นหาผู้รับ').fill('พากร ชียงให');
    await page.getByLabel('เรื่อง', { exact: true }).selectOption({ label: 'ยืนยันคำตอบ' });
    await page
      .getByRole('link', { name: revenue?.name.th ?? '' })
      .first()
      .click();
    await page.getByRole('heading', { level: 2, name: revenue?.name.th ?? '' }).waitFor();
    await press('ดูเนื้อความ');
    await page.getByText('/r/…').waitFor();
    let before = sink.messages.length;
    await press('ส่งอีกครั้ง');
    await dialog.getByLabel(/ส่งไปที่อยู่อื่น/).fill('other@chiang-mai.example');
    await dialog.getByRole('button', { name: 'ส่งอีกครั้ง' }).click();
    await page.getByText('สั่งให้ส่งอีกครั้งแล้ว').waitFor();
    await stepper.quiet();
    expect(sink.messages.slice(before).map(({ to }) => to)).toEqual([['other@chiang-mai.example']]);

    const [told] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    await at(`invited/${told?.id}`);
    await press('ข้อความสำหรับ LINE');
    expect(await dialog.getByLabel('ข้อความ', { exact: true }).inputValue()).toMatch(/\/r\/inv-\S+$/);
    await dialog.getByRole('button', { name: 'คัดลอก' }).click();
    await dialog.getByText(/^คัดลอก(?:แล้ว|เองไม่ได้)/).waitFor();
    await dialog.getByRole('button', { name: 'ปิด' }).click();
    await page.getByRole('link', { name: 'หลักฐานการแจ้งหน่วยงานนี้' }).click();
    const left = page.getByRole('listitem').filter({ hasText: 'เซิร์ฟเวอร์อีเมลรับไว้ · หนังสือเชิญ' }).first();
    await left.getByText(/^250 /).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'หน่วยงานตอบ' }).first().waitFor();
    const saving = page.waitForEvent('download');
    await left.getByRole('button', { name: 'บันทึกอีเมลต้นฉบับ' }).click();
    const original = await readFile(await (await saving).path());
    const hash = createHash('sha256').update(original).digest('hex');
    expect(await left.locator('code').textContent()).toBe(hash);
    const json = await page.request.get(`${sala.origin}/api/v1/invitations/${told?.id}/notice-proof`);
    expect(JSON.stringify(await json.json())).toContain(hash);

    await at('mails');
    await press('พักการส่งอีเมล');
    await dialog.getByLabel('เรื่อง').selectOption({ label: 'เตือนให้ตอบรับ' });
    await dialog.getByLabel('เหตุผล').fill('กำหนดการอาจเลื่อน');
    await dialog.getByRole('button', { name: 'พักการส่งอีเมล' }).click();
    await page.getByRole('listitem').filter({ hasText: 'กำหนดการอาจเลื่อน' }).waitFor();
    await page.reload();
    await page.getByRole('navigation').getByText('พักการส่งอยู่').waitFor();
    await at('ahead');
    await page.getByRole('row').filter({ hasText: 'พักการส่งอยู่' }).first().waitFor();
    await page.getByRole('button', { name: 'ดูรายชื่อ' }).first().click();
    await page
      .getByRole('cell', { name: /^ไม่ได้รับ · พักการส่งอยู่/ })
      .first()
      .waitFor();
    await stepper.moveTo('2016-11-12T02:00:00.000Z');
    await at('mails');
    await press('ให้ส่งต่อ');
    await eventually(async () => expect(await page.getByText('กำหนดการอาจเลื่อน').count()).toBe(0));
    const overdue = page.getByRole('region', { name: 'อีเมลที่ค้างส่งเกินเวลา' });
    await eventually(async () => {
      await page.reload();
      await overdue.waitFor({ timeout: 2_000 });
      return true;
    });
    await overdue.getByRole('button', { name: 'ไม่ส่ง' }).click();
    await dialog.getByRole('button', { name: 'ไม่ส่ง' }).click();
    await overdue.waitFor({ state: 'detached' });

    await at('remind');
    const boxes = page.getByRole('table').getByRole('checkbox');
    await boxes.first().waitFor();
    const silent = await boxes.count();
    await boxes.first().uncheck();
    await page.getByRole('button', { name: 'ดูตัวอย่าง' }).first().click();
    await dialog.getByText('/r/…').waitFor();
    await dialog.getByRole('button', { name: 'ปิด' }).click();
    before = sink.messages.length;
    await press(`ส่งอีเมลเตือนถึง ${silent - 1} หน่วยงาน`);
    await dialog.getByRole('button', { name: 'ส่งอีเมลเตือน' }).click();
    await page.getByText(`สั่งส่งอีเมลเตือนแล้ว ${silent - 1} หน่วยงาน`).waitFor();
    await stepper.quiet();
    expect(sink.messages.length - before).toBe(silent - 1);
    await at('history');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'ส่งอีเมลเตือนโดยเจ้าหน้าที่' })
      .filter({ hasText: `จำนวนอีเมลเตือน: ${silent - 1}` })
      .first()
      .waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'พักการส่งอีเมล' })
      .filter({ hasText: 'กำหนดการอาจเลื่อน' })
      .first()
      .waitFor();
  });

  it('are told something by an announcement to a chosen part, which a second person releases', async () => {
    const dialog = page.getByRole('dialog');
    const at = (place: string) => page.goto(`${sala.origin}/meetings/${meeting.id}/${place}`);
    await at('announcements');
    await page.getByRole('link', { name: 'เขียนประกาศ' }).click();
    const thai = page.getByRole('group', { name: 'ภาษาไทย' });
    await thai.getByLabel('หัวเรื่อง').fill('เปลี่ยนทางเข้าที่จอดรถ');
    await thai.getByLabel('เนื้อความ').fill('โปรดใช้ **ประตู 3** {{ไม่มี}}');
    await page.getByLabel('คำตอบ', { exact: true }).selectOption({ label: 'ยังไม่ตอบ' });
    const boxes = page.getByRole('table').getByRole('checkbox', { disabled: false });
    await boxes.first().waitFor();
    await page.getByRole('button', { name: 'ดูตัวอย่าง' }).first().click();
    await thai.getByText(/ไม่มี/).last().waitFor();
    expect(await dialog.count()).toBe(0);
    await thai.getByLabel('เนื้อความ').fill('โปรดใช้ **ประตู 3** ในวันประชุม');
    await page.getByRole('button', { name: 'ดูตัวอย่าง' }).first().click();
    await dialog.getByText('โปรดใช้ ประตู 3 ในวันประชุม').waitFor();
    await dialog.getByRole('button', { name: 'ปิด' }).click();
    await boxes.first().uncheck();
    const many = (await boxes.count()) - 1;
    const before = sink.messages.length;
    await press(`ส่งถึง ${many} หน่วยงาน`);
    await dialog.getByRole('button', { name: 'ส่งให้อีกคนหนึ่งอนุมัติ' }).click();
    await page.getByText('รับประกาศไว้แล้ว', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'ประกาศทั้งหมด' }).click();
    const one = page.getByRole('article').filter({ hasText: 'เปลี่ยนทางเข้าที่จอดรถ' });
    await one.getByText('คุณเป็นผู้เขียน', { exact: false }).waitFor();
    expect(await one.getByRole('button', { name: 'อนุมัติให้ส่ง' }).count()).toBe(0);
    await one.getByRole('button', { name: 'ถอนประกาศ' }).click();
    await dialog.getByLabel('เหตุผล').fill('ผิดวัน');
    await dialog.getByRole('button', { name: 'ถอนประกาศ' }).click();
    await one.getByText('ถอนแล้ว ไม่ได้ส่ง').waitFor();
    const invitationIds = (await invitations()).filter(({ status }) => status === 'issued').map(({ id }) => id);
    await staff.coordinator.ask(`/api/v1/meetings/${meeting.id}/announcements`, {
      method: 'POST',
      json: { announcementId: 'parking', words: { th: { subject: 'ที่จอดรถ', text: 'ชั้น 2' } }, invitationIds },
    });
    const other = page.getByRole('article').filter({ hasText: 'ประกาศที่ 2 · ที่จอดรถ' });
    await other.getByRole('button', { name: 'อนุมัติให้ส่ง' }).click();
    await dialog.getByRole('button', { name: 'อนุมัติให้ส่ง' }).click();
    await other.getByText('อนุมัติแล้ว', { exact: true }).waitFor();
    await stepper.quiet();
    const left = sink.messages.slice(before).map(({ parsed }) => parsed.subject);
    expect(new Set(left)).toEqual(new Set(['ที่จอดรถ']));
    await other.getByText(`ส่งแล้ว ${left.length}`, { exact: false }).waitFor();
    await one.getByRole('button', { name: 'ดูรายชื่อหน่วยงาน' }).click();
    await one.getByRole('table', { name: 'หน่วยงานที่ได้รับประกาศนี้' }).waitFor();
    await at('history');
    await page.getByRole('listitem').filter({ hasText: 'เขียนประกาศถึงหน่วยงาน' }).first().waitFor();
  });

  it('get mails in the meeting’s own words, seen while they are typed, tried out and taken back', async () => {
    const dialog = page.getByRole('dialog');
    await page.goto(`${sala.origin}/meetings/${meeting.id}/wording`);
    await page.getByRole('link', { name: 'เตือนให้ตอบรับ ไทย' }).click();
    const text = page.getByLabel('เนื้อความ');
    const usual = await text.inputValue();
    await text.fill('ขอเรียนเตือน **ด่วน** ');
    await page.getByText(/ยังไม่มี {{ตารางรายละเอียด}}/).waitFor();
    await page.getByRole('button', { name: 'ชื่อหน่วยงาน', exact: true }).click();
    for (const part of ['ตารางรายละเอียด', 'ลิงก์ตอบรับ']) await press(`¶ ${part}`);
    expect(await text.inputValue()).toBe('ขอเรียนเตือน **ด่วน** {{ชื่อหน่วยงาน}}\n\n{{ตารางรายละเอียด}}\n\n{{ลิงก์ตอบรับ}}');
    await page.getByLabel('หน่วยงานตัวอย่าง').fill('พากร ชียงให');
    await page
      .getByRole('button', { name: /^ใช้ .*สรรพากร/ })
      .first()
      .click();
    const preview = page.getByRole('region', { name: 'ตัวอย่างตามที่เขียนอยู่' });
    await preview.getByText(`ขอเรียนเตือน ด่วน ${revenue?.name.th ?? ''}`).waitFor();
    await preview.getByLabel('กรณี').selectOption({ label: 'วันสุดท้าย' });
    await preview.getByText('วันนี้เป็นวันสุดท้ายของการตอบรับ', { exact: false }).first().waitFor();
    const [tab] = await Promise.all([page.waitForEvent('popup'), press('ดูแบบที่ผู้รับเห็น (แท็บใหม่)')]);
    await tab
      .getByText(revenue?.name.th ?? '')
      .first()
      .waitFor();
    await tab.close();
    await press('บันทึกข้อความ');
    await page.getByText('บันทึกแล้ว ใช้กับอีเมลที่ยังไม่ได้ส่ง').waitFor();
    await press('ส่งอีเมลทดสอบ');
    const before = sink.messages.length;
    await dialog.getByRole('button', { name: 'ส่งอีเมลทดสอบ' }).click();
    await page.getByText(`ส่งอีเมลทดสอบถึง ${admin.email} แล้ว`).waitFor();
    expect(sink.messages.slice(before).map(({ to, parsed }) => [to[0], parsed.subject?.slice(0, 7)])).toEqual([
      [admin.email, '[ทดสอบ]'],
    ]);
    await press('กลับไปใช้ข้อความของระบบ');
    await dialog.getByRole('button', { name: 'กลับไปใช้ข้อความของระบบ' }).click();
    await page.getByText('ใช้ข้อความของระบบแล้ว').waitFor();
    await eventually(async () => expect(await text.inputValue()).toBe(usual));
    await page.getByText('ฉบับก่อนหน้า').click();
    await page.getByRole('button', { name: 'นำฉบับนี้มาแก้ ฉบับที่ 1' }).click();
    expect(await text.inputValue()).toContain('ด่วน');
    await page.goto(`${sala.origin}/meetings/${meeting.id}/history`);
    await page.getByRole('listitem').filter({ hasText: 'แก้ข้อความอีเมล' }).first().waitFor();
  });

  it('are told of to other systems, which administrators add: the secret is seen once', async () => {
    const dialog = page.getByRole('dialog');
    await page.getByRole('link', { name: 'ระบบปลายทาง (webhook)' }).click();
    const address = page.getByLabel('ที่อยู่ (URL)');
    const add = page.getByRole('button', { name: 'เพิ่มระบบปลายทาง' });
    await page.getByRole('checkbox', { name: 'หน่วยงานตอบ response.recorded' }).check();
    for (const [url, said] of [
      ['http://messages.example/', 'ต้องเป็นที่อยู่ที่เข้ารหัส'],
      ['https://10.0.0.1/', 'ที่อยู่นี้อยู่ในเครือข่ายปิด'],
    ] as const) {
      await address.fill(url);
      await add.click();
      await page.getByText(said, { exact: false }).waitFor();
    }
    await address.fill('https://messages.example/sala');
    await add.click();
    await dialog.getByText(/^whsec_/).waitFor();
    await dialog.getByRole('button', { name: 'จดไว้แล้ว' }).click();
    const one = page.getByRole('article', { name: 'https://messages.example/sala' });
    await one.getByRole('button', { name: 'หยุดส่ง' }).click();
    await one.getByText(/^หยุดส่งโดยเจ้าหน้าที่/).waitFor();
    await one.getByRole('button', { name: 'ดูข้อความ' }).click();
    await one.getByText('ไม่มีข้อความ').waitFor();
    expect(await page.getByText(/whsec_/).count()).toBe(0);
  });

  it.each([320, 1280])('stay within the edges at %i px, without a broken rule of accessibility', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const [office] = await invitations(`&q=${encodeURIComponent('สรรพากร เชียงใหม่')}`);
    const mail = `mails/${meeting.id}.${office?.id}.invitation.1`;
    const places = [
      'board',
      'invited',
      `invited/${office?.id}`,
      `invited/${office?.id}/notice`,
      'call-list',
      'opinions',
      'mails',
      mail,
      'ahead',
      'remind',
      'announcements',
      'announcements/new',
      'wording',
      'wording/invitation/th',
      'inbox',
      'inbox?view=addresses',
      cameAt,
      '/system/webhooks',
    ];
    for (const place of places) {
      await page.goto(`${sala.origin}${place.startsWith('/') ? '' : `/meetings/${meeting.id}/`}${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await eventually(async () => expect(await page.getByText(/^กำลังโหลด…$/).count()).toBe(0));
      expect([place, ...(await flaws())]).toEqual([place, 0, []]);
      if (width === 320) continue;
      // Words are longer in English.
      await page.getByLabel('Language').selectOption('en');
      await eventually(async () => expect(await page.getByText(/^(Loading…|กำลังโหลด…)$/).count()).toBe(0));
      for (const also of [320, 1024]) {
        await page.setViewportSize({ width: also, height: 900 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([place, also, wide]).toEqual([place, also, 0]);
      }
      await page.getByLabel('Language').selectOption('th');
      await page.setViewportSize({ width, height: 900 });
    }
  });

  it('never met a broken content security policy, nor a script that failed', () => expect(reports).toEqual([]));
});
