// What people and services say to each other stands in a file a subject; each is in the catalogue, too.
export * from './attendance.js';
export * from './audit.js';
export * from './board.js';
export * from './call.js';
export * from './check.js';
export * from './check-calendar.js';
export * from './check-evidence.js';
export * from './check-plan.js';
export * from './check-result.js';
export * from './technician.js';
export * from './check-day.js';
export * from './check-findings.js';
export * from './check-booking.js';
export * from './check-misfit.js';
export * from './check-steps.js';
export * from './conference-bridge.js';
export * from './conference-day.js';
export * from './dial-plan.js';
export * from './joining.js';
export * from './delivery.js';
export * from './document.js';
export * from './dossier-list.js';
export * from './duty.js';
export * from './gateway.js';
export * from './file.js';
export * from './history.js';
export * from './holiday.js';
export * from './import.js';
export * from './inbound.js';
export * from './inbox-count.js';
export * from './invitation.js';
export * from './link-limits.js';
export * from './link-samples.js';
export * from './list.js';
export * from './mail-ahead.js';
export * from './mail-lane.js';
export * from './mail-readers.js';
export { addressesOf, goesToSeveral, isReachable, type Party } from './mail-addresses.js';
export * from './mail-rules.js';
export * from './mail-schedule.js';
export * from './announcement.js';
export * from './mail-steering.js';
export * from './mail-view.js';
export * from './sending-side.js';
export * from './letter.js';
export * from './meeting.js';
export * from './merging.js';
export * from './moving.js';
export * from './meeting-change.js';
export * from './meeting-file.js';
export * from './notice.js';
export * from './office-class.js';
export * from './opinion.js';
export * from './opinions.js';
export * from './organisation.js';
export * from './directory.js';
export { freeMailDomain } from './free-mail.js';
export * from './paper.js';
export * from './readiness.js';
export * from './rehearsal.js';
export * from './reply.js';
export * from './reply-code.js';
export * from './report.js';
export * from './retell.js';
export * from './seat.js';
export * from './self-check.js';
export * from './seats.js';
export * from './series.js';
export * from './scan.js';
export * from './scan-file.js';
export * from './several.js';
export * from './short-text.js';
export * from './site-dossier.js';
export * from './site-dossiers.js';
export * from './site-link.js';
export * from './staff.js';
export * from './suppression.js';
export * from './webhook.js';
export * from './wording.js';
export * from './wrong-address.js';
export * from './work-state.js';

export {
  defineEvent,
  defineHttp,
  defineRpc,
  EventEnvelope,
  eventText,
  type DataOf,
  type EventContract,
  type EventOf,
  type HttpContract,
  type ParsedRequestOf,
  type ReturnOf,
  type RequestOf,
  type RpcContract,
} from './contract.js';
export {
  bodySchemaOf,
  httpRequestOf,
  pathSchemaOf,
  querySchemaOf,
  takesBody,
  takesQuery,
  type HttpAsk,
  type HttpRequest,
  type HttpRoute,
  type PathOf,
  type RestOf,
  type Routed,
} from './http-route.js';
export {
  administrators,
  andFocalPoints,
  checkers,
  everyone,
  mayAsk,
  openingRole,
  type Opens,
  owners,
  readers,
  replyDesk,
  Role,
  seePersons,
  seeSitePersons,
} from './rights.js';
export {
  addressKey,
  Answer,
  Bilingual,
  Channel,
  ClockEnd,
  ClockTime,
  Day,
  EmailAddress,
  foldText,
  Id,
  Instant,
  isSameAddress,
  Language,
  Line,
  LineOrBlank,
  pageOf,
  PageRequest,
  Phone,
  ProvinceCode,
  Text,
  TextOrBlank,
  TimeZone,
} from './words.js';
export { arabicDigits } from './era.js';
export { broken } from './word.js';
export { strictly, tolerantly } from './strictness.js';
export { ErrorKind, ErrorReturn, fieldProblem, FieldProblem, Problem } from './problem.js';
export { ClockAnchor, clockBucket, clockFirstMs, clockKey, clockLastMs, meetingMsAt } from './meeting-clock.js';
export {
  type AttendeeField,
  attendeeFieldNames,
  namingFieldNames,
  attendeeFields,
  type DeskField,
  deskFieldNames,
  type Field,
  fieldOf,
  mostAttendees,
  mostOf,
  type ReplyField,
  replyFieldNames,
  replyFields,
} from './reply-fields.js';
export {
  fieldWordsOf,
  headOf,
  knownOf,
  optionsOf,
  saidInReply,
  saidOfAttendee,
  saidText,
  shownDay,
  suggestionsOf,
} from './reply-said.js';
export {
  type Asked,
  askedInReply,
  askedOfAttendee,
  askedInParts,
  asksForOtherSites,
  asksOpinions,
  countsSeats,
  FieldUse,
  isSwitchable,
  mostQuestions,
  mostSeats,
  type Question,
  QuestionKind,
  questionsOf,
  quotaOf,
  ReplyFormSettings,
  seatsOf,
  takesOptions,
  usualUse,
  withoutRetired,
  withRetired,
} from './reply-form-settings.js';
export { questionsFor, readReply, type ReplyProblem, saidToQuestions, withoutUnasked } from './reply-check.js';
export {
  type Answered,
  Attendee,
  contentOf,
  exampleResponse,
  exampleResponseContent,
  type KeptContent,
  mostAnswered,
  Response,
  ResponseContent,
  TakenBack,
} from './response.js';
export { Asker } from './asker.js';
export { AskedBy, HistoryChange, HistoryNote, HistoryWhat } from './history-note.js';
export { events, passedOn, requestName, routed, rpcs, type PassedOn } from './catalogue.js';
export { messagesPage } from './messages-page.js';
