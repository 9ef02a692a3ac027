import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { passedOn } from '#contracts';
import { MessagingModule, messagingOf } from '#messaging';
import { PlatformModule } from '#platform';
import { AskerInterceptor } from './access/asker.interceptor.js';
import { OpenStreams } from './access/open-streams.js';
import { SessionController } from './access/session.controller.js';
import { SessionGuard } from './access/session.guard.js';
import { Sessions } from './access/sessions.js';
import { AuditController } from './audit/audit.controller.js';
import { BridgeCallbackController } from './bridge/bridge-callback.controller.js';
import { ClockController } from './clock/clock.controller.js';
import { configToken, type GatewayConfig } from './config.js';
import { DeadLetterController } from './dead-letter/dead-letter.controller.js';
import { Downloads } from './download/downloads.js';
import { BoardFeed } from './live/board-feed.js';
import { DayFeed } from './live/day-feed.js';
import { LiveStreamController } from './live/live-stream.controller.js';
import { LiveStreams } from './live/live-streams.js';
import { MailPreviewController } from './mail-preview/mail-preview.controller.js';
import { passingOn } from './passing-on/passing-on.js';
import { type BodyLimits, usualBodyLimits } from './http/body-limits.js';
import { bodyLimitsToken, BodyTimes } from './http/body-times.js';
import { RateLimits } from './http/rate-limits.js';
import { KnownQuery, StrictInput } from './http/strict-input.js';
import { RehearsalController } from './rehearsal/rehearsal.controller.js';
import { RehearsalService } from './rehearsal/rehearsal.service.js';
import { ReplyCodeController } from './reply/reply-code.controller.js';
import { ReplyOpinionsController } from './reply/reply-opinions.controller.js';
import { ReplyLinks } from './reply/reply-links.js';
import { ReplyPageController } from './reply/reply-page.controller.js';
import { ReplyVisits } from './reply/reply-visits.js';
import { WithdrawReplyController } from './reply/withdraw-reply.controller.js';
import { ReplyPreviewController } from './reply/reply-preview.controller.js';
import { SiteLinks } from './site/site-links.js';
import { SitePageController } from './site/site-page.controller.js';
import { SiteSayController } from './site/site-say.controller.js';
import { SiteVisits } from './site/site-visits.js';
import { WrongAddressController } from './wrong-address/wrong-address.controller.js';
import { SelfCheckController } from './self-check/self-check.controller.js';
import { SelfCheckScript } from './self-check/self-check-script.js';
import { UploadController } from './upload/upload.controller.js';
import { Uploads } from './upload/uploads.js';

@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig, bodyLimits: BodyLimits = usualBodyLimits): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.forRoot({ service: 'gateway', config }),
        MessagingModule.forRoot(messagingOf('gateway', config)),
      ],
      controllers: [
        ...passedOn.map(passingOn),
        SessionController,
        ReplyCodeController,
        ReplyPageController,
        ReplyOpinionsController,
        WithdrawReplyController,
        ReplyPreviewController,
        MailPreviewController,
        WrongAddressController,
        SitePageController,
        SiteSayController,
        AuditController,
        LiveStreamController,
        BridgeCallbackController,
        DeadLetterController,
        ClockController,
        RehearsalController,
        UploadController,
        SelfCheckController,
      ],
      providers: [
        { provide: configToken, useValue: config },
        { provide: bodyLimitsToken, useValue: bodyLimits },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_PIPE, useFactory: () => new StrictInput() },
        { provide: APP_INTERCEPTOR, useClass: AskerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: KnownQuery },
        SelfCheckScript,
        BodyTimes,
        Uploads,
        RateLimits,
        ReplyLinks,
        ReplyVisits,
        SiteLinks,
        SiteVisits,
        Downloads,
        BoardFeed,
        DayFeed,
        LiveStreams,
        OpenStreams,
        Sessions,
        RehearsalService,
      ],
    };
  }
}
