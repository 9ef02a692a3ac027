import fastifyCookie from '@fastify/cookie';
import { bootService, type RunningService } from '#platform';
import { sessionCookieName } from './access/session-cookie.js';
import { type GatewayConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { answerClientError, answerRouterError } from './http/client-errors.js';
import { serveApiDocs } from './http/api-docs.js';
import { serveConsole } from './http/console.js';
import { registerBodies, registerSecurity } from './http/security.js';
import { registerTroublePages } from './reply/trouble-pages.js';

const wholeRequestMs = 30_000;
const headersMs = 10_000;
const mostConnections = 10_000;

/** The gateway: HTTP in, requests over NATS out. It keeps nothing but, for minutes, who was signed in. */
export const createGateway = (config: GatewayConfig): Promise<RunningService> => {
  const trusted = config.SALA_TRUST_PROXY;
  return bootService({
    service: 'gateway',
    module: GatewayModule.forRoot(config),
    config,
    isPublic: true,
    server: {
      trustProxy: typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : trusted,
      // Whoever sends a request in pieces has so long for all of it; half-sent ones do not stay.
      requestTimeout: wholeRequestMs,
      http: { headersTimeout: headersMs, connectionsCheckingInterval: 1_000 },
      // The schema says what is too long, by name.
      routerOptions: { maxParamLength: 16_000 },
      frameworkErrors: answerRouterError(config.SALA_SECURE_COOKIES),
      clientErrorHandler: answerClientError(config.SALA_SECURE_COOKIES),
    },
    configure: async (app) => {
      registerSecurity(app.getHttpAdapter().getInstance(), config.SALA_SECURE_COOKIES);
      registerBodies(app);
      registerTroublePages(app.getHttpAdapter().getInstance(), config.SALA_HELP_PHONE);
      app.getHttpServer().maxConnections = mostConnections;
      await app.register(fastifyCookie);
      serveApiDocs(app, sessionCookieName(config));
      await serveConsole(app, config);
    },
  });
};
