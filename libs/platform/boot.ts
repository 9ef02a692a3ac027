import { type IncomingMessage, type Server } from 'node:http';
import { type DynamicModule, Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyHttpOptions } from 'fastify';
import { Logger as PinoLogger } from 'nestjs-pino';
import { type PlatformConfig } from './config.js';
import { correlationOf } from './correlation.js';
import { registerHttpHooks } from './http-hooks.js';
import { startManagementServer } from './management-server.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';

type Options = {
  readonly service: string;
  /** The service's module; it imports `PlatformModule.forRoot`. */
  readonly module: Type | DynamicModule;
  readonly config: Pick<PlatformConfig, 'SALA_HOST' | 'SALA_HTTP_PORT' | 'SALA_MANAGEMENT_PORT'>;
  /** Whether anybody may reach its HTTP port: then it says there only whether it is ready, the rest on SALA_MANAGEMENT_PORT. */
  readonly isPublic?: boolean;
  readonly server?: Pick<
    FastifyHttpOptions<Server>,
    'trustProxy' | 'bodyLimit' | 'requestTimeout' | 'http' | 'routerOptions' | 'frameworkErrors' | 'clientErrorHandler'
  >;
  /** The last word before the service starts: plugins, filters, `app.connectMicroservice`. */
  readonly configure?: (app: NestFastifyApplication) => void | Promise<void>;
};

/** A service that takes work. `close` takes no more, finishes what is in hand, and lets go of everything. */
export type RunningService = {
  readonly service: string;
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Where health in detail and metrics are told, if not at `url`. */
  readonly managementUrl?: string;
  close(): Promise<void>;
};

/** A part of an address that is longer names nothing here; up to this its schema says what is wrong with it. */
const longestParameter = 2_000;

/** Starts a service: Nest on Fastify with correlation, logs, problem+json, health and metrics, then its microservices. */
export const bootService = async ({
  service,
  module,
  config,
  isPublic = false,
  server,
  configure,
}: Options): Promise<RunningService> => {
  const adapter = new FastifyAdapter({
    ...server,
    routerOptions: { maxParamLength: longestParameter },
    requestIdHeader: false,
    genReqId: (request: IncomingMessage) => correlationOf(request.headers['x-correlation-id']),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(PinoLogger));
  const readiness = app.get(Readiness);
  let management: Server | undefined;
  const close = async (): Promise<void> => {
    readiness.stop();
    await app.close();
    management?.close();
    management?.closeAllConnections();
  };
  try {
    registerHttpHooks(app.getHttpAdapter().getInstance(), app.get(Metrics), readiness, isPublic);
    app.useGlobalFilters(new ProblemFilter());
    await configure?.(app);
    // Indexes stand and modules are ready before the first request is taken.
    await app.init();
    await app.startAllMicroservices();
    if (config.SALA_MANAGEMENT_PORT !== undefined)
      management = await startManagementServer(
        config.SALA_MANAGEMENT_PORT,
        config.SALA_HOST,
        app.get(Metrics),
        readiness,
      );
    await app.listen(config.SALA_HTTP_PORT, config.SALA_HOST);
  } catch (error) {
    await close();
    throw error;
  }
  const urlOf = (address: ReturnType<Server['address']>): string => {
    const port = typeof address === 'object' && address !== null ? address.port : config.SALA_HTTP_PORT;
    return `http://${config.SALA_HOST.includes(':') ? `[${config.SALA_HOST}]` : config.SALA_HOST}:${port}`;
  };
  const url = urlOf(app.getHttpServer().address());
  new Logger('Boot').log({ url }, 'ready');
  return { service, app, url, ...(management !== undefined && { managementUrl: urlOf(management.address()) }), close };
};
