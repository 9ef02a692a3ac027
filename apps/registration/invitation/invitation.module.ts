import { Module } from '@nestjs/common';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { InvitationChangesInTurn } from './invitation-changes.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationService } from './invitation.service.js';
import { InvitationStore } from './invitation.store.js';
import { ReplyCodes } from './reply-codes.js';
import { SeveralInvitationsService } from './several.service.js';

export { type Change, InvitationChangesInTurn } from './invitation-changes.js';
export { InvitationStore } from './invitation.store.js';
export { ReplyCodes } from './reply-codes.js';
export {
  countingResponse,
  followContact,
  followSite,
  type InvitationChanges,
  type InvitationDecision,
  invitationId,
  invitationOf,
  type InvitationRecord,
  inviteAgain,
  issueInvitation,
  renewLink,
  standingOf,
  withdrawInvitation,
} from './invitation.js';
export { type Several, SeveralInvitationsService } from './several.service.js';
export { asksOtherSite, otherSiteAsked } from './other-site.js';
export { openedTo, opensPersons } from './opened.js';
export {
  countedAs,
  countsAgain,
  inCountingOrder,
  inEntryOrder,
  isUnconfirmed,
  lastSaid,
  lastTakenBack,
  previousOf,
} from './said.js';

/** Invitations: each office's seat at a meeting, with all that it has said, and the one way to change it. */
@Module({
  imports: [MeetingModule, OrganisationModule],
  controllers: [InvitationController],
  providers: [InvitationStore, InvitationChangesInTurn, InvitationService, SeveralInvitationsService, ReplyCodes],
  exports: [InvitationStore, InvitationChangesInTurn, ReplyCodes, SeveralInvitationsService],
})
export class InvitationModule {}
