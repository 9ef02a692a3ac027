// The mailbox that `npm start` shows: maildev on loopback, its mails kept in a folder.
import { parseArgs } from 'node:util';
import { MailDev } from 'maildev';

const string = { type: 'string' };
const { values } = parseArgs({ options: { smtp: string, web: string, folder: string } });
const mailbox = new MailDev({
  ip: '127.0.0.1', smtp: Number(values.smtp), webIp: '127.0.0.1', web: Number(values.web), mailDirectory: values.folder, maxEmails: 5_000, silent: true,
});
const { api } = await mailbox.start();
// Its page is given only to who asks for HTML by name; whoever takes anything (curl, a health check) gets it, too.
api.server.server.prependListener('request', ({ url, headers }) => {
  if (url === '/' && /^(\*\/\*)?$/.test(headers.accept ?? '')) headers.accept = 'text/html';
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void mailbox.stop().finally(() => process.exit(0)));
