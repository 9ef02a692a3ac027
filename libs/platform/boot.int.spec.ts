import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Injectable, Logger, Module, Param, Post } from '@nestjs/common';
import { notFound } from './app-error.js';
import { bootService, type RunningService } from './boot.js';
import { correlationId } from './correlation.js';
import { PlatformModule } from './platform.module.js';
import { Readiness } from './readiness.js';

const lines: string[] = [];
const sink = new Writable({
  write: (chunk, _encoding, done) => {
    lines.push(String(chunk));
    done();
  },
});
const release = Promise.withResolvers<void>();
const entered = Promise.withResolvers<void>();
const token = 'inv-4f7k2m9q1x8c.1.Zm9yIHRoZSBleGFtcGxlIG9ubHk';
let broken = false;

@Injectable()
class Store {
  constructor(readiness: Readiness) {
    readiness.add({
      name: 'store',
      check: async () => {
        if (broken) throw new Error('disk is full');
      },
    });
  }
}

@Controller()
class ExampleController {
  readonly #logger = new Logger('Example');

  @Get('r/:token')
  page(@Param('token') given: string) {
    this.#logger.log(
      { replyToken: given, content: { attendees: [{ name: 'สมชาย' }] } },
      `opened ${given} for officer@tak.example`,
    );
    return { correlationId: correlationId() };
  }

  @Post('echo')
  async echo(@Body() body: unknown) {
    await new Promise((resolve) => setImmediate(resolve));
    return { body, correlationId: correlationId() };
  }

  @Get('missing')
  missing() {
    throw notFound('meeting-not-found', { values: { id: 'm' } });
  }

  @Get('defect')
  defect() {
    throw new TypeError(`cannot read ${token}`);
  }

  @Get('slow')
  async slow() {
    entered.resolve();
    await release.promise;
    return { done: true };
  }
}

const config = { SALA_HOST: '127.0.0.1', SALA_HTTP_PORT: 0, SALA_LOG_LEVEL: 'info' as const };

@Module({
  imports: [PlatformModule.forRoot({ service: 'example', config, logTo: sink })],
  controllers: [ExampleController],
  providers: [Store],
})
class ExampleModule {}

describe('a booted service', () => {
  let service: RunningService;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${service.url}${path}`, { headers });
  beforeAll(async () => {
    // A process has one logger, that of the service which was booted first: here it is this one's, whatever ran before in this worker.
    const { __resetOutOfContextForTests: forget } = (await import(
      new URL('./PinoLogger.js', import.meta.resolve('nestjs-pino')).href
    )) as { readonly __resetOutOfContextForTests: () => void };
    forget();
    service = await bootService({ service: 'example', module: ExampleModule, config });
  });
  afterAll(() => service.close());

  it('carries the caller’s correlation id through its work, its answer and its logs', async () => {
    const reply = await fetch(`${service.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-correlation-id': 'from-the-caller-1' },
      body: JSON.stringify({ text: 'ก'.repeat(100_000) }),
    });
    expect(reply.headers.get('x-correlation-id')).toBe('from-the-caller-1');
    expect(await reply.json()).toMatchObject({ correlationId: 'from-the-caller-1' });
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        service: 'example',
        correlationId: 'from-the-caller-1',
        route: '/echo',
        status: 201,
        message: 'request done',
      }),
    );
  });

  it('makes a correlation id where none, or an unfit one, is given', async () => {
    const reply = await get('/health/live', { 'x-correlation-id': 'x y; {"injected":true}' });
    expect(reply.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('writes nothing of a reply token, an address or an attendee into any log line', async () => {
    expect((await get(`/r/${token}?again=${token}`)).status).toBe(200);
    expect((await get('/defect')).status).toBe(500);
    const log = lines.join('');
    expect(log).toContain('"route":"/r/:token"');
    for (const secret of [token, 'Zm9yIHRoZSBleGFtcGxlIG9ubHk', 'officer@tak.example', 'สมชาย'])
      expect(log).not.toContain(secret);
  });

  it('answers errors as problem+json in the reader’s language, with the code and the correlation id', async () => {
    const reply = await get('/missing', { 'accept-language': 'th', 'x-correlation-id': 'trace-0001' });
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await reply.json()).toEqual({
      type: 'urn:sala:problem:meeting-not-found',
      title: 'ไม่พบข้อมูล',
      status: 404,
      detail: 'ไม่พบการประชุมนี้',
      code: 'meeting-not-found',
      correlationId: 'trace-0001',
    });
  });

  it('tells nothing of a defect’s inside, and knows the errors of the HTTP layer', async () => {
    const defect = await (await get('/defect')).text();
    expect(defect).toContain('internal-error');
    expect(defect).not.toContain('cannot read');
    expect(await (await get('/nowhere')).json()).toMatchObject({ status: 404, code: 'no-such-address' });
    const malformed = await fetch(`${service.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":',
    });
    expect(await malformed.json()).toMatchObject({ status: 400, code: 'malformed-request' });
    const huge = await fetch(`${service.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify('x'.repeat(1_100_000)),
    });
    expect(await huge.json()).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('says which part is not ready', async () => {
    expect((await get('/health/ready')).status).toBe(200);
    broken = true;
    const reply = await get('/health/ready');
    expect(reply.status).toBe(503);
    expect(await reply.json()).toEqual({
      ready: false,
      parts: [{ name: 'store', ready: false, problem: 'disk is full' }],
    });
    broken = false;
  });

  it('tells the public only whether it is ready, and the rest on the management port', async () => {
    const open = await bootService({
      service: 'open',
      module: ExampleModule,
      isPublic: true,
      config: { ...config, SALA_MANAGEMENT_PORT: 0 },
    });
    broken = true;
    try {
      const reply = await fetch(`${open.url}/health/ready`);
      expect([reply.status, await reply.json()]).toEqual([503, { ready: false }]);
      expect((await fetch(`${open.url}/metrics`)).status).toBe(404);
      const managed = (path: string) => fetch(`${open.managementUrl}${path}`);
      expect(await (await managed('/health/ready')).json()).toEqual({
        ready: false,
        parts: [{ name: 'store', ready: false, problem: 'disk is full' }],
      });
      expect(await (await managed('/metrics')).text()).toContain('sala_http_request_seconds');
      expect((await managed('/r/some-token')).status).toBe(404);
    } finally {
      broken = false;
      await open.close();
    }
  });

  it('measures requests by route', async () => {
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/sala_http_request_seconds_count\{[^}]*route="\/echo"[^}]*\} \d+/);
    expect(text).not.toContain(token);
  });

  it('finishes the request in hand before it closes', async () => {
    const inHand = get('/slow');
    await entered.promise;
    const closing = service.close();
    release.resolve();
    expect(await (await inHand).json()).toEqual({ done: true });
    await closing;
    await expect(get('/health/live')).rejects.toThrow();
  });
});
