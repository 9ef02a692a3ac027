import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/**
 * How a mail server misbehaves. A reply of its own at a command (`''` closes the connection instead); so many mails a connection, so
 * many connections; how long it takes to greet. `afterDot`: it has the mail, and closes without a word.
 */
export type Misbehaviour = {
  readonly greeting?: string;
  readonly greetsAfterMs?: number;
  readonly starttls?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly data?: string;
  readonly beforeDot?: true;
  readonly message?: string;
  readonly afterDot?: true;
  readonly mailsAConnection?: number;
  readonly connections?: number;
  /** Says nothing any more, before it has the mail or when it has it. */
  readonly silentAt?: 'recipient' | 'end';
  /** For so many mails; then it behaves. */
  readonly times?: number;
};

export type HostileServer = {
  readonly url: string;
  readonly behave: (how: Misbehaviour) => void;
  /** With the mails of one recipient. */
  readonly behaveTo: (recipient: string, how: Misbehaviour) => void;
  /** Says to those whose mail it has, and has said nothing of, that it has taken it. */
  readonly answer: (recipient: string) => void;
  /** How often it took a mail for each recipient. */
  readonly taken: ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
};

/** An SMTP server, as raw as one can be. */
export const startHostileServer = async (): Promise<HostileServer> => {
  let how: Misbehaviour = {};
  let left = Infinity;
  const taken = new Map<string, number>();
  const to = new Map<string, Misbehaviour>();
  const unanswered = new Map<string, Socket>();
  const sockets = new Set<Socket>();

  const serve = (socket: Socket): void => {
    let mails = 0;
    let recipient = '';
    let inData = false;
    const mail = (): Misbehaviour => to.get(recipient) ?? how;
    const say = (line: string | undefined, usual: string): void => {
      if (line !== undefined && left > 0) {
        left -= 1;
        return void (line === '' ? socket.destroy() : socket.write(`${line}\r\n`));
      }
      socket.write(`${usual}\r\n`);
    };
    const message = (): void => {
      inData = false;
      const { message: refusal, afterDot, silentAt } = mail();
      const refused = refusal !== undefined && left > 0;
      if (!refused) taken.set(recipient, (taken.get(recipient) ?? 0) + 1);
      mails += 1;
      if (afterDot === true) return void socket.destroy();
      if (silentAt === 'end') return void unanswered.set(recipient, socket);
      say(refusal, '250 2.0.0 taken');
    };
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO')
        return void socket.write(
          `250-hostile\r\n${how.starttls === undefined ? '' : '250-STARTTLS\r\n'}250 8BITMIME\r\n`,
        );
      if (verb === 'STAR') return say(how.starttls, '220 go on');
      if (verb === 'MAIL')
        return mails >= (how.mailsAConnection ?? Infinity)
          ? void socket.end('421 4.7.0 one mail a connection\r\n')
          : say(how.sender, '250 2.1.0 ok');
      if (verb === 'RCPT') {
        recipient = /<([^>]*)>/.exec(line)?.[1] ?? '';
        return mail().silentAt === 'recipient' ? undefined : say(mail().recipient, '250 2.1.5 ok');
      }
      if (verb === 'DATA') {
        inData = how.data === undefined || left <= 0;
        return say(how.data, '354 go on');
      }
      if (verb === 'QUIT') return void socket.end('221 bye\r\n');
      socket.write('250 ok\r\n');
    };
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (sockets.size > (how.connections ?? Infinity)) return void socket.end('421 4.7.0 too many connections\r\n');
    setTimeout(() => (socket.destroyed ? undefined : say(how.greeting, '220 hostile')), how.greetsAfterMs ?? 0);
    let buffered = '';
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      if (inData && how.beforeDot === true) return void socket.destroy();
      for (let at = buffered.indexOf('\r\n'); at >= 0; at = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, at);
        buffered = buffered.slice(at + 2);
        if (!inData) command(line);
        else if (line === '.') message();
      }
    });
  };

  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    behaveTo: (recipient, next) => void to.set(recipient, next),
    answer: (recipient) => void unanswered.get(recipient)?.write('250 2.0.0 taken\r\n'),
    behave: (next) => {
      how = next;
      to.clear();
      left = next.times ?? Infinity;
      for (const socket of sockets) socket.destroy();
    },
    taken,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
