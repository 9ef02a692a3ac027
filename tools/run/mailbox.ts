// The mailbox that `npm start` shows: maildev on loopback, its mails kept in a folder. Its mails hold reply links, so
// that only its own page may read them: requests of other sites and under other names are refused, and nothing frames it.
import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createAPIServer } from '@maildev/api';
import { registerUI } from '@maildev/ui/server';
import { MailDev } from 'maildev';
import { readArguments, refuseArguments } from './arguments.js';
import { endWithParent } from './end-with-parent.js';

const help =
  'Usage: node dist/tools/run/mailbox.js --smtp PORT --web PORT --folder FOLDER\nTakes mails at one port of 127.0.0.1 and shows them at the other. SIGINT or SIGTERM ends it.';
const string = { type: 'string' } as const;
const {
  smtp,
  web,
  folder = refuseArguments('--folder is missing.', help),
} = readArguments(help, { smtp: string, web: string, folder: string });

const maildev = new MailDev({
  ip: '127.0.0.1',
  smtp: Number(smtp),
  disableWeb: true,
  mailDirectory: folder,
  maxEmails: 5_000,
  silent: true,
});
const servers = await maildev.start();
const api = createAPIServer({
  host: '127.0.0.1',
  port: Number(web),
  storage: servers.storage,
  smtp: servers.smtp,
  cors: { origin: false, credentials: false },
});
await api.registerPlugins();

/** The page shows a mail in a frame in which links lead nowhere: here they open in a window of their own. */
const lettingLinksOpen = (script: string): string =>
  script
    .replace('sandbox:"allow-same-origin"', 'sandbox:"allow-same-origin allow-popups allow-popups-to-escape-sandbox"')
    .replace(/srcDoc:(\w+),/, (_found, name: string) => `srcDoc:'<base target="_blank">'+${name},`);
const assets = fileURLToPath(new URL('../dist/assets', import.meta.resolve('@maildev/ui/server')));
const scripts = readdirSync(assets)
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(assets, name), 'utf8') }));
const framing = scripts.filter(({ text }) => text.includes('srcDoc:'));
const [framer] = framing;
const mended = lettingLinksOpen(framer?.text ?? '');
if (framer === undefined || framing.length !== 1 || mended.match(/<base target="_blank">|allow-popups /g)?.length !== 2)
  throw new Error('maildev shows its mails in another way than before');
api.server.addHook('onRequest', (request, reply, done) =>
  request.url === `/assets/${framer.name}` ? reply.type('text/javascript; charset=utf-8').send(mended) : done(),
);

// A letter in a window of its own comes without its encoding, and its Thai would be read as anything.
api.server.addHook('onSend', (_request, reply, payload, done) => {
  if (reply.getHeader('content-type') === 'text/html') reply.type('text/html; charset=utf-8');
  done(null, payload);
});

await registerUI(api.server, { basePath: '' });
await api.listen();

const { port } = api.getAddress() ?? { port: Number(web) };
const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
const isOwn = ({ headers: { host = '', origin, 'sec-fetch-site': site } }: IncomingMessage): boolean =>
  names.includes(host)
  && (origin === undefined || names.includes(origin.replace(/^http:\/\//, '')))
  && (site === undefined || site === 'same-origin' || site === 'none');

// Every request and every web socket passes here first, before the page's own routes and its live connection.
const server = api.server.server;
const emit = server.emit.bind(server);
const passOn = (event: string, request: IncomingMessage, args: readonly unknown[]): boolean => {
  if (event === 'upgrade') {
    if (isOwn(request)) return emit(event, request, ...args);
    (args[0] as Duplex).end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    return true;
  }
  const answer = args[0] as ServerResponse;
  answer.setHeader('x-frame-options', 'DENY');
  answer.setHeader('content-security-policy', "frame-ancestors 'none'");
  answer.setHeader('cross-origin-resource-policy', 'same-origin');
  answer.setHeader('referrer-policy', 'no-referrer');
  if (!isOwn(request)) {
    answer
      .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      .end(`This mailbox answers its own page only: open http://127.0.0.1:${port}/ in the browser.\n`);
    return true;
  }
  // Its page is given only to who asks for HTML by name; whoever takes anything (curl, a health check) gets it, too.
  if (request.url === '/' && /^(\*\/\*)?$/.test(request.headers.accept ?? '')) request.headers.accept = 'text/html';
  return emit(event, request, ...args);
};
server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
  const [request, ...others] = args;
  return event === 'upgrade' || event === 'request'
    ? passOn(event, request as IncomingMessage, others)
    : emit(event, ...args);
};

const stop = (): Promise<void> =>
  api
    .stop()
    .then(() => maildev.stop())
    .finally(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
endWithParent();
