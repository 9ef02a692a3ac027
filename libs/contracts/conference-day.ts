import { z } from 'zod';
import { BridgeStanding, exampleBridge } from './conference-bridge.js';
import { defineHttp, defineRpc } from './contract.js';
import { DialPlan, PortCount, usualDialPlan } from './dial-plan.js';
import {
  exampleFault,
  exampleJoining,
  FaultKind,
  JoiningState,
  LeftBy,
  LoggedFault,
  SiteAtHand,
  SiteJoining,
} from './joining.js';
import { exampleDossier } from './site-dossier.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { broken } from './word.js';
import { Id, Instant, StaffId, TextOrBlank } from './words.js';

const { meetingId, siteId } = exampleJoining;
const ofMeeting = z.object({ meetingId: Id });
const ofSite = { meetingId: Id, siteId: Id };

/** The sites of a meeting on the day, in order of their provinces. */
export const ConferenceDay = z
  .object({
    asOf: Instant,
    startsAt: Instant.optional(),
    plan: DialPlan,
    ports: PortCount.optional(),
    bridge: BridgeStanding,
    items: z.array(SiteJoining),
  })
  .meta({ id: 'ConferenceDay' });
export type ConferenceDay = z.infer<typeof ConferenceDay>;

const exampleDay: ConferenceDay = {
  asOf: '2016-11-23T07:15:00.000Z',
  startsAt: '2016-11-23T07:30:00.000Z',
  plan: usualDialPlan,
  bridge: exampleBridge,
  items: [exampleJoining],
};
const atHand: SiteAtHand = {
  ...exampleJoining,
  systems: exampleDossier.systems,
  people: exampleDossier.technicians.map(({ name, mobile }) => ({ name, ...(mobile !== undefined && { mobile }) })),
  moves: [{ state: 'in', at: '2016-11-23T07:05:00.000Z', by: 'bridge' }],
  faults: [exampleFault],
};

export const GetConferenceDay = defineRpc({
  subject: 'rpc.scheduling.v1.get-conference-day',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/conference-day', opens: andFocalPoints(readers) },
  summary:
    'How each site that comes stands on the day, what is wrong there now and what is next; a focal point sees those of its province',
  request: ofMeeting,
  returns: ConferenceDay,
  example: { request: { meetingId }, returns: exampleDay },
});
export const StreamConferenceDay = defineHttp({
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/conference-day/stream',
    opens: andFocalPoints(readers),
    answer: 'events',
  },
  summary: 'The day as server-sent events `day`: at once, and whenever it has changed',
  request: ofMeeting,
  returns: ConferenceDay,
  example: { request: { meetingId }, returns: exampleDay },
});
export const GetSiteJoining = defineRpc({
  subject: 'rpc.scheduling.v1.get-site-joining',
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/conference-day/sites/:siteId',
    opens: andFocalPoints(readers),
  },
  summary:
    'One site on the day: whom to ring, what is dialled, how it stood before, its entries in the fault log; persons are withheld as in dossiers',
  request: z.object(ofSite),
  returns: SiteAtHand,
  example: { request: { meetingId, siteId }, returns: atHand },
});
export const ListFaultLog = defineRpc({
  subject: 'rpc.scheduling.v1.list-fault-log',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/fault-log', opens: andFocalPoints(readers) },
  summary:
    'What went wrong on the day, in the order in which it was entered, with what was corrected; nothing of it is ever taken out',
  request: ofMeeting,
  returns: z.object({ items: z.array(LoggedFault) }),
  example: {
    request: { meetingId },
    returns: {
      items: [{ siteId, name: exampleJoining.name, provinceCode: exampleJoining.provinceCode, fault: exampleFault }],
    },
  },
});

export const RecordJoining = defineRpc({
  subject: 'rpc.scheduling.v1.record-joining',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/conference-day/sites/:siteId/state',
    opens: checkers,
    staffIn: 'recordedBy',
  },
  summary:
    'Says how a site stands, by hand; the same again changes nothing. Of two who say it at once the second is told by `expectedRevision`',
  request: z
    .object({
      ...ofSite,
      state: JoiningState,
      /** Who ended it; the bridge is only said by itself. */
      leftBy: LeftBy.exclude(['bridge']).optional(),
      expectedRevision: z.int().min(0).optional(),
      recordedBy: StaffId,
    })
    .refine(({ state, leftBy }) => state !== 'left' || leftBy !== undefined, broken(['leftBy'], 'missing')),
  returns: SiteJoining,
  example: {
    request: { meetingId, siteId, state: 'in', expectedRevision: 3, recordedBy: 'staff-vc' },
    returns: exampleJoining,
  },
});
export const LogSiteFault = defineRpc({
  subject: 'rpc.scheduling.v1.log-site-fault',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/conference-day/sites/:siteId/faults/:faultId',
    opens: checkers,
    staffIn: 'recordedBy',
  },
  summary:
    'Enters what is wrong at a site, or by `corrects` what was entered wrongly before. The same entry again changes nothing',
  request: z
    .object({
      ...ofSite,
      /** Made by whoever enters, once for each entry: it may be sent again until it is answered. */
      faultId: Id,
      what: FaultKind,
      note: TextOrBlank(500).optional(),
      corrects: Id.optional(),
      recordedBy: StaffId,
    })
    .refine(({ what, corrects }) => what !== 'mistake' || corrects !== undefined, broken(['corrects'], 'missing')),
  returns: SiteJoining,
  example: {
    request: { meetingId, siteId, faultId: 'fault-1', what: 'no-sound', recordedBy: 'staff-vc' },
    returns: exampleJoining,
  },
});
export const EndSiteFault = defineRpc({
  subject: 'rpc.scheduling.v1.end-site-fault',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/conference-day/sites/:siteId/faults/:faultId/end',
    opens: checkers,
    staffIn: 'recordedBy',
  },
  summary: 'Says that what was wrong is so no longer; again it changes nothing',
  request: z.object({ ...ofSite, faultId: Id, recordedBy: StaffId }),
  returns: SiteJoining,
  example: { request: { meetingId, siteId, faultId: 'fault-1', recordedBy: 'staff-vc' }, returns: exampleJoining },
});
