import { type EventContract, type RpcContract } from './contract.js';
import { RetellNotifications, RetellRegistration, RetellScheduling } from './retell.js';
import { GetNotificationsWorkState, GetRegistrationWorkState, GetSchedulingWorkState } from './work-state.js';
import { AnnounceMeeting, CancelMeeting, CreateMeeting, DeadlineExtended, ExtendDeadline, GetMeeting, ListMeetings, MeetingAnnounced, MeetingCancelled } from './meeting.js';
import { EnrolOrganisations, EnrolSites, OrganisationEnrolled, SiteEnrolled } from './organisation.js';
import { GetInvitation, GetInvitationStanding, InvitationIssued, InvitationWithdrawn, ListInvitations, RenewReplyLink, ReplyLinkRenewed, WithdrawInvitation } from './invitation.js';
import { GetReplyForm, RecordDeskReply, RecordReply, ResponseRecorded, ResponseTakenBack, TakeBackReply } from './reply.js';
import { GetResponseBoard, RebuildResponseBoard } from './board.js';
import { DeliveryAccepted, DeliveryRejected, EscalationRaised, ListCallList, ListDeliveries, ResendDelivery, ResolveUnknownDelivery, SummariseDeliveries } from './delivery.js';
import { GetMailLane, TryMailLane } from './mail-lane.js';
import {
  CancelCheck, CheckBooked, CheckCancelled, CheckMoved, CheckRecorded, CheckResultCorrected, CheckResultWithdrawn, CorrectCheckResult, GetCheckCalendar, ListChecks, ListReadiness, MoveCheck, PlanChecks,
  RecordCheckResult, SetCheckCalendar, SiteReadinessChanged, WithdrawCheckResult,
} from './check.js';
import { ListNotificationsAudit, ListRegistrationAudit, ListSchedulingAudit } from './audit.js';
import { AddStaff, ChangePassword, ChangeStaff, CloseAllSessions, CloseSession, DeactivateStaff, GetSession, ListStaff, OpenSession, ReactivateStaff, ResetPassword, SignOutStaff } from './staff.js';

/** Every request of the system, in the order of docs/messages.md. */
export const rpcs: readonly RpcContract[] = [
  GetRegistrationWorkState, GetNotificationsWorkState, GetSchedulingWorkState,
  RetellRegistration, RetellNotifications, RetellScheduling,
  CreateMeeting, GetMeeting, ListMeetings, AnnounceMeeting, ExtendDeadline, CancelMeeting,
  EnrolSites, EnrolOrganisations,
  ListInvitations, GetInvitation, WithdrawInvitation, RenewReplyLink, GetInvitationStanding,
  GetReplyForm, RecordReply, RecordDeskReply, TakeBackReply,
  GetResponseBoard, RebuildResponseBoard,
  ListDeliveries, SummariseDeliveries, ListCallList, ResolveUnknownDelivery, ResendDelivery, GetMailLane, TryMailLane,
  SetCheckCalendar, GetCheckCalendar, PlanChecks, ListChecks, RecordCheckResult, CorrectCheckResult, WithdrawCheckResult, MoveCheck, CancelCheck, ListReadiness,
  OpenSession, GetSession, CloseSession, CloseAllSessions, ChangePassword,
  AddStaff, ListStaff, ChangeStaff, DeactivateStaff, ReactivateStaff, ResetPassword, SignOutStaff,
  ListRegistrationAudit, ListNotificationsAudit, ListSchedulingAudit,
];

/** Every event of the system. */
export const events: readonly EventContract[] = [
  MeetingAnnounced, DeadlineExtended, MeetingCancelled,
  SiteEnrolled, OrganisationEnrolled,
  InvitationIssued, InvitationWithdrawn, ReplyLinkRenewed,
  ResponseRecorded, ResponseTakenBack,
  DeliveryAccepted, DeliveryRejected, EscalationRaised,
  CheckBooked, CheckMoved, CheckCancelled, CheckRecorded, CheckResultCorrected, CheckResultWithdrawn, SiteReadinessChanged,
];
