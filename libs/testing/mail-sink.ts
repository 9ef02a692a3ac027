import { once } from 'node:events';
import { type Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/**
 * What the sink does with a mail. `refuse` answers with that SMTP code, at RCPT or after the message. `drop` closes the
 * connection without an answer: before the message's final dot (the sink has nothing) or after it (the sink has it).
 */
export type MailBehaviour =
  'accept' | { readonly refuse: number; readonly at: 'rcpt' | 'data' } | { readonly drop: 'before-dot' | 'after-dot' };

/** `from`: where reports on it go. */
export type ReceivedMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
};
/** Decides on one mail by its first recipient. */
export type MailDecision = (recipient: string) => MailBehaviour;

/** The moments at which a server may answer: when it is called, when somebody signs in, at each command of a mail, after the message. */
export type MailMoment = 'connect' | 'sign-in' | 'sender' | 'recipient' | 'message';
/**
 * Asked at each moment, with what the client said there (`user:password`, or an address). A reply such as `550 5.7.1 no` refuses, `drop`
 * closes the connection, nothing goes on. It may take its time.
 */
export type MailScript = (moment: MailMoment, said: string) => Promise<string | undefined> | string | undefined;

export type MailSink = {
  readonly url: string;
  readonly port: number;
  readonly messages: readonly ReceivedMail[];
  /** What the sink does from now on. */
  readonly behave: (decide: MailDecision | MailBehaviour) => void;
  /** The same, moment by moment; nothing ends it. */
  readonly follow: (script: MailScript | undefined) => void;
  readonly stop: () => Promise<void>;
};

/** `signIn`: it asks for a name and password, and takes any that its script does not refuse. */
export type MailSinkOptions = { readonly behaviour?: MailBehaviour; readonly port?: number; readonly signIn?: boolean };

const refusal = (code: number): Error => Object.assign(new Error('refused by the test'), { responseCode: code });

/** A mail server that keeps what it is sent, read by mailparser, and misbehaves as told. */
export const startMailSink = async ({
  behaviour = 'accept',
  port = 0,
  signIn = false,
}: MailSinkOptions = {}): Promise<MailSink> => {
  const messages: ReceivedMail[] = [];
  const sockets = new Map<number, Socket>();
  let decide: MailDecision = () => behaviour;
  const drop = (session: SMTPServerSession): void => void sockets.get(session.remotePort)?.destroy();

  let script: MailScript | undefined;
  type Done = (error?: Error | null) => void;
  /** Goes on with `next`, unless the script has something else in mind. */
  const asScripted = async (
    moment: MailMoment,
    said: string,
    session: SMTPServerSession,
    [done, next]: [Done, () => void],
  ): Promise<void> => {
    const reply = await script?.(moment, said);
    if (reply === undefined) return next();
    if (reply === 'drop') return drop(session);
    done(Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) }));
  };

  const server = new SMTPServer({
    authOptional: !signIn,
    allowInsecureAuth: true,
    disabledCommands: signIn ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: 1_000,
    closeTimeout: 200,
    onConnect: (session, done) => void asScripted('connect', '', session, [done, done]),
    onAuth: ({ username, password }, session, done) =>
      void asScripted('sign-in', `${username}:${password}`, session, [
        (error) => done(error),
        () => done(null, { user: username }),
      ]),
    onMailFrom: ({ address }, session, done) => void asScripted('sender', address, session, [done, done]),
    onRcptTo: ({ address }, session, done) => {
      const accept = (): void => {
        const how = decide(address);
        if (how === 'accept') return done();
        if ('drop' in how) return how.drop === 'before-dot' ? drop(session) : done();
        return done(how.at === 'rcpt' ? refusal(how.refuse) : null);
      };
      void asScripted('recipient', address, session, [done, accept]);
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const { mailFrom } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      const how = decide(to[0] ?? '');
      const take = async (): Promise<void> => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        if (how !== 'accept' && 'refuse' in how) return done(refusal(how.refuse));
        const raw = Buffer.concat(chunks);
        const keep = async (): Promise<void> => {
          messages.push({ from, to, raw: raw.toString('utf8'), parsed: await simpleParser(raw) });
          if (how === 'accept') done();
          else drop(session);
        };
        await asScripted('message', to[0] ?? '', session, [done, () => void keep()]);
      };
      take().catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A connection that a test breaks off is no failure of the sink.
  server.on('error', () => {});
  const listener = server.listen(port, '127.0.0.1');
  listener.on('connection', (socket: Socket) => {
    const key = socket.remotePort ?? 0;
    sockets.set(key, socket);
    socket.once('close', () => sockets.delete(key));
  });
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the mail sink has no port');

  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    messages,
    behave: (how) => {
      decide = typeof how === 'function' ? how : () => how;
    },
    follow: (next) => {
      script = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
