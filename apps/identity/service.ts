import { type DynamicModule, Module } from '@nestjs/common';
import { ListIdentityAudit } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { AccountModule } from './account/account.module.js';
import { type IdentityConfig } from './config.js';
import { SignInModule } from './sign-in/sign-in.module.js';

const service = 'identity';
const hourMs = 3_600_000;

@Module({})
export class IdentityModule {
  static forRoot(config: IdentityConfig): DynamicModule {
    const accounts = AccountModule.forRoot(config);
    return {
      module: IdentityModule,
      imports: [
        // A meeting's clock that is moved or stands still signs nobody out and keeps nobody in.
        PlatformModule.forRoot({ service, config, clock: 'system' }),
        PersistenceModule.forRoot({
          url: config.MONGODB_URL,
          database: config.SALA_DATABASE,
          takeOverSeconds: config.SALA_TAKE_OVER_SECONDS,
        }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
        accounts,
        SignInModule.forRoot(accounts, config.SALA_SESSION_HOURS * hourMs),
      ],
      controllers: [auditController(ListIdentityAudit)],
    };
  }
}

/** Starts identity; it takes work when this resolves. */
export const createIdentity = (config: IdentityConfig): Promise<RunningService> =>
  bootService({ service, module: IdentityModule.forRoot(config), config, configure: connectMessaging });
