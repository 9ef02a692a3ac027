import { type IncomingMessage, type Server } from 'node:http';
import { type DynamicModule, Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyHttpOptions } from 'fastify';
import { Logger as PinoLogger } from 'nestjs-pino';
import { type PlatformConfig } from './config.js';
import { correlationOf } from './correlation.js';
import { registerHttpHooks } from './http-hooks.js';
import { Metrics } from './metrics.js';
import { type Wording } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';

type Options = {
  readonly service: string;
  /** The service's module; it imports `PlatformModule.forRoot`. */
  readonly module: Type | DynamicModule;
  readonly config: Pick<PlatformConfig, 'SALA_HOST' | 'SALA_HTTP_PORT'>;
  readonly server?: Pick<FastifyHttpOptions<Server>, 'trustProxy' | 'bodyLimit' | 'requestTimeout' | 'http' | 'routerOptions' | 'frameworkErrors' | 'clientErrorHandler'>;
  /** Words for error codes in the reader's language. */
  readonly wording?: Wording;
  /** The last word before the service starts: plugins, filters, `app.connectMicroservice`. */
  readonly configure?: (app: NestFastifyApplication) => void | Promise<void>;
};

/** A service that takes work. `close` takes no more, finishes what is in hand, and lets go of everything. */
export type RunningService = { readonly service: string; readonly app: NestFastifyApplication; readonly url: string; close(): Promise<void> };

/** A part of an address that is longer names nothing here; up to this its schema says what is wrong with it. */
const longestParameter = 2_000;

/** Starts a service: Nest on Fastify with correlation, logs, problem+json, health and metrics, then its microservices. */
export const bootService = async ({ service, module, config, server, wording, configure }: Options): Promise<RunningService> => {
  const adapter = new FastifyAdapter({ ...server, routerOptions: { maxParamLength: longestParameter }, requestIdHeader: false, genReqId: (request: IncomingMessage) => correlationOf(request.headers['x-correlation-id']) });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(PinoLogger));
  const readiness = app.get(Readiness);
  const close = async (): Promise<void> => {
    readiness.stop();
    await app.close();
  };
  try {
    registerHttpHooks(app.getHttpAdapter().getInstance(), app.get(Metrics), readiness);
    app.useGlobalFilters(new ProblemFilter(wording));
    await configure?.(app);
    // Indexes stand and modules are ready before the first request is taken.
    await app.init();
    await app.startAllMicroservices();
    await app.listen(config.SALA_HTTP_PORT, config.SALA_HOST);
  } catch (error) {
    await close();
    throw error;
  }
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.SALA_HTTP_PORT;
  const host = config.SALA_HOST.includes(':') ? `[${config.SALA_HOST}]` : config.SALA_HOST;
  const url = `http://${host}:${port}`;
  new Logger('Boot').log({ url }, 'ready');
  return { service, app, url, close };
};
