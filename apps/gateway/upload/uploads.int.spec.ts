import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { filePartBytes, GetSession, KeepDocument, KeepFilePart, mostDocumentBytes, type Staff } from '#contracts';
import { type RunningService, unavailable } from '#platform';
import { eventually, type RunningServer, startNats } from '#testing';
import { GatewayConfig } from '../config.js';
import { type BodyLimits } from '../http/body-limits.js';
import { createGateway } from '../service.js';
import { StandIns } from '../testing/stand-ins.js';

const limits: BodyLimits = {
  wholeMs: 600,
  idleMs: 600,
  fileMs: 2_500,
  checkEveryMs: 50,
  filesAtOnce: 3,
  filesOfOnePerson: 2,
};
const size = filePartBytes + 10;
const content = Buffer.alloc(size, 'ไฟล์');
const path = '/api/v1/meetings/m-1/files';
const cookie = 'sala-session=token-of-the-session';

/** A sender on a bare socket, who sends what it likes when it likes. */
class Sender {
  #answer = '';
  #closed = false;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => (this.#answer += text));
    socket.on('error', () => undefined).on('close', () => (this.#closed = true));
  }

  static async begin(
    url: string,
    headers: Record<string, string> = {},
    target = path,
    method = 'POST',
  ): Promise<Sender> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    const sender = new Sender(socket);
    const all = {
      host: 'sala.example',
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      ...headers,
    };
    socket.write(
      `${method} ${target} HTTP/1.1\r\n${Object.entries(all)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    );
    return sender;
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  get status(): number | undefined {
    const status = /^HTTP\/1\.1 (\d+)/.exec(this.#answer)?.[1];
    return status === undefined ? undefined : Number(status);
  }

  get answer(): string {
    return this.#answer;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  answered(): Promise<unknown> {
    return eventually(() => this.status !== undefined && this.#answer.includes('}'));
  }
}

describe('files on their way in', () => {
  let nats: RunningServer;
  let services: StandIns;
  let gateway: RunningService;
  const senders: Sender[] = [];
  const begin = async (...args: Parameters<typeof Sender.begin> extends [string, ...infer Rest] ? Rest : never) => {
    const sender = await Sender.begin(gateway.url, ...args);
    senders.push(sender);
    return sender;
  };
  const from = (headers: Record<string, string> = {}) => begin({ cookie, 'accept-language': 'en', ...headers });
  const signedInAs = (id: string) => {
    const staff: Staff = { id, email: 'x@ega.example', name: 'X', roles: ['coordinator'], active: true };
    services.answer(GetSession, () => ({ staff, expiresAt: '2016-11-07T14:00:00.000Z' }));
  };
  const partsKept = () =>
    (services.requestsOf(KeepFilePart) as { fileId: string; number: number; content: string }[]).map(
      ({ number, content: part }) => [number, Buffer.from(part, 'base64').length],
    );
  const isTaken = async (sender: Sender, bytes: Buffer): Promise<boolean> => {
    sender.send(bytes);
    await sender.answered();
    return sender.status === 200;
  };

  beforeAll(async () => {
    nats = await startNats();
    services = await StandIns.start(nats.url);
    const config = GatewayConfig.parse({
      NODE_ENV: 'test',
      SALA_HTTP_PORT: '0',
      SALA_LOG_LEVEL: 'silent',
      NATS_URL: nats.url,
      SALA_PUBLIC_URL: 'http://sala.example',
      SALA_SECURE_COOKIES: 'false',
    });
    gateway = await createGateway(config, limits);
    signedInAs('staff-1');
  });
  afterEach(async () => {
    for (const { socket } of senders.splice(0)) socket.destroy();
    // What was cut off is let go of before the next one comes.
    await pause(100);
    services.reset();
    signedInAs('staff-1');
  });
  afterAll(async () => {
    await gateway.close();
    await services.stop();
    await nats.stop();
  });

  it('are waited for as long as bytes arrive, longer than anything that is typed', async () => {
    const sender = await from();
    for (let at = 0; at < 4; at += 1) {
      sender.send(content.subarray(at * 1000, at * 1000 + 1000));
      await pause(limits.wholeMs / 2);
    }
    expect(sender.status).toBeUndefined();
    expect(await isTaken(sender, content.subarray(4000))).toBe(true);
    expect(partsKept()).toEqual([
      [0, filePartBytes],
      [1, 10],
    ]);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(services.requestsOf(KeepDocument)).toMatchObject([{ bytes: size, sha256, keptBy: 'staff-1' }]);
  });

  it('that stop on their way are waited for no longer, and whoever sends them reads what to do', async () => {
    const sender = await from({ 'accept-language': 'th' });
    sender.send(content.subarray(0, 1000));
    await sender.answered();
    expect(sender.status).toBe(408);
    expect(sender.answer).toContain('upload-stalled');
    expect(sender.answer).toContain('โปรดตรวจสอบการเชื่อมต่อแล้วส่งใหม่อีกครั้ง');
    expect(services.requestsOf(KeepDocument)).toEqual([]);
    await eventually(() => sender.isClosed);
  });

  it('that come drop by drop have an end as well', async () => {
    const sender = await from();
    const drops = setInterval(() => sender.send(content.subarray(0, 1)), 100);
    try {
      await sender.answered();
      expect(sender.status).toBe(408);
      expect(sender.answer).toContain('upload-too-slow');
      // What still comes after the answer is not read for ever.
      await eventually(() => sender.isClosed);
    } finally {
      clearInterval(drops);
    }
  });

  it('of people who may send none hold a connection no longer than anything else', async () => {
    const sender = await begin({ 'accept-language': 'en' });
    const drops = setInterval(() => sender.send(content.subarray(0, 1)), 100);
    try {
      await sender.answered();
      expect(sender.status).toBe(401);
      await eventually(() => sender.isClosed);
      expect(services.requestsOf(KeepFilePart)).toEqual([]);
    } finally {
      clearInterval(drops);
    }
  });

  it('have a time of their own: a form that comes in pieces has the usual one', async () => {
    const sender = await begin(
      { cookie, 'content-type': 'application/json', 'content-length': '100' },
      '/api/v1/meetings',
    );
    sender.send(Buffer.from('{'));
    await sender.answered();
    expect(sender.status).toBe(408);
    expect(sender.answer).toContain('request-timeout');
  });

  it('that are cut off half way are given to nobody, and the next one is taken', async () => {
    const sender = await from();
    sender.send(content.subarray(0, filePartBytes + 1));
    await eventually(() => partsKept().length === 1);
    sender.socket.destroy();
    await pause(200);
    expect(services.requestsOf(KeepDocument)).toEqual([]);
    expect(await isTaken(await from(), content)).toBe(true);
  });

  it('that are not what their sender says they are are not taken', async () => {
    const digest = createHash('sha256').update(content).digest('base64');
    expect(await isTaken(await from({ 'content-digest': `sha-256=:${digest}:` }), content)).toBe(true);
    const damaged = Buffer.from(content).fill(0, size - 3);
    const sender = await from({ 'content-digest': `sha-256=:${digest}:` });
    expect(await isTaken(sender, damaged)).toBe(false);
    expect(sender.status).toBe(422);
    expect(sender.answer).toContain('file-damaged');
    expect(services.requestsOf(KeepDocument)).toHaveLength(1);
  });

  it('that are too large are refused by what they say of themselves, and by what comes', async () => {
    const said = await from({ 'content-length': String(mostDocumentBytes + 1) });
    await said.answered();
    expect(said.status).toBe(422);
    expect(said.answer).toContain('file-too-large');
    expect(partsKept()).toEqual([]);

    const { hostname, port } = new URL(gateway.url);
    const unsaid = await fetch(`http://${hostname}:${port}${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/octet-stream' },
      body: new ReadableStream({
        start: (stream) => {
          for (let at = 0; at <= mostDocumentBytes; at += 1024 * 1024) stream.enqueue(new Uint8Array(1024 * 1024));
          stream.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(unsaid.status).toBe(422);
    expect(await unsaid.json()).toMatchObject({ code: 'file-too-large' });
  });

  it('are so many at once and no more, of one person and of all; who waits for others is told so', async () => {
    const held: Sender[] = [];
    const hold = async () => {
      const sender = await from();
      sender.send(content.subarray(0, filePartBytes + 1));
      held.push(sender);
      await eventually(() => partsKept().length === held.length);
    };
    await hold();
    await hold();
    const third = await from();
    expect(await isTaken(third, content)).toBe(false);
    expect([third.status, third.answer.includes('too-many-uploads')]).toEqual([429, true]);
    signedInAs('staff-2');
    await hold();
    signedInAs('staff-3');
    expect(await isTaken(await from(), content)).toBe(false);
    for (const sender of held) expect(await isTaken(sender, content.subarray(filePartBytes + 1))).toBe(true);
    expect(await isTaken(await from(), content)).toBe(true);
  });

  it('are not lost where the service that keeps them is away for a moment: the same part goes to it again', async () => {
    let tries = 0;
    services.answer(KeepFilePart, () => {
      tries += 1;
      if (tries === 1) throw unavailable('service-unavailable');
      return {};
    });
    expect(await isTaken(await from(), content)).toBe(true);
    expect(partsKept().map(([number]) => number)).toEqual([0, 0, 1]);
  });
});

describe('a gateway that stops', () => {
  it('waits for no file that is on its way', async () => {
    const nats = await startNats();
    const services = await StandIns.start(nats.url);
    const staff: Staff = { id: 'staff-1', email: 'x@ega.example', name: 'X', roles: ['coordinator'], active: true };
    services.answer(GetSession, () => ({ staff, expiresAt: '2016-11-07T14:00:00.000Z' }));
    const gateway = await createGateway(
      GatewayConfig.parse({
        NODE_ENV: 'test',
        SALA_HTTP_PORT: '0',
        SALA_LOG_LEVEL: 'silent',
        NATS_URL: nats.url,
        SALA_PUBLIC_URL: 'http://sala.example',
        SALA_SECURE_COOKIES: 'false',
      }),
    );
    const sender = await Sender.begin(gateway.url, { cookie });
    sender.send(content.subarray(0, filePartBytes + 1));
    await eventually(() => services.requestsOf(KeepFilePart).length === 1);
    const begun = performance.now();
    await gateway.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(sender.status).toBe(503);
    sender.socket.destroy();
    await services.stop();
    await nats.stop();
  });
});
