import { type DynamicModule, Module } from '@nestjs/common';
import { ListNotificationsAudit, RetellNotifications } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule, retellController } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, ConfigError, PlatformModule, type RunningService } from '#platform';
import { InboundModule } from './inbound/inbound.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { MailViewModule } from './mail-view/mail-view.module.js';
import { NoticeModule } from './notice/notice.module.js';
import { AnnouncingModule } from './announcing/announcing.module.js';
import { AheadModule } from './ahead/ahead.module.js';
import { RemindNowModule } from './remind-now/remind-now.module.js';
import { QueueBoardModule } from './queue-board/queue-board.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { type NotificationsConfig, SettingsModule, type Timings, timingsOf } from './settings/settings.module.js';
import { ShortTextModule } from './short-text/short-text.module.js';
import { WrongAddressModule } from './wrong-address/wrong-address.module.js';
import { WorkStateModule } from './work-state/work-state.module.js';

const service = 'notifications';

@Module({})
export class NotificationsModule {
  static forRoot(config: NotificationsConfig, timings: Timings): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({
          url: config.MONGODB_URL,
          database: config.SALA_DATABASE,
          takeOverSeconds: config.SALA_TAKE_OVER_SECONDS,
        }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
        SettingsModule.forRoot(config, timings),
        ReactionsModule,
        InboundModule,
        InboxModule,
        WorkStateModule,
        QueueBoardModule,
        MailViewModule,
        WrongAddressModule,
        NoticeModule,
        AheadModule,
        RemindNowModule,
        AnnouncingModule,
        ShortTextModule,
      ],
      controllers: [auditController(ListNotificationsAudit), retellController(RetellNotifications)],
    };
  }
}

/** Starts notifications; it takes work when this resolves. Throws ConfigError where mails are to come in and nobody knows to which address. */
export const createNotifications = async (
  config: NotificationsConfig,
  timings: Timings = timingsOf(config.SALA_MAIL_LEASE_MS, config.SALA_MAIL_HOLD_HOURS, config.SALA_MAIL_LATE_MINUTES),
): Promise<RunningService> => {
  const { SALA_INBOUND_ADDRESS: address, SALA_INBOUND_SMTP: door, SALA_INBOUND_IMAP: mailbox } = config;
  if (address === undefined && (door ?? mailbox) !== undefined)
    throw new ConfigError(
      'notifications cannot start: SALA_INBOUND_SMTP and SALA_INBOUND_IMAP take mails for SALA_INBOUND_ADDRESS. Set it to that address, such as answers@sala.example',
    );
  return bootService({
    service,
    module: NotificationsModule.forRoot(config, timings),
    config,
    configure: connectMessaging,
  });
};
