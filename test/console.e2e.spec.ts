import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Invitation } from '#contracts';
import { NatsLink } from '#messaging';
import { sampleMeeting } from '#sample';
import { chromiumArguments, chromiumPath, eventually, type MailSink, startMailSink } from '#testing';
import { Stepper } from './rehearsal/quiet.js';
import { admin, type RunningSala, signInStaff, startSala } from './rehearsal/stage.js';
import { type Staff } from './rehearsal/drive.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;

/** One province of the sample: a site with eight offices. */
const province = () => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();
  return { meeting, calendar, sites: sites.filter((site) => site.id === 'th-50'), organisations: organisations.filter((each) => each.siteId === 'th-50') };
};

inBrowser('the console', () => {
  const { meeting, sites, organisations, calendar } = province();
  let folder: string;
  let sink: MailSink;
  let sala: RunningSala;
  let link: NatsLink;
  let staff: Staff;
  let browser: Browser;
  let page: Page;

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
    page = await (await browser.newContext({ locale: 'th-TH' })).newPage();
    await page.goto(sala.origin);
  });

  afterAll(async () => {
    await browser?.close();
    await link?.close();
    await sala?.stop();
    await sink?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  const signIn = async (password: string) => {
    await page.fill('[name=email]', admin.email);
    await page.fill('[name=password]', password);
    await page.click('form button');
  };
  const headline = () => page.locator('.headline strong').allTextContents();

  it('says that a sign-in was wrong, and keeps what was typed', async () => {
    await signIn('not the password at all');
    await page.waitForSelector('[role=alert]');
    expect(await page.inputValue('[name=email]')).toBe(admin.email);
  });

  it('shows the meeting’s board to whoever signs in', async () => {
    await signIn(admin.password);
    await page.waitForSelector('.headline');
    expect(await headline()).toEqual(['0', '8']);
    expect(await page.textContent('h1')).toBe(meeting.title.th);
  });

  it('takes in a fax, which the board then counts', async () => {
    await page.click('a[href="#desk"]');
    const office = organisations.find((each) => each.class === 'revenue');
    await page.waitForSelector('datalist option', { state: 'attached' });
    await page.fill('[name=office]', `${office?.name.th} (TH-50)`);
    await page.fill('[name=receivedAt]', '2016-11-07T09:30');
    await page.fill('[name="name-0"]', 'ผู้แทนหน่วยงาน');
    await page.click('.desk form > button:last-of-type');
    await page.waitForSelector('.done');
    await page.click('a[href="#board"]');
    await eventually(async () => expect(await headline()).toEqual(['1', '8']));
  });

  it('says what is wrong with a fax at its field, and keeps the form', async () => {
    await page.click('a[href="#desk"]');
    await page.waitForSelector('datalist option', { state: 'attached' });
    await page.fill('[name=office]', `${organisations[0]?.name.th} (TH-50)`);
    await page.fill('[name=receivedAt]', '2016-11-09T09:30');
    await page.fill('[name="name-0"]', 'ผู้แทนหน่วยงาน');
    await page.click('.desk form > button:last-of-type');
    expect(await page.textContent('.desk form [role=alert]')).toContain('receivedAt');
    expect(await page.inputValue('[name="name-0"]')).toBe('ผู้แทนหน่วยงาน');
  });

  it('changes while it is looked at, without a reload', async () => {
    await page.click('a[href="#board"]');
    await page.waitForSelector('.headline');
    const { items } = (await staff.desk.ask(`/api/v1/meetings/${meeting.id}/invitations?standing=silent`)) as { items: Invitation[] };
    const content = { answer: 'decline', attendees: [] };
    await staff.desk.ask(`/api/v1/invitations/${items[0]?.id}/response`, { method: 'PUT', json: { content, channel: 'phone', receivedAt: '2016-11-07T02:45:00.000Z' } });
    await eventually(async () => expect(await headline()).toEqual(['2', '8']));
  });

  it('lists the silent offices and no others', async () => {
    await page.click('a[href="#silent"]');
    await page.waitForSelector('.list tbody tr');
    expect(await page.locator('.list tbody tr').count()).toBe(6);
  });

  it('plans the check of the site that an office comes to', async () => {
    await page.click('a[href="#checks"]');
    await page.waitForSelector('.list tbody tr');
    await page.click('section button');
    await page.waitForSelector('section output');
    await eventually(async () => {
      await page.reload();
      await page.waitForSelector('.badge');
      expect(await page.getAttribute('.badge', 'class')).toBe('badge booked');
    });
  });

  it('speaks English to whoever asks for it', async () => {
    await page.click('header button[lang=en]');
    await eventually(async () => expect(await page.textContent('h1')).toBe(meeting.title.en));
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });
});
