import { once } from 'node:events';
import { type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { startMailSink } from '#testing';
import { type HandOver, type OutgoingMail } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

const mail: OutgoingMail = {
  deliveryId: 'm.inv-1.reminder.1',
  kind: 'reminder',
  messageId: '<1@sala.example>',
  date: new Date('2016-11-11T02:00:00.000Z'),
  to: { name: 'หน่วยงาน', address: 'office@chiang-mai.example' },
  replyTo: { name: 'c', address: 'coordinator@ega.example' },
  subject: 'หัวเรื่อง',
  html: '<p>x</p>',
  text: 'x',
};
const long: OutgoingMail = { ...mail, text: 'ก'.repeat(2_000_000) };
const refusal = (responseCode: number, words = 'refused') => Object.assign(new Error(words), { responseCode });
/** What came of it, with the test's mail server's own words. */
const accepted = { kind: 'accepted', said: '250 OK: message queued' };
type Drop = (session: SMTPServerSession) => void;
const handOver = (what: OutgoingMail, more: Partial<HandOver> = {}): HandOver => ({
  isFresh: () => true,
  refresh: () => Promise.resolve(true),
  begin: () => Promise.resolve(what),
  finish: () => Promise.resolve(true),
  ...more,
});

describe('handing a mail to a server that fails', () => {
  const closings: (() => void)[] = [];
  afterEach(() => closings.splice(0).forEach((close) => close()));

  /** A mail server that the test misuses, and a transport to it. */
  const transportTo = async (
    misuse: (drop: Drop) => Partial<SMTPServerOptions>,
    credentials = '',
    handOverMs = 5_000,
    lines = 1,
  ): Promise<SmtpTransport> => {
    const sockets = new Map<number, Socket>();
    const drop: Drop = (session) => void sockets.get(session.remotePort)?.destroy();
    const server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 10,
      ...misuse(drop),
    });
    server.on('error', () => {});
    const listener = server.listen(0, '127.0.0.1');
    listener.on('connection', (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
    await once(listener, 'listening');
    const transport = new SmtpTransport({
      url: `smtp://${credentials}127.0.0.1:${(listener.address() as AddressInfo).port}`,
      from: 'sala@ega.example',
      connections: lines,
      patienceMs: 400,
      handOverMs,
    });
    closings.push(() => {
      transport.close();
      server.close();
      sockets.forEach((socket) => socket.destroy());
    });
    return transport;
  };
  const outcome = async (misuse: (drop: Drop) => Partial<SMTPServerOptions>, what = mail, credentials = '') =>
    (await (await transportTo(misuse, credentials)).send(handOver(what))).kind;
  const drain =
    (after: (session: SMTPServerSession, done: (error?: Error | null) => void) => void): SMTPServerOptions['onData'] =>
    (stream, session, done) => {
      stream.on('end', () => after(session, done)).resume();
    };

  it('is accepted once the server has said so', async () => {
    expect(await outcome(() => ({ onData: drain((_session, done) => done()) }))).toBe('accepted');
  });

  it.each([
    [
      'at the sender',
      (drop: Drop) => ({ onMailFrom: (_address: unknown, session: SMTPServerSession) => drop(session) }),
    ],
    [
      'at the recipient',
      (drop: Drop) => ({ onRcptTo: (_address: unknown, session: SMTPServerSession) => drop(session) }),
    ],
  ])('is retriable when the server breaks off %s', async (_when, misuse) => {
    expect(await outcome(misuse)).toBe('retriable');
  });

  it('is retriable when the server breaks off in the middle of the message', async () => {
    expect(
      await outcome((drop) => ({ onData: (stream, session) => void stream.once('data', () => drop(session)) }), long),
    ).toBe('retriable');
  });

  it('is unknown when the server breaks off, or falls silent, after the end of the message', async () => {
    expect(await outcome((drop) => ({ onData: drain((session) => drop(session)) }))).toBe('unknown');
    expect(await outcome(() => ({ onData: drain(() => undefined) }))).toBe('unknown');
  });

  it('is retriable when the server falls silent before it', async () => {
    expect(await outcome(() => ({ onRcptTo: () => undefined }))).toBe('retriable');
  });

  it.each([
    [451, 'retriable', 'retriable'],
    [550, 'held', 'rejected'],
  ])(
    'follows the server’s own answer %i wherever it comes; a refused sender is our fault',
    async (code, atSender, later) => {
      const failure = refusal(code);
      expect(await outcome(() => ({ onMailFrom: (_address, _session, done) => done(failure) }))).toBe(atSender);
      expect(await outcome(() => ({ onRcptTo: (_address, _session, done) => done(failure) }))).toBe(later);
      expect(await outcome(() => ({ onData: drain((_session, done) => done(failure)) }))).toBe(later);
    },
  );

  it.each<[string, (drop: Drop) => Partial<SMTPServerOptions>, string]>([
    ['breaks off when it is called', (drop) => ({ onConnect: (session) => drop(session) }), 'unreachable'],
    ['does not greet', () => ({ onConnect: () => undefined }), 'unreachable'],
    ['does not let us sign in', () => ({ onAuth: (_auth, _session, done) => done(new Error('no')) }), 'sign-in'],
    ['turns us away at the door', () => ({ onConnect: (_session, done) => done(refusal(554)) }), 'policy'],
    ['is too busy', () => ({ onConnect: (_session, done) => done(refusal(421, 'too many connections')) }), 'busy'],
  ])(
    'is held, with no command of the mail asked, when the server %s: that is not the recipient’s fault',
    async (_what, misuse, cause) => {
      let asked = 0;
      const transport = await transportTo(misuse, 'user:wrong@');
      const begin = () => {
        asked += 1;
        return Promise.resolve(mail);
      };
      expect(
        await Promise.all([transport.send(handOver(mail, { begin })), transport.send(handOver(mail, { begin }))]),
      ).toEqual(Array.from({ length: 2 }, () => expect.objectContaining({ kind: 'held', cause, asked: false })));
      expect(asked).toBe(0);
      expect(await transport.probe()).toMatchObject({ kind: 'held', cause });
    },
  );

  it('waits for connections that are being let in when the server refuses another one', async () => {
    const transport = await transportTo(
      () => {
        let connections = 0;
        return {
          onConnect: (_session, done) => {
            connections += 1;
            if (connections === 1) setTimeout(() => done(), 200);
            else done(refusal(421, 'too many connections'));
          },
        };
      },
      '',
      5_000,
      3,
    );
    expect(await Promise.all([1, 2, 3].map(() => transport.send(handOver(mail))))).toEqual(
      [1, 2, 3].map(() => accepted),
    );
  });

  it('is rejected for a technical reason when the message cannot be written', async () => {
    const unwritable = {
      ...mail,
      get html(): string {
        throw new Error('no words');
      },
    };
    expect(await (await transportTo(() => ({}))).send(handOver(unwritable))).toMatchObject({
      kind: 'rejected',
      failure: 'technical',
    });
  });

  it('is rejected when the address cannot be written to at all', async () => {
    expect(await outcome(() => ({}), { ...mail, to: { name: 'x', address: '' } })).toBe('rejected');
  });

  it('gives up after its time: unknown if the message was out, retriable if not', async () => {
    const gaveUp = async (misuse: Partial<SMTPServerOptions>) =>
      (await (await transportTo(() => misuse, '', 150)).send(handOver(mail))).kind;
    expect(await gaveUp({ onData: drain(() => undefined) })).toBe('unknown');
    expect(await gaveUp({ onRcptTo: () => undefined })).toBe('retriable');
  });

  it('keeps no address in what it says of a failure', async () => {
    const failed = await (
      await transportTo(() => ({
        onRcptTo: (address, _session, done) => done(refusal(550, `${address.address} unknown`)),
      }))
    ).send(handOver(mail));
    expect(failed).toMatchObject({ kind: 'rejected', error: expect.not.stringContaining('chiang-mai') });
  });

  it('asks whether the mail is still to be sent when the connection is ready, and before its last byte; the server keeps nothing of one that is not', async () => {
    let kept = 0;
    const order: string[] = [];
    const transport = await transportTo(() => ({
      onConnect: (_session, done) =>
        void setTimeout(() => {
          order.push('greeted');
          done();
        }, 100),
      onMailFrom: (_address, _session, done) => {
        order.push('sender');
        done();
      },
      onRcptTo: (_address, _session, done) =>
        void setTimeout(() => {
          order.push('recipient');
          done();
        }, 100),
      onData: drain((_session, done) => {
        kept += 1;
        done();
      }),
    }));
    const begin = () => {
      order.push('begin');
      return Promise.resolve(mail);
    };
    const finish = (answer: boolean) => () => {
      order.push('finish');
      return Promise.resolve(answer);
    };
    expect(await transport.send(handOver(mail, { begin, finish: finish(false) }))).toEqual({ kind: 'withdrawn' });
    expect(order).toEqual(['greeted', 'begin', 'sender', 'recipient', 'finish']);
    expect(await transport.send(handOver(mail, { begin: () => Promise.resolve(undefined) }))).toEqual({
      kind: 'withdrawn',
    });
    expect(await transport.send(handOver(mail))).toEqual(accepted);
    await expect(transport.send(handOver(mail, { finish: () => Promise.reject(new Error('away')) }))).rejects.toThrow(
      'away',
    );
    expect(kept).toBe(1);
  });

  it('asks anew when a used connection proves dead, and sends the mail over another', async () => {
    let mails = 0;
    let dropAll: () => void = () => undefined;
    const transport = await transportTo((drop) => ({
      onMailFrom: (_address, session, done) => {
        dropAll = () => drop(session);
        done();
      },
      onData: drain((_session, done) => {
        mails += 1;
        done();
      }),
    }));
    expect(await transport.send(handOver(mail))).toEqual(accepted);
    let begun = 0;
    const begin = () => {
      begun += 1;
      if (begun === 1) dropAll();
      return Promise.resolve(mail);
    };
    expect(await transport.send(handOver(mail, { begin }))).toEqual(accepted);
    expect(begun).toBe(2);
    expect(mails).toBe(2);
  });

  it('is a clear matter of the address where the server offers no SMTPUTF8; Thai domains go in ASCII', async () => {
    const sink = await startMailSink();
    closings.push(() => void sink.stop());
    const transport = new SmtpTransport({
      url: sink.url,
      from: 'sala@ega.example',
      connections: 1,
      patienceMs: 400,
      handOverMs: 5_000,
    });
    closings.push(() => transport.close());
    const to = (address: string) => transport.send(handOver({ ...mail, to: { name: 'x', address } }));
    expect(await to('สารบรรณ@chiang-mai.example')).toMatchObject({ kind: 'accepted' });
    expect(await to('saraban@เชียงใหม่.example')).toMatchObject({ kind: 'accepted' });
    expect(sink.messages[0]?.to).toEqual(['สารบรรณ@chiang-mai.example']);
    expect(sink.messages[1]?.raw).toMatch(/^To: x <saraban@xn--[a-z0-9]+\.example>/m);
    const plain = await transportTo(() => ({ disabledCommands: ['STARTTLS'], hideSMTPUTF8: true }));
    expect(
      await plain.send(handOver({ ...mail, to: { name: 'x', address: 'สารบรรณ@chiang-mai.example' } })),
    ).toMatchObject({ kind: 'rejected', failure: 'permanent', error: expect.stringContaining('SMTPUTF8') });
  });
});
