import { Module } from '@nestjs/common';
import { BoardModule } from '../board/board.module.js';
import { HistoryModule } from '../history/history.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { InvitingModule } from '../inviting/inviting.module.js';
import { MergingModule } from '../merging/merging.module.js';
import { SeatingModule } from '../seating/seating.module.js';
import { CountRepliesWhenInvitationsChange } from './count-replies-when-invitations-change.js';
import { FollowSeatsWhenAnswersChange } from './follow-seats-when-answers-change.js';
import { FollowWhenSiteEnrolled } from './follow-when-site-enrolled.js';
import { InviteWhenMeetingChanged } from './invite-when-meeting-changed.js';
import { InviteWhenOrganisationEnrolled } from './invite-when-organisation-enrolled.js';
import { IssueInvitationsWhenMeetingAnnounced } from './issue-invitations-when-meeting-announced.js';
import { NoteHistoryWhenSomethingWasWritten } from './note-history-when-something-was-written.js';
import { RepeatSeatsWhenTheyChange } from './repeat-seats-when-they-change.js';
import { SettleWhenOrganisationMerged } from './settle-when-organisation-merged.js';

/** What is done when something is heard of: the one place where features meet. */
@Module({
  imports: [InvitationModule, InvitingModule, MergingModule, BoardModule, SeatingModule, HistoryModule],
  controllers: [
    IssueInvitationsWhenMeetingAnnounced,
    InviteWhenMeetingChanged,
    InviteWhenOrganisationEnrolled,
    FollowWhenSiteEnrolled,
    SettleWhenOrganisationMerged,
    CountRepliesWhenInvitationsChange,
    FollowSeatsWhenAnswersChange,
    RepeatSeatsWhenTheyChange,
    NoteHistoryWhenSomethingWasWritten,
  ],
})
export class ReactionsModule {}
