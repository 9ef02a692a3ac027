import {
  type Check,
  emptyDossier,
  type KeptDossier,
  type Language,
  type Meeting,
  missingOf,
  type ReadinessStatus,
  type SiteAppointment,
  type SiteClosedBecause,
  type SiteDossier,
  type SitePage,
  type Technician,
} from '#contracts';
import { usualLanguage } from '#words';
import { earliestMove } from '../calendar/calendar.module.js';
import { isUnfit } from '../readiness/readiness.module.js';
import { type SiteName } from '../site/site.module.js';

/** The check that is ahead of a site, else its last one that has a result; cancelled ones are none. */
export const appointmentAmong = (checks: readonly Check[]): Check | undefined => {
  const telling = checks.filter(({ state }) => state !== 'cancelled').sort((one, other) => one.ordinal - other.ordinal);
  return telling.find(({ state }) => state === 'booked') ?? telling.at(-1);
};

/** Whether the site may still leave this time for another one: not when somebody is about to dial it. */
export const mayLeave = ({ state, startsAt }: Check, now: Date): boolean =>
  state === 'booked' && startsAt > earliestMove(now).toISOString();

export const closedBecause = (
  { status, endsAt }: Pick<Meeting, 'status' | 'endsAt'>,
  attending: number,
  now: Date,
): SiteClosedBecause | undefined => {
  if (status === 'cancelled') return 'meeting-cancelled';
  if (now.toISOString() >= endsAt) return 'meeting-over';
  return attending === 0 ? 'nobody-attends' : undefined;
};

export type SiteStands = {
  readonly meeting: Meeting;
  readonly site: SiteName & { readonly language?: Language };
  readonly attending: number;
  readonly checks: readonly Check[];
  readonly dossier: Pick<KeptDossier, 'dossier' | 'revision'> | undefined;
  readonly technicians: readonly Technician[];
  readonly status: ReadinessStatus;
  readonly now: Date;
};

const appointmentOf = (
  { checks, technicians, now }: SiteStands,
  busy: SiteDossier['busy'],
  closed: boolean,
): SiteAppointment | undefined => {
  const check = appointmentAmong(checks);
  if (check === undefined) return undefined;
  const { id: checkId, state, startsAt, endsAt, confirmed, revision } = check;
  const tester = technicians.find(({ id }) => id === check.technicianId);
  return {
    checkId,
    state,
    startsAt,
    endsAt,
    ...(confirmed !== undefined && !closed && { confirmed }),
    ...(tester !== undefined
      && !closed && { technician: { name: tester.name, ...(tester.phone !== undefined && { phone: tester.phone }) } }),
    mayChange: !closed && mayLeave(check, now),
    unfit: state === 'booked' && isUnfit(check, busy),
    revision,
  };
};

/** Neither a check that is ahead nor a pass that still counts. */
const needsTime = (status: ReadinessStatus): boolean =>
  status === 'unknown' || status === 'failed' || status === 'stale';

/** What a site sees by its link. A link outlives its meeting in mailboxes: then it shows nobody's name. */
export const sitePageOf = (stands: SiteStands): SitePage => {
  const { meeting, site, now } = stands;
  const { dossier: whole = emptyDossier, revision = 0 } = stands.dossier ?? {};
  const because = closedBecause(meeting, stands.attending, now);
  const { notes: _notes, ...own } = whole;
  const appointment = appointmentOf(stands, whole.busy, because !== undefined);
  const { coordinator, host, faultLine, dialIn } = meeting;
  const asks = host?.phone === undefined ? coordinator : host;
  return {
    meetingId: meeting.id,
    siteId: site.siteId,
    siteName: site.name,
    provinceCode: site.provinceCode,
    language: site.language ?? usualLanguage,
    meeting: {
      title: meeting.title,
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
      timeZone: meeting.timeZone,
      ...(dialIn !== undefined && because === undefined && { dialIn }),
    },
    ...(because !== undefined && { closedBecause: because }),
    ...(appointment !== undefined && { appointment }),
    mayTakeTime: because === undefined && (appointment?.mayChange === true || needsTime(stands.status)),
    dossier: because === undefined ? own : emptyDossier,
    dossierRevision: revision,
    missing: because === undefined ? missingOf(whole) : [],
    contact: {
      ...(asks.name !== undefined && { name: asks.name }),
      unit: asks.unit,
      ...(asks.phone !== undefined && { phone: asks.phone }),
      email: asks.email ?? coordinator.email,
      ...(faultLine !== undefined && { faultLine }),
    },
  };
};
