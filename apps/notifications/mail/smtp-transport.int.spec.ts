import { once } from 'node:events';
import { type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { type OutgoingMail } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

const mail: OutgoingMail = {
  deliveryId: 'm.inv-1.reminder.1', kind: 'reminder', messageId: '<1@sala.example>', date: new Date('2016-11-11T02:00:00.000Z'),
  to: { name: 'หน่วยงาน', address: 'office@chiang-mai.example' }, replyTo: { name: 'c', address: 'coordinator@ega.example' }, subject: 'หัวเรื่อง', html: '<p>x</p>', text: 'x',
};
const long: OutgoingMail = { ...mail, text: 'ก'.repeat(2_000_000) };
const refusal = (responseCode: number) => Object.assign(new Error('refused'), { responseCode });
type Drop = (session: SMTPServerSession) => void;

describe('handing a mail to a server that fails', () => {
  const closings: (() => void)[] = [];
  afterEach(() => closings.splice(0).forEach((close) => close()));

  /** A mail server that the test misuses, and a transport to it. */
  const transportTo = async (misuse: (drop: Drop) => Partial<SMTPServerOptions>, credentials = ''): Promise<SmtpTransport> => {
    const sockets = new Map<number, Socket>();
    const drop: Drop = (session) => void sockets.get(session.remotePort)?.destroy();
    const server = new SMTPServer({ authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, closeTimeout: 10, ...misuse(drop) });
    server.on('error', () => {});
    const listener = server.listen(0, '127.0.0.1');
    listener.on('connection', (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
    await once(listener, 'listening');
    const transport = new SmtpTransport({ url: `smtp://${credentials}127.0.0.1:${(listener.address() as AddressInfo).port}`, from: 'sala@ega.example', connections: 1, patienceMs: 400 });
    closings.push(() => {
      transport.close();
      server.close();
      sockets.forEach((socket) => socket.destroy());
    });
    return transport;
  };
  const never = new AbortController().signal;
  const outcome = async (misuse: (drop: Drop) => Partial<SMTPServerOptions>, what = mail, credentials = '') => (await (await transportTo(misuse, credentials)).send(what, never)).kind;
  const drain = (after: (session: SMTPServerSession, done: (error?: Error | null) => void) => void): SMTPServerOptions['onData'] => (stream, session, done) => {
    stream.on('end', () => after(session, done)).resume();
  };

  it('is accepted once the server has said so', async () => {
    expect(await outcome(() => ({ onData: drain((_session, done) => done()) }))).toBe('accepted');
  });

  it.each([
    ['when it is called', (drop: Drop) => ({ onConnect: drop })],
    ['at the sender', (drop: Drop) => ({ onMailFrom: (_address: unknown, session: SMTPServerSession) => drop(session) })],
    ['at the recipient', (drop: Drop) => ({ onRcptTo: (_address: unknown, session: SMTPServerSession) => drop(session) })],
  ])('is retriable when the server breaks off %s', async (_when, misuse) => {
    expect(await outcome(misuse)).toBe('retriable');
  });

  it('is retriable when the server breaks off in the middle of the message', async () => {
    expect(await outcome((drop) => ({ onData: (stream, session) => void stream.once('data', () => drop(session)) }), long)).toBe('retriable');
  });

  it('is unknown when the server breaks off, or falls silent, after the end of the message', async () => {
    expect(await outcome((drop) => ({ onData: drain((session) => drop(session)) }))).toBe('unknown');
    expect(await outcome(() => ({ onData: drain(() => undefined) }))).toBe('unknown');
  });

  it('is retriable when the server falls silent before it', async () => {
    expect(await outcome(() => ({ onRcptTo: () => undefined }))).toBe('retriable');
  });

  it.each([
    [451, 'retriable'],
    [550, 'rejected'],
  ])('follows the server’s own answer %i wherever it comes', async (code, kind) => {
    const failure = refusal(code);
    expect(await outcome(() => ({ onMailFrom: (_address, _session, done) => done(failure) }))).toBe(kind);
    expect(await outcome(() => ({ onRcptTo: (_address, _session, done) => done(failure) }))).toBe(kind);
    expect(await outcome(() => ({ onData: drain((_session, done) => done(failure)) }))).toBe(kind);
  });

  it('is retriable when the server does not let us in: that is not the recipient’s fault', async () => {
    expect(await outcome(() => ({ onAuth: (_auth, _session, done) => done(new Error('no')) }), mail, 'user:wrong@')).toBe('retriable');
    expect(await outcome(() => ({ onConnect: (_session, done) => done(refusal(554)) }))).toBe('retriable');
  });

  it('is rejected when the address cannot be written to at all', async () => {
    expect(await outcome(() => ({}), { ...mail, to: { name: 'x', address: '' } })).toBe('rejected');
  });

  it('gives up when told to: unknown if the message was out, retriable if not', async () => {
    const gaveUp = async (misuse: Partial<SMTPServerOptions>) => (await (await transportTo(() => misuse)).send(mail, AbortSignal.timeout(150))).kind;
    expect(await gaveUp({ onData: drain(() => undefined) })).toBe('unknown');
    expect(await gaveUp({ onRcptTo: () => undefined })).toBe('retriable');
  });

  it('keeps no address in what it says of a failure', async () => {
    const failed = await (await transportTo(() => ({ onRcptTo: (address, _session, done) => done(Object.assign(new Error(`${address.address} unknown`), { responseCode: 550 })) }))).send(mail, never);
    expect(failed).toEqual({ kind: 'rejected', error: expect.not.stringContaining('chiang-mai') });
  });
});
