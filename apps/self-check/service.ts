import { type DynamicModule, Module } from '@nestjs/common';
import { connectMessaging, MessagingModule, messagingOf } from '#messaging';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { type SelfCheckConfig } from './config.js';
import { OfferController } from './session/offer.controller.js';
import { sessionLimits, Sessions } from './session/sessions.js';

const service = 'self-check';

@Module({})
export class SelfCheckModule {
  static forRoot(config: SelfCheckConfig): DynamicModule {
    return {
      module: SelfCheckModule,
      imports: [PlatformModule.forRoot({ service, config }), MessagingModule.forRoot(messagingOf(service, config))],
      controllers: [OfferController],
      providers: [
        Sessions,
        {
          provide: sessionLimits,
          useValue: {
            ports: config.SALA_SELF_CHECK_PORTS,
            addresses: config.SALA_SELF_CHECK_ADDRESS,
            atOnce: config.SALA_SELF_CHECK_SESSIONS,
            windowMs: config.SALA_SELF_CHECK_SECONDS * 1_000,
          },
        },
      ],
    };
  }
}

/** The end of the link that sites measure theirs against. It keeps nothing: what was measured goes to scheduling. */
export const createSelfCheck = (config: SelfCheckConfig): Promise<RunningService> =>
  bootService({ service, module: SelfCheckModule.forRoot(config), config, configure: connectMessaging });
