import fastifyCookie from '@fastify/cookie';
import { bootService, type RunningService } from '#platform';
import { sessionCookieName } from './access/session-cookie.js';
import { type GatewayConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { serveApiDocs } from './http/api-docs.js';
import { serveConsole } from './http/console.js';
import { RateLimits } from './http/rate-limits.js';
import { registerSecurity } from './http/security.js';
import { wording } from './http/wording.js';

/** The gateway: HTTP in, requests over NATS out. It keeps nothing. */
export const createGateway = (config: GatewayConfig): Promise<RunningService> =>
  bootService({
    service: 'gateway',
    module: GatewayModule.forRoot(config),
    config,
    wording,
    server: { trustProxy: config.SALA_TRUST_PROXY, bodyLimit: 2 * 1024 * 1024 },
    configure: async (app) => {
      registerSecurity(app.getHttpAdapter().getInstance(), config.SALA_SECURE_COOKIES);
      await app.register(fastifyCookie);
      await app.get(RateLimits).register(app);
      serveApiDocs(app, sessionCookieName(config));
      await serveConsole(app, config);
    },
  });
