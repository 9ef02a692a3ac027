import fastifyCookie from '@fastify/cookie';
import { bootService, type RunningService } from '#platform';
import { sessionCookieName } from './access/session-cookie.js';
import { type GatewayConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { type BodyLimits, usualBodyLimits } from './http/body-limits.js';
import { BodyTimes } from './http/body-times.js';
import { answerClientError, answerRouterError } from './http/client-errors.js';
import { serveApiDocs } from './http/api-docs.js';
import { serveConsole } from './http/console.js';
import { registerBodies, registerSecurity } from './http/security.js';
import { SelfCheckScript } from './self-check/self-check-script.js';
import { registerTroublePages } from './reply/trouble-pages.js';

const headersMs = 10_000;
const mostConnections = 10_000;

/** The gateway: HTTP in, requests over NATS out. It keeps nothing but, for minutes, who was signed in. */
export const createGateway = (
  config: GatewayConfig,
  bodyLimits: BodyLimits = usualBodyLimits,
): Promise<RunningService> => {
  const trusted = config.SALA_TRUST_PROXY;
  return bootService({
    service: 'gateway',
    module: GatewayModule.forRoot(config, bodyLimits),
    config,
    isPublic: true,
    server: {
      trustProxy: typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : trusted,
      // Half-sent requests do not stay: how long each is waited for is seen to in BodyTimes; this is the longest of all.
      requestTimeout: bodyLimits.fileMs + bodyLimits.wholeMs,
      http: { headersTimeout: headersMs, connectionsCheckingInterval: 1_000 },
      // The schema says what is too long, by name.
      routerOptions: { maxParamLength: 16_000 },
      frameworkErrors: answerRouterError(config.SALA_SECURE_COOKIES),
      clientErrorHandler: answerClientError(config.SALA_SECURE_COOKIES),
    },
    configure: async (app) => {
      app.get(BodyTimes).follow(app.getHttpServer());
      registerSecurity(app.getHttpAdapter().getInstance(), config.SALA_SECURE_COOKIES);
      registerBodies(app);
      registerTroublePages(app.getHttpAdapter().getInstance(), config.SALA_HELP_PHONE);
      app.getHttpServer().maxConnections = mostConnections;
      await app.register(fastifyCookie);
      serveApiDocs(app, sessionCookieName(config));
      app.get(SelfCheckScript).serve(app);
      await serveConsole(app, config);
    },
  });
};
