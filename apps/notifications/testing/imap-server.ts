import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export type ScriptedMailbox = {
  readonly url: string;
  /** Puts a mail into the mailbox, unread. */
  readonly put: (raw: string) => void;
  readonly seen: () => number;
  /** Signs nobody in from now on, or everybody who may again. */
  readonly refuse: (all: boolean) => void;
  /** Ends every connection at once. */
  readonly cut: () => void;
  readonly stop: () => Promise<void>;
};

type Message = { readonly uid: number; readonly raw: Buffer; readonly flags: Set<string> };

/** As much of an IMAP server (RFC 3501) as somebody asks who reads what is unread and marks it: one mailbox, any sign-in with the right password. */
export const startMailbox = async (user: string, password: string): Promise<ScriptedMailbox> => {
  const messages: Message[] = [];
  const sockets = new Set<Socket>();
  let refusing = false;
  const flagsOf = ({ flags }: Message) => `FLAGS (${[...flags].join(' ')})`;

  const answer = (socket: Socket, tag: string, command: string, rest: string): void => {
    const say = (...lines: (string | Buffer)[]) => {
      for (const line of lines) socket.write(typeof line === 'string' ? `${line}\r\n` : line);
    };
    const ok = () => say(`${tag} OK done`);
    const of = (uid: string) => messages.filter((each) => String(each.uid) === uid);
    const uidCommand = (): void => {
      const [, what = '', uid = '', asked = ''] = /^(\w+) (\S+) ?(.*)$/.exec(rest) ?? [];
      if (what.toUpperCase() === 'SEARCH')
        say(`* SEARCH${messages.flatMap((each) => (each.flags.has('\\Seen') ? [] : [` ${each.uid}`])).join('')}`);
      else if (what.toUpperCase() === 'STORE')
        for (const each of of(uid)) {
          for (const [flag] of asked.matchAll(/\\\w+/g)) each.flags.add(flag);
          say(`* ${messages.indexOf(each) + 1} FETCH (UID ${each.uid} ${flagsOf(each)})`);
        }
      else
        for (const each of of(uid)) {
          const head = `* ${messages.indexOf(each) + 1} FETCH (UID ${each.uid} ${flagsOf(each)} RFC822.SIZE ${each.raw.length}`;
          if (/BODY/i.test(asked)) {
            socket.write(`${head} BODY[] {${each.raw.length}}\r\n`);
            say(each.raw, ')');
          } else say(`${head})`);
        }
      ok();
    };
    switch (command.toUpperCase()) {
      case 'CAPABILITY':
        say('* CAPABILITY IMAP4rev1');
        return ok();
      case 'LOGIN':
        return !refusing && rest.replaceAll('"', '') === `${user} ${password}`
          ? ok()
          : say(`${tag} NO [AUTHENTICATIONFAILED] no`);
      case 'LIST':
      case 'LSUB':
        say(`* ${command.toUpperCase()} (\\HasNoChildren) "/" INBOX`);
        return ok();
      case 'SELECT':
      case 'EXAMINE':
        say(
          '* FLAGS (\\Seen \\Flagged)',
          '* OK [PERMANENTFLAGS (\\Seen \\Flagged)] ok',
          `* ${messages.length} EXISTS`,
          '* 0 RECENT',
          '* OK [UIDVALIDITY 1] ok',
          `* OK [UIDNEXT ${messages.length + 1}] ok`,
        );
        return say(`${tag} OK [READ-WRITE] done`);
      case 'UID':
        return uidCommand();
      case 'LOGOUT':
        say('* BYE');
        ok();
        return void socket.end();
      default:
        return ok();
    }
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.write('* OK ready\r\n');
    let left = '';
    socket.on('data', (chunk) => {
      const lines = (left + chunk.toString('latin1')).split('\r\n');
      left = lines.pop() ?? '';
      for (const line of lines) {
        const [, tag, command, rest = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
        if (tag !== undefined && command !== undefined) answer(socket, tag, command, rest);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    put: (raw) => void messages.push({ uid: messages.length + 1, raw: Buffer.from(raw), flags: new Set() }),
    seen: () => messages.filter(({ flags }) => flags.has('\\Seen')).length,
    refuse: (all) => void (refusing = all),
    cut,
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
