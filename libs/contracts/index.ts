export { defineEvent, defineHttp, defineRpc, EventEnvelope, type DataOf, type EventContract, type EventOf, type HttpContract, type ParsedRequestOf, type ReturnOf, type RequestOf, type RpcContract } from './contract.js';
export { bodySchemaOf, httpRequestOf, pathSchemaOf, querySchemaOf, takesBody, type HttpAsk, type HttpRequest, type HttpRoute, type PathOf, type RestOf, type Routed } from './http-route.js';
export { administrators, andFocalPoints, checkers, everyone, mayAsk, openingRole, type Opens, owners, readers, replyDesk, Role, seePersons } from './rights.js';
export { addressKey, Answer, Bilingual, Channel, ClockEnd, ClockTime, Day, EmailAddress, foldText, Id, Instant, isSameAddress, Language, Line, LineOrBlank, pageOf, PageRequest, Phone, ProvinceCode, Text, TextOrBlank, TimeZone } from './words.js';
export { broken } from './word.js';
export { strictly, tolerantly } from './strictness.js';
export { ErrorKind, ErrorReturn, fieldProblem, FieldProblem, Problem } from './problem.js';
export { ClockAnchor, clockBucket, clockFirstMs, clockKey, clockLastMs, meetingMsAt } from './meeting-clock.js';
export { GetNotificationsWorkState, GetRegistrationWorkState, GetSchedulingWorkState, WorkState } from './work-state.js';
export { AnnounceMeeting, answersUntilOf, CancelMeeting, CreateMeeting, DeadlineExtended, exampleMeeting, exampleMeetingDraft, ExtendDeadline, GetMeeting, ListMeetings, Meeting, MeetingAnnounced, MeetingCancelled, MeetingDraft, MeetingStatus, OrganisationClass } from './meeting.js';
export { Enrolment, EnrolOrganisations, EnrolSites, exampleOrganisation, exampleSite, Organisation, OrganisationEnrolled, Site, SiteEnrolled } from './organisation.js';
export { type AttendeeField, attendeeFieldNames, attendeeFields, type DeskField, deskFieldNames, type Field, fieldOf, fieldWordsOf, mostAttendees, optionsOf, type ReplyField, replyFieldNames, replyFields, saidInReply, saidOfAttendee } from './reply-fields.js';
export { Attendee, contentOf, exampleResponse, exampleResponseContent, Response, ResponseContent, TakenBack } from './response.js';
export { ClosedBecause, exampleInvitation, exampleReplyForm, exampleReplyToken, GetInvitation, GetInvitationStanding, Invitation, InvitationFilter, InvitationIssued, InvitationStatus, InvitationWithdrawn, ListInvitations, RenewReplyLink, ReplyForm, ReplyLinkRenewed, ReplyToken, WithdrawInvitation } from './invitation.js';
export { GetReplyForm, RecordDeskReply, RecordedReply, RecordReply, ResponseRecorded, ResponseTakenBack, TakeBackReply } from './reply.js';
export { BoardChanged, boardChangedSubject, GetResponseBoard, RebuildResponseBoard, ResponseBoard, Tally } from './board.js';
export { CallListEntry, CallReason, CancelReason, Delivery, DeliveryAccepted, DeliveryFailure, DeliveryId, DeliveryKind, DeliveryRejected, DeliveryState, EscalationRaised, ListCallList, ListDeliveries, ResendDelivery, ResolveUnknownDelivery, SummariseDeliveries } from './delivery.js';
export { GetMailLane, LaneCause, MailLane, TryMailLane } from './mail-lane.js';
export {
  CancelCheck, Check, CheckBooked, CheckCalendar, CheckCancelCause, CheckCancelled, CheckEvidence, CheckMoved, CheckOutcome, CheckRecorded, CheckResult, CheckResultCorrected, CheckResultWithdrawn, CheckState,
  CorrectCheckResult, EvidenceSoFar, exampleCalendar, exampleCheck, exampleEvidence, GetCheckCalendar, ListChecks, ListReadiness, MoveCheck, PastResult, PlanChecks, ReadinessStatus, RecordCheckResult, ResultState,
  SetCheckCalendar, SiteReadiness, SiteReadinessChanged, Unplaced, WithdrawCheckResult,
} from './check.js';
export { Asker } from './asker.js';
export { AuditEntry, AuditQuery, isWrite, ListIdentityAudit, ListNotificationsAudit, ListRegistrationAudit, ListSchedulingAudit } from './audit.js';
export { AddStaff, ChangePassword, ChangeStaff, CloseAllSessions, CloseSession, DeactivateStaff, GetSession, ListStaff, OpenSession, Password, ReactivateStaff, ResetPassword, Session, SessionsEnded, sessionsEndedSubject, SignIn, SignOutStaff, Staff, StaffChange, StaffDraft } from './staff.js';
export {
  ChangeOwnPassword, DeadLetter, DiscardDeadLetter, GetOwnSession, ListAudit, ListDeadLetters, ReplayDeadLetter, ShowClock, SignInHere, SignOut, SignOutEverywhere, StreamResponseBoard,
} from './gateway.js';
export { Acting, actingKey, GetRehearsal, Rehearsal, SetRehearsalActing, SetRehearsalClock } from './rehearsal.js';
export { events, passedOn, routed, rpcs, type PassedOn } from './catalogue.js';
export { messagesPage } from './messages-page.js';
export { RetellNotifications, RetellRegistration, RetellScheduling } from './retell.js';
