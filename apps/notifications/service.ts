import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { ListNotificationsAudit } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, MessagingWork, OutboxModule } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, Clock, Metrics, PlatformModule, Readiness, type RunningService, SystemClock } from '#platform';
import { AppointmentService } from './appointment/appointment.service.js';
import { TellSiteWhenCheckChanges } from './appointment/tell-site-when-check-changes.consumer.js';
import { type NotificationsConfig } from './config.js';
import { BadAddresses } from './delivery/bad-addresses.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { DeliveryFacts, RegistrationStandings, Standings } from './delivery/delivery-facts.js';
import { DeliveryLedger } from './delivery/delivery-ledger.js';
import { DeliveryQueue } from './delivery/delivery.queue.js';
import { DeliverySender } from './delivery/delivery-sender.js';
import { DeliveryService } from './delivery/delivery.service.js';
import { DeliveryStore } from './delivery/delivery.store.js';
import { EventMails } from './delivery/event-mails.js';
import { DeliveryWorks } from './delivery/delivery-works.js';
import { Dispatcher } from './delivery/dispatcher.js';
import { LaneStore } from './delivery/lane.store.js';
import { MailLane } from './delivery/mail-lane.js';
import { MailWork } from './delivery/mail-work.js';
import { MailWriter } from './delivery/mail-writer.js';
import { MailTemplates } from './mail/mail-template.js';
import { MailTransport } from './mail/mail-transport.js';
import { messageIdDomain } from './mail/mime.js';
import { SmtpTransport } from './mail/smtp-transport.js';
import { MeetingStore } from './meeting/meeting.store.js';
import { mountQueueBoard } from './queue-board/queue-board.js';
import { ConfirmWhenResponseRecorded } from './recipient/confirm-when-response-recorded.consumer.js';
import { ContactStore } from './recipient/contact.store.js';
import { ForgetWhenInvitationWithdrawn } from './recipient/forget-when-invitation-withdrawn.consumer.js';
import { InviteWhenInvitationIssued } from './recipient/invite-when-invitation-issued.consumer.js';
import { KeepContactWhenEnrolled } from './recipient/keep-contact-when-enrolled.consumer.js';
import { InvitingService } from './recipient/inviting.service.js';
import { RecipientStore } from './recipient/recipient.store.js';
import { CallListController } from './reminder/call-list.controller.js';
import { CallListService } from './reminder/call-list.service.js';
import { CancelMailsWhenMeetingCancelled } from './reminder/cancel-mails-when-meeting-cancelled.consumer.js';
import { ChangeMails } from './reminder/change-mails.js';
import { EscalationStore } from './reminder/escalation.store.js';
import { MoveRemindersWhenDeadlineExtended } from './reminder/move-reminders-when-deadline-extended.consumer.js';
import { PlanRemindersWhenMeetingAnnounced } from './reminder/plan-reminders-when-meeting-announced.consumer.js';
import { Patience, patienceMs } from './reminder/patience.js';
import { ReminderService } from './reminder/reminder.service.js';
import { RunSteps } from './reminder/run-steps.js';
import { RunStore } from './reminder/run.store.js';
import { SweepLeaseStore } from './sweep-lease.store.js';
import { SweepLoop } from './sweeps.js';
import { type Timings, timingsOf } from './timings.js';
import { RetellController } from './work-state/retell.controller.js';
import { WorkStateController } from './work-state/work-state.controller.js';

const service = 'notifications';

type SenderParts = [DeliveryStore, DeliveryLedger, DeliveryFacts, MailTemplates, MailLane, BadAddresses, MailTransport, Clock];
type DispatchParts = [DeliveryStore, DeliveryLedger, DeliveryQueue, MailLane, DeliveryFacts, Clock];
type WorksParts = [DeliveryQueue, DeliverySender, DeliveryLedger, MailLane, MailTransport, SweepLeaseStore, Dispatcher, ReminderService, MessagingWork, Readiness];

/** What sends mail, put together from the configuration. */
const sending = (config: NotificationsConfig, timings: Timings): Provider[] => [
  { provide: Standings, useClass: RegistrationStandings },
  { provide: MailTemplates, useFactory: () => new MailTemplates() },
  {
    provide: MailTransport,
    useFactory: () =>
      new SmtpTransport({ url: config.SMTP_URL, from: config.SALA_MAIL_FROM, connections: config.SALA_MAIL_CONNECTIONS, patienceMs: timings.serverPatienceMs, handOverMs: timings.handOverMs }),
  },
  {
    provide: DeliveryQueue,
    useFactory: () => new DeliveryQueue({ redisUrl: config.REDIS_URL, name: `${config.SALA_DATABASE}-deliveries`, concurrency: timings.errandsAtOnce }),
  },
  {
    provide: MailLane,
    inject: [LaneStore, MailTransport, Clock, Metrics],
    useFactory: (store: LaneStore, transport: MailTransport, clock: Clock, metrics: Metrics) => new MailLane(store, transport, clock, timings.lanePauseMs, metrics),
  },
  {
    provide: DeliverySender,
    inject: [DeliveryStore, DeliveryLedger, DeliveryFacts, MailTemplates, MailLane, BadAddresses, MailTransport, Clock],
    useFactory: (...[store, ledger, facts, templates, lane, badAddresses, transport, clock]: SenderParts) => {
      const writer = new MailWriter(facts, templates, clock, { publicUrl: config.SALA_PUBLIC_URL.replace(/\/$/, ''), mailDomain: messageIdDomain(config.SALA_MAIL_FROM) });
      const { leaseMs, freshMs } = timings;
      return new DeliverySender({ store, ledger, writer, facts, lane, badAddresses, transport, clock }, { leaseMs, freshMs, ahead: 20 * config.SALA_MAIL_CONNECTIONS });
    },
  },
  {
    provide: Dispatcher,
    inject: [DeliveryStore, DeliveryLedger, DeliveryQueue, MailLane, DeliveryFacts, Clock],
    useFactory: (...[store, ledger, queue, lane, facts, clock]: DispatchParts) => new Dispatcher({ store, ledger, queue, lane, facts, clock }, timings),
  },
];

const works = (config: NotificationsConfig): Provider => ({
  provide: DeliveryWorks,
  inject: [DeliveryQueue, DeliverySender, DeliveryLedger, MailLane, MailTransport, SweepLeaseStore, Dispatcher, ReminderService, MessagingWork, Readiness],
  useFactory: (...[queue, sender, ledger, lane, transport, leases, dispatcher, reminders, work, readiness]: WorksParts) => {
    const patience = new Patience(new SystemClock(), patienceMs);
    const runs = async (): Promise<boolean> => {
      await reminders.sweep(async () => patience.isOver((await work.pending()).unhandled === 0));
      return false;
    };
    const sweeps = [{ name: 'runs', run: runs }, { name: 'dispatch', run: () => dispatcher.sweep() }].map((sweep) => new SweepLoop(sweep, leases, config.SALA_SWEEP_MS));
    return new DeliveryWorks({ queue, sender, ledger, lane, transport, sweeps, readiness });
  },
});

@Module({})
export class NotificationsModule {
  static forRoot(config: NotificationsConfig, timings: Timings): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({ url: config.MONGODB_URL, database: config.SALA_DATABASE }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
      ],
      controllers: [
        DeliveryController, CallListController, RetellController, WorkStateController, auditController(ListNotificationsAudit),
        PlanRemindersWhenMeetingAnnounced, MoveRemindersWhenDeadlineExtended, CancelMailsWhenMeetingCancelled,
        InviteWhenInvitationIssued, ConfirmWhenResponseRecorded, ForgetWhenInvitationWithdrawn, KeepContactWhenEnrolled,
        TellSiteWhenCheckChanges,
      ],
      providers: [
        MeetingStore, RecipientStore, ContactStore, DeliveryStore, RunStore, EscalationStore, SweepLeaseStore, LaneStore, BadAddresses, MailWork,
        DeliveryLedger, DeliveryService, DeliveryFacts, ReminderService, RunSteps, AppointmentService,
        EventMails, InvitingService, CallListService, ChangeMails,
        ...sending(config, timings), works(config),
      ],
    };
  }
}

/** Starts notifications; it takes work when this resolves. */
export const createNotifications = (config: NotificationsConfig, timings: Timings = timingsOf(config.SALA_MAIL_LEASE_MS)): Promise<RunningService> =>
  bootService({
    service,
    module: NotificationsModule.forRoot(config, timings),
    config,
    configure: async (app) => {
      connectMessaging(app);
      await mountQueueBoard(app);
    },
  });
