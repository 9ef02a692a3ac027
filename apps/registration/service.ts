import { type DynamicModule, Module } from '@nestjs/common';
import { ListRegistrationAudit } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { BoardController } from './board/board.controller.js';
import { BoardStore } from './board/board.store.js';
import { CountRepliesWhenInvitationsChange } from './board/count-replies-when-invitations-change.consumer.js';
import { CountingService } from './board/counting.service.js';
import { RebuildService } from './board/rebuild.service.js';
import { LinkKey, type RegistrationConfig } from './config.js';
import { FollowingService } from './invitation/following.service.js';
import { FollowWhenSiteEnrolled } from './invitation/follow-when-site-enrolled.consumer.js';
import { InvitationChangesInTurn } from './invitation/invitation-changes.js';
import { InvitationController } from './invitation/invitation.controller.js';
import { InvitationService } from './invitation/invitation.service.js';
import { InvitationStore } from './invitation/invitation.store.js';
import { InviteWhenOrganisationEnrolled } from './invitation/invite-when-organisation-enrolled.consumer.js';
import { IssueInvitationsWhenMeetingAnnounced } from './invitation/issue-invitations-when-meeting-announced.consumer.js';
import { IssuingService } from './invitation/issuing.service.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { MeetingService } from './meeting/meeting.service.js';
import { MeetingStore } from './meeting/meeting.store.js';
import { EnrolmentService } from './organisation/enrolment.service.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { OrganisationStore } from './organisation/organisation.store.js';
import { SiteStore } from './organisation/site.store.js';
import { ResponseController } from './response/response.controller.js';
import { ResponseService } from './response/response.service.js';
import { RetellController } from './work-state/retell.controller.js';
import { WorkStateController } from './work-state/work-state.controller.js';

const service = 'registration';

@Module({})
export class RegistrationModule {
  static forRoot(config: RegistrationConfig): DynamicModule {
    return {
      module: RegistrationModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({ url: config.MONGODB_URL, database: config.SALA_DATABASE }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
      ],
      controllers: [
        MeetingController, OrganisationController, InvitationController, ResponseController, BoardController, RetellController, WorkStateController, auditController(ListRegistrationAudit),
        IssueInvitationsWhenMeetingAnnounced, InviteWhenOrganisationEnrolled, FollowWhenSiteEnrolled, CountRepliesWhenInvitationsChange,
      ],
      providers: [
        { provide: LinkKey, useValue: config.SALA_LINK_KEY },
        MeetingStore, SiteStore, OrganisationStore, InvitationStore, BoardStore,
        MeetingService, EnrolmentService, InvitationService, InvitationChangesInTurn, IssuingService, FollowingService, ResponseService, CountingService, RebuildService,
      ],
    };
  }
}

/** Starts registration; it takes work when this resolves. */
export const createRegistration = (config: RegistrationConfig): Promise<RunningService> =>
  bootService({ service, module: RegistrationModule.forRoot(config), config, configure: connectMessaging });
