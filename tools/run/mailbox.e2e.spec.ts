import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath, eventually } from '#testing';
import { type Child, freePort, startChild } from '#processes';

const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? it.skip : it;
let folder: string;
let mailbox: Child;
let web: number;
let linked: Server;
const linkedPort = () => (linked.address() as AddressInfo).port;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sala-mailbox-'));
  const smtp = await freePort();
  web = await freePort();
  const args = ['dist/tools/run/mailbox.js', '--smtp', String(smtp), '--web', String(web), '--folder', folder];
  mailbox = startChild({
    name: 'mailbox',
    command: process.execPath,
    args,
    ready: { url: `http://127.0.0.1:${web}/api/config` },
  });
  await mailbox.ready();
  linked = createServer((_request, answer) =>
    answer.setHeader('x-frame-options', 'DENY').end('<h1>The page behind the link</h1>'),
  ).listen(0, '127.0.0.1');
  await once(linked, 'listening');
  const transport = createTransport({ host: '127.0.0.1', port: smtp, secure: false });
  await transport.sendMail({
    from: 'sala@ega.example',
    to: 'office@th-50.example',
    subject: 'Invitation',
    html: `<!doctype html><p><a href="http://127.0.0.1:${linkedPort()}/r/token">Answer</a></p>`,
  });
  transport.close();
});
afterAll(async () => {
  await mailbox.stop();
  linked.close();
  await rm(folder, { recursive: true, force: true });
});

/** With the headers as given, which fetch would not send. */
const ask = (path: string, headers: Readonly<Record<string, string | undefined>>): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: web, path, headers: { ...headers } }, (answer) =>
      resolve(answer.resume()),
    );
    asked.once('upgrade', (answer, socket) => (socket.destroy(), resolve(answer)));
    asked.once('error', reject);
    asked.end();
  });
const socket = {
  connection: 'upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'MDEyMzQ1Njc4OTAxMjM0NQ==',
  'sec-websocket-version': '13',
};

describe('the mailbox', () => {
  it.each([
    ['mails', '/api/email'],
    ['the page', '/'],
    ['the live connection', '/socket.io/?EIO=4&transport=polling'],
    ['a web socket', '/socket.io/?EIO=4&transport=websocket'],
  ])('refuses %s to another site, under another name and from another site’s page', async (what, path) => {
    const extra = what === 'a web socket' ? socket : {};
    const own = `127.0.0.1:${web}`;
    for (const headers of [
      { host: own, origin: 'https://elsewhere.example' },
      { host: own, origin: 'null' },
      { host: own, origin: `http://127.0.0.1:${linkedPort()}` },
      { host: `elsewhere.example:${web}` },
      { host: own, 'sec-fetch-site': 'cross-site' },
      { host: own, 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await ask(path, { ...extra, ...headers });
      expect([headers, answer.statusCode]).toEqual([headers, 403]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('says in which encoding a letter is that stands in a window of its own', async () => {
    const [mail] = (await (await fetch(`http://127.0.0.1:${web}/api/email`)).json()) as [{ id: string }];
    const letter = await fetch(`http://127.0.0.1:${web}/api/email/${mail.id}/html`);
    expect(letter.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('answers its own page, and lets nobody frame it', async () => {
    const answer = await ask('/', { host: `localhost:${web}`, 'sec-fetch-site': 'none' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
    });
    expect((await ask('/api/email', { host: `127.0.0.1:${web}`, origin: `http://127.0.0.1:${web}` })).statusCode).toBe(
      200,
    );
    expect(
      (
        await ask('/socket.io/?EIO=4&transport=websocket', {
          ...socket,
          host: `127.0.0.1:${web}`,
          origin: `http://127.0.0.1:${web}`,
        })
      ).statusCode,
    ).toBe(101);
  });

  inBrowser('opens the link of a mail in a window of its own', async () => {
    const browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${web}/`);
    await page.getByText('Invitation').first().click();
    const opened = context.waitForEvent('page');
    await page.frameLocator('iframe[title="Email HTML content"]').getByRole('link', { name: 'Answer' }).click();
    await eventually(async () =>
      expect(await (await opened).getByRole('heading', { name: 'The page behind the link' }).isVisible()).toBe(true),
    );
    await browser.close();
  });
});
