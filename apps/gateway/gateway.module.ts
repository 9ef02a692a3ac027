import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { MessagingModule, messagingOf } from '#messaging';
import { PlatformModule } from '#platform';
import { AskerInterceptor } from './access/asker.interceptor.js';
import { OpenStreams } from './access/open-streams.js';
import { SessionController } from './access/session.controller.js';
import { SessionGuard } from './access/session.guard.js';
import { Sessions } from './access/sessions.js';
import { StaffController } from './access/staff.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { BoardController } from './board/board.controller.js';
import { BoardFeed } from './board/board-feed.js';
import { CheckController } from './check/check.controller.js';
import { ClockController } from './clock/clock.controller.js';
import { configToken, type GatewayConfig } from './config.js';
import { DeadLetterController } from './dead-letter/dead-letter.controller.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { RateLimits } from './http/rate-limits.js';
import { KnownQuery, StrictInput } from './http/strict-input.js';
import { InvitationController } from './invitation/invitation.controller.js';
import { EnrolmentController } from './meeting/enrolment.controller.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { ReplyController } from './reply/reply.controller.js';
import { ReplyDesk } from './reply/reply-desk.js';
import { ReplyPageController } from './reply/reply-page.controller.js';

@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [PlatformModule.forRoot({ service: 'gateway', config }), MessagingModule.forRoot(messagingOf('gateway', config))],
      controllers: [
        SessionController, StaffController, MeetingController, EnrolmentController, InvitationController, ReplyController, ReplyPageController,
        AuditController, BoardController, DeliveryController, CheckController, DeadLetterController, ClockController,
      ],
      providers: [
        { provide: configToken, useValue: config },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_PIPE, useFactory: () => new StrictInput() },
        { provide: APP_INTERCEPTOR, useClass: AskerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: KnownQuery },
        RateLimits, ReplyDesk, BoardFeed, OpenStreams, Sessions,
      ],
    };
  }
}
