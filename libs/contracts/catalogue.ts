import * as announcement from './announcement.js';
import * as attendance from './attendance.js';
import * as audit from './audit.js';
import * as board from './board.js';
import * as checkCalendar from './check-calendar.js';
import * as checkPlan from './check-plan.js';
import * as checkDay from './check-day.js';
import * as checkResult from './check-result.js';
import * as checkBooking from './check-booking.js';
import * as checkMisfit from './check-misfit.js';
import * as check from './check.js';
import * as conferenceBridge from './conference-bridge.js';
import * as conferenceDay from './conference-day.js';
import * as dialPlan from './dial-plan.js';
import * as joining from './joining.js';
import { type EventContract, type HttpContract, type RpcContract } from './contract.js';
import * as call from './call.js';
import * as delivery from './delivery.js';
import * as document from './document.js';
import * as dossierList from './dossier-list.js';
import * as file from './file.js';
import * as gateway from './gateway.js';
import * as history from './history.js';
import * as holiday from './holiday.js';
import { type HttpRoute } from './http-route.js';
import * as importing from './import.js';
import * as inbound from './inbound.js';
import * as inboxCount from './inbox-count.js';
import * as invitation from './invitation.js';
import * as linkLimits from './link-limits.js';
import * as linkSamples from './link-samples.js';
import * as list from './list.js';
import * as mailAhead from './mail-ahead.js';
import * as mailLane from './mail-lane.js';
import * as mailSteering from './mail-steering.js';
import * as mailView from './mail-view.js';
import * as sendingSide from './sending-side.js';
import * as meeting from './meeting.js';
import * as meetingChange from './meeting-change.js';
import * as merging from './merging.js';
import * as moving from './moving.js';
import * as notice from './notice.js';
import * as officeClass from './office-class.js';
import * as opinions from './opinions.js';
import * as organisation from './organisation.js';
import * as directory from './directory.js';
import * as paper from './paper.js';
import * as readiness from './readiness.js';
import * as rehearsal from './rehearsal.js';
import * as reply from './reply.js';
import * as replyCode from './reply-code.js';
import * as report from './report.js';
import * as retell from './retell.js';
import * as scan from './scan.js';
import * as seats from './seats.js';
import * as selfCheck from './self-check.js';
import * as series from './series.js';
import * as several from './several.js';
import * as siteDossiers from './site-dossiers.js';
import * as siteLink from './site-link.js';
import * as technician from './technician.js';
import * as shortText from './short-text.js';
import * as staff from './staff.js';
import * as suppression from './suppression.js';
import * as webhook from './webhook.js';
import * as wording from './wording.js';
import * as wrongAddress from './wrong-address.js';
import * as workState from './work-state.js';

/** In the order of docs/messages.md. What one of these exports is in the catalogue; nothing is listed a second time. */
const parts: readonly object[] = [
  workState,
  retell,
  meeting,
  meetingChange,
  officeClass,
  organisation,
  directory,
  merging,
  file,
  document,
  importing,
  invitation,
  series,
  several,
  reply,
  replyCode,
  scan,
  seats,
  moving,
  opinions,
  paper,
  history,
  board,
  list,
  attendance,
  report,
  delivery,
  call,
  mailView,
  sendingSide,
  notice,
  mailSteering,
  holiday,
  mailAhead,
  wording,
  announcement,
  mailLane,
  suppression,
  wrongAddress,
  inbound,
  inboxCount,
  webhook,
  shortText,
  checkCalendar,
  check,
  checkBooking,
  checkMisfit,
  checkDay,
  checkResult,
  linkLimits,
  linkSamples,
  readiness,
  siteDossiers,
  siteLink,
  technician,
  checkPlan,
  dossierList,
  conferenceDay,
  joining,
  dialPlan,
  conferenceBridge,
  selfCheck,
  staff,
  audit,
  gateway,
  rehearsal,
];
type Contract = RpcContract | EventContract | HttpContract;
const contracts = parts
  .flatMap((part) => Object.values(part))
  .filter(
    (value: unknown): value is Contract =>
      typeof value === 'object' && value !== null && 'kind' in value && 'summary' in value,
  );

/** Every request between the services. */
export const rpcs: readonly RpcContract[] = contracts.filter((contract) => contract.kind === 'rpc');

/** Every event of the system. */
export const events: readonly EventContract[] = contracts.filter((contract) => contract.kind === 'event');

export type PassedOn = RpcContract & { readonly http: HttpRoute };
/** Every request that people may send over HTTP and that the gateway passes on as it stands. */
export const passedOn: readonly PassedOn[] = rpcs.filter(
  (contract): contract is PassedOn => contract.http !== undefined,
);
/** Every request that people may send over HTTP. */
export const routed: readonly (PassedOn | HttpContract)[] = [
  ...passedOn,
  ...contracts.filter((contract) => contract.kind === 'http'),
];

/** What a request is called among all others: the end of its subject, such as `change-meeting`. */
export const requestName = ({ subject }: Pick<RpcContract, 'subject'>): string =>
  subject.slice(subject.lastIndexOf('.') + 1);

const once = (names: readonly string[]): void => {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index) throw new Error(`${name} is defined twice`);
};
once([...rpcs, ...events].map(({ subject }) => subject));
once(passedOn.map(requestName));
once(routed.map(({ http: { method, path } }) => `${method} ${path.replace(/:[^/]+/g, ':')}`));
