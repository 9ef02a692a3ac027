import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import {
  exampleSelfCheck,
  exampleSitePage,
  exampleSiteToken,
  KeepSelfCheck,
  KeepUnreachedSelfCheck,
  OfferSelfCheck,
  type ParsedRequestOf,
  ReadSitePage,
  type ReturnOf,
} from '#contracts';
import { projectFolder } from '#processes';
import { forbidden, type RunningService } from '#platform';
import { chromiumArguments, chromiumPath, eventually, type RunningServer, startNats } from '#testing';
import { GatewayConfig } from '../apps/gateway/config.js';
import { createGateway } from '../apps/gateway/service.js';
import { StandIns } from '../apps/gateway/testing/stand-ins.js';
import { selfCheckConfig } from '../apps/self-check/config.js';
import { createSelfCheck } from '../apps/self-check/service.js';
import { UdpRelay } from './udp-relay.js';

jest.setTimeout(120_000);
const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;
const address = `/s/${exampleSiteToken}/self-check`;
const patiently = { within: 30_000 };
type Kept = ParsedRequestOf<typeof KeepSelfCheck>;

inBrowser('a self-check in the browser', () => {
  let nats: RunningServer;
  let services: StandIns;
  let gateway: RunningService;
  let selfCheck: RunningService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const reports: string[] = [];

  const start = async (args: readonly string[] = [], permissions: string[] = ['microphone', 'camera']) => {
    browser = await chromium.launch({
      executablePath,
      args: [
        ...chromiumArguments,
        '--use-fake-device-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        ...args,
      ],
    });
    context = await browser.newContext({ permissions, viewport: { width: 320, height: 800 } });
    page = await context.newPage();
    page.on('console', (message) => void (message.type() === 'error' && reports.push(message.text())));
    page.on('pageerror', (error) => void reports.push(String(error)));
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const open = async (language = 'th') => page.goto(`${gateway.url}${address}?lang=${language}`);
  const keptOf = (contract: typeof KeepSelfCheck): Promise<Kept> =>
    eventually(() => {
      const [kept] = services.requestsOf(contract);
      if (kept === undefined) throw new Error('nothing is kept yet');
      return KeepSelfCheck.request.parse(kept) as Kept;
    }, patiently);
  const axe = async () => {
    await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    return page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html).join(" ")))',
    );
  };
  const width = () => page.evaluate('document.documentElement.scrollWidth');

  beforeAll(async () => {
    nats = await startNats();
    services = await StandIns.start(nats.url, [OfferSelfCheck]);
    const common = { NODE_ENV: 'test', SALA_HTTP_PORT: '0', SALA_LOG_LEVEL: 'silent', NATS_URL: nats.url };
    selfCheck = await createSelfCheck(
      selfCheckConfig.parse({
        ...common,
        SALA_SELF_CHECK_ADDRESS: '127.0.0.1',
        SALA_SELF_CHECK_PORTS: '46000-46099',
        SALA_SELF_CHECK_SESSIONS: '2',
        SALA_SELF_CHECK_SECONDS: '4',
      }),
    );
    gateway = await createGateway(
      GatewayConfig.parse({
        ...common,
        SALA_PUBLIC_URL: 'http://sala.example',
        SALA_SECURE_COOKIES: 'false',
        SALA_REPLY_LIMIT: '10000',
        SALA_REPLY_CHANGE_LIMIT: '10000',
        SALA_SELF_CHECK_SCRIPT: `${projectFolder}/dist/self-check-page/self-check.js`,
      }),
    );
  });
  afterEach(async () => {
    services.reset();
    await browser?.close();
    reports.length = 0;
  });
  afterAll(async () => {
    await Promise.all([gateway.close(), selfCheck.close()]);
    await services.stop();
    await nats.stop();
  });

  it('tries the devices and measures the link each way, and keeps what it found', async () => {
    await start();
    await open();
    expect(await axe()).toEqual([]);
    expect(await width()).toBe(320);
    await press('เริ่มตรวจ');
    await page.getByRole('button', { name: 'ได้ยิน', exact: true }).click();
    const { siteToken, udp, said, measured } = await keptOf(KeepSelfCheck);
    expect({ siteToken, udp }).toEqual({ siteToken: exampleSiteToken, udp: 'reached' });
    expect(said).toMatchObject({
      browser: { name: 'chrome', mobile: false },
      microphone: { peakPercent: expect.any(Number) },
      camera: { state: 'moving' },
      hearing: 'heard',
    });
    const { up, down, roundTrip } = measured;
    expect(up).toMatchObject({ countedBy: 'sala' });
    expect(down).toMatchObject({ countedBy: 'browser' });
    for (const flow of [up, down]) {
      // 4 s of voice and two pictures each way; a machine under load holds something back.
      expect((flow?.sent ?? 0) + (flow?.held ?? 0)).toBeGreaterThanOrEqual(200 + 24);
      expect(flow?.received).toBeGreaterThan(180);
      expect(flow?.throughputKbps).toBeGreaterThan(0);
    }
    expect(roundTrip?.answered).toBeGreaterThan(20);
    await page.getByRole('heading', { name: 'ผ่านการตรวจเบื้องต้น', exact: true }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/พร้อมประชุม|ready/);
    expect(await axe()).toEqual([]);
    expect(await width()).toBe(320);
    expect(services.askersOf(KeepSelfCheck)).toEqual([{ kind: 'system' }]);
    expect(services.askersOf(ReadSitePage).every(({ kind }) => kind === 'office')).toBe(true);
    expect(reports).toEqual([]);
  });

  it('finds the loss and the delay that are on the path', async () => {
    await start();
    let relay: UdpRelay | undefined;
    await page.route('**/self-check/offer', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as ReturnOf<typeof OfferSelfCheck>;
      const [, port = ''] = / 127\.0\.0\.1 (\d+) typ host/.exec(answer.sdp) ?? [];
      relay = await UdpRelay.start(Number(port), { delayMs: 60, dropEvery: 12 });
      await route.fulfill({
        response,
        json: { ...answer, sdp: answer.sdp.replace(` ${port} typ`, ` ${relay.port} typ`) },
      });
    });
    services.answer(KeepSelfCheck, () => ({
      ...exampleSelfCheck,
      verdict: 'not-passed' as const,
      reasons: [{ what: 'lossPercent' as const, way: 'up' as const, grave: true, value: 8, green: 1, red: 3 }],
    }));
    await open('en');
    await press('Begin');
    await page.getByRole('button', { name: 'No', exact: true }).click();
    const { measured, said } = await keptOf(KeepSelfCheck);
    expect(said.hearing).toBe('unheard');
    // All that the relay dropped is lost, but for what else it carried; SCTP gives up more where an acknowledgement is late.
    for (const way of ['up', 'down'] as const) {
      const [flow, done] = [measured[way], relay?.[way] ?? { passed: 0, dropped: 0 }];
      expect(done.dropped).toBeGreaterThan(5);
      expect(flow?.lost).toBeGreaterThanOrEqual(done.dropped * 0.6);
      expect(flow?.lost).toBeLessThanOrEqual(done.dropped * 4 + 30);
    }
    expect(measured.roundTrip?.p50Ms).toBeGreaterThanOrEqual(118);
    await page.getByRole('heading', { name: 'Pre-check not passed', exact: true }).waitFor();
    await page.getByText(/^Up: Data is lost/).waitFor();
    expect(await width()).toBe(320);
    relay?.stop();
  });

  it('says that UDP is blocked, what is to be opened, and keeps that', async () => {
    await start();
    const hole = createSocket('udp4').bind(0, '127.0.0.1');
    await page.route('**/self-check/offer', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as ReturnOf<typeof OfferSelfCheck>;
      const sdp = answer.sdp.replace(/ \d+ typ host/, ` ${hole.address().port} typ host`);
      await route.fulfill({ response, json: { ...answer, sdp } });
    });
    await open();
    await press('เริ่มตรวจ');
    await page.getByRole('button', { name: 'ได้ยิน', exact: true }).click();
    await page.getByText('UDP ขาออกไปยัง 127.0.0.1 พอร์ต 46000–46099').waitFor({ timeout: 60_000 });
    expect(services.requestsOf(KeepUnreachedSelfCheck)).toMatchObject([
      { siteToken: exampleSiteToken, udp: 'blocked' },
    ]);
    expect(services.requestsOf(KeepSelfCheck)).toEqual([]);
    hole.close();
  });

  it('goes on without what is not allowed, and says how to allow it', async () => {
    await start([], []);
    await context.clearPermissions();
    await open('en');
    await page.evaluate(
      'navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"))',
    );
    await press('Begin');
    await page.getByText('press the lock or the camera').waitFor();
    const { said, measured } = await keptOf(KeepSelfCheck);
    expect(said).toMatchObject({ microphone: { state: 'refused' }, camera: { state: 'refused' }, hearing: 'skipped' });
    expect(measured.up?.received).toBeGreaterThan(100);
  });

  it('is stopped by a press, and keeps nothing then', async () => {
    await start();
    await open();
    await press('เริ่มตรวจ');
    await page.getByText('โปรดพูดสองสามคำ').waitFor();
    await press('หยุดตรวจ');
    await page.getByRole('heading', { name: 'หยุดการตรวจแล้ว ระบบไม่ได้บันทึกผล' }).waitFor({ timeout: 30_000 });
    expect(services.requestsOf(KeepSelfCheck)).toEqual([]);
  });

  it('is a page that says what to do without script, and lets nothing else use a camera', async () => {
    const [check, other] = await Promise.all([
      fetch(`${gateway.url}${address}?lang=th`),
      fetch(`${gateway.url}/s/${exampleSiteToken}?lang=th`),
    ]);
    const html = await check.text();
    expect(html).toContain('การตรวจนี้ต้องใช้ JavaScript');
    expect(html).toContain('สิ่งที่การตรวจนี้มองไม่เห็น');
    expect(check.headers.get('permissions-policy')).toContain('camera=(self)');
    expect(other.headers.get('permissions-policy')).toContain('camera=()');
    expect(check.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
    expect(other.headers.get('content-security-policy')).not.toContain('script-src');
    const [, script = ''] = /src="(\/self-check\/[0-9a-f]+\.js)"/.exec(html) ?? [];
    expect((await fetch(`${gateway.url}${script}`)).status).toBe(200);
  });

  it('refuses what is no offer of data alone, a void link, and what nobody has found', async () => {
    const post = (to: string, fields: Record<string, string>) =>
      fetch(`${gateway.url}${address}/${to}`, { method: 'POST', body: new URLSearchParams(fields) });
    for (const sdp of ['', 'v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'x'.repeat(30_000)])
      expect((await post('offer', { sdp })).status).toBe(422);
    for (const said of ['', '{', '[]', JSON.stringify({ ...exampleSelfCheck.said, more: 1 }), 'x'.repeat(9_000)])
      expect([400, 422]).toContain((await post('unreached', { udp: 'blocked', said })).status);
    expect((await post('unreached', { udp: 'reached', said: JSON.stringify(exampleSelfCheck.said) })).status).toBe(422);
    services.answer(ReadSitePage, () => {
      throw forbidden('site-link-invalid');
    });
    expect((await post('offer', { sdp: 'v=0' })).status).toBe(403);
    services.answer(ReadSitePage, () => ({ ...exampleSitePage, closedBecause: 'meeting-over' as const }));
    expect((await post('offer', { sdp: 'v=0' })).status).toBe(409);
  });
});
