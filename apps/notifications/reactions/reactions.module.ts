import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { AppointmentModule } from '../appointment/appointment.module.js';
import { CallListModule } from '../call-list/call-list.module.js';
import { HolidaysModule } from '../holidays/holidays.module.js';
import { InvitingModule } from '../inviting/inviting.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { MissedModule } from '../missed/missed.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ReminderModule } from '../reminder/reminder.module.js';
import { SendingModule } from '../sending/sending.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { WebhookModule } from '../webhook/webhook.module.js';
import { CallOfficeWhenAddressIsBad } from './call-office-when-address-is-bad.js';
import { CancelMailsWhenMeetingCancelled } from './cancel-mails-when-meeting-cancelled.js';
import { ConfirmWhenResponseRecorded } from './confirm-when-response-recorded.js';
import { ForgetWhenInvitationWithdrawn } from './forget-when-invitation-withdrawn.js';
import { InviteWhenInvitationIssued } from './invite-when-invitation-issued.js';
import { KeepContactWhenEnrolled } from './keep-contact-when-enrolled.js';
import { FollowWhenMeetingChanged } from './follow-when-meeting-changed.js';
import { PlanAnewWhenHolidayChanged } from './plan-anew-when-holiday-changed.js';
import { RemindWhenInvitationExtended } from './remind-when-invitation-extended.js';
import { RemindWhenMeetingAnnounced } from './remind-when-meeting-announced.js';
import { TellOfficeWhenHallIsDecided } from './tell-office-when-hall-is-decided.js';
import { TellOtherSystemsWhenSomethingHappened } from './tell-other-systems-when-something-happened.js';
import { TellSiteWhenCheckChanges } from './tell-site-when-check-changes.js';

/** What is done when something is heard of: the one place where features meet. */
@Module({
  imports: [
    MeetingModule,
    HolidaysModule,
    RecipientModule,
    AddressingModule,
    MissedModule,
    LedgerModule,
    SendingModule,
    SuppressionModule,
    CallListModule,
    InvitingModule,
    AppointmentModule,
    ReminderModule,
    WebhookModule,
  ],
  controllers: [
    RemindWhenMeetingAnnounced,
    RemindWhenInvitationExtended,
    FollowWhenMeetingChanged,
    PlanAnewWhenHolidayChanged,
    CancelMailsWhenMeetingCancelled,
    InviteWhenInvitationIssued,
    ConfirmWhenResponseRecorded,
    ForgetWhenInvitationWithdrawn,
    KeepContactWhenEnrolled,
    TellSiteWhenCheckChanges,
    TellOfficeWhenHallIsDecided,
    TellOtherSystemsWhenSomethingHappened,
  ],
  providers: [CallOfficeWhenAddressIsBad],
})
export class ReactionsModule {}
