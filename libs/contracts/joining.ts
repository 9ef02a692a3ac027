import { z } from 'zod';
import { exampleSite } from './organisation.js';
import { exampleMeeting } from './meeting.js';
import { defineEvent } from './contract.js';
import { SiteSystem } from './site-dossier.js';
import { Bilingual, Id, Instant, ProvinceCode } from './words.js';

/** How a site stands on the day: not called yet, being called, in the conference, lost, gone. */
export const JoiningState = z.enum(['waiting', 'joining', 'in', 'dropped', 'left']).meta({ id: 'JoiningState' });
export type JoiningState = z.infer<typeof JoiningState>;
/** Who ended it: the site by itself, whoever runs the conference, or the bridge, with the whole room. */
export const LeftBy = z.enum(['site', 'operator', 'bridge']).meta({ id: 'LeftBy' });
export type LeftBy = z.infer<typeof LeftBy>;

/** What is wrong at a site. `mistake` corrects an entry: nothing was wrong. */
export const FaultKind = z
  .enum(['dropped', 'no-sound', 'no-picture', 'echo', 'no-content', 'slow-line', 'power', 'other', 'mistake'])
  .meta({ id: 'FaultKind' });
export type FaultKind = z.infer<typeof FaultKind>;

/** Whoever of the staff said it, or `bridge`. */
const By = z.string().max(64);

/**
 * An entry of the fault log. It is never altered, only ended once; what was wrong about it is said by another entry that
 * `corrects` it, and `correctedBy` leads there.
 */
export const SiteFault = z
  .object({
    faultId: Id,
    what: FaultKind,
    note: z.string().optional(),
    at: Instant,
    by: By,
    endedAt: Instant.optional(),
    endedBy: By.optional(),
    corrects: Id.optional(),
    correctedBy: Id.optional(),
  })
  .meta({ id: 'SiteFault' });
export type SiteFault = z.infer<typeof SiteFault>;

/** One change of how a site stood. */
export const JoiningMove = z
  .object({ state: JoiningState, leftBy: LeftBy.optional(), at: Instant, by: By })
  .meta({ id: 'JoiningMove' });
export type JoiningMove = z.infer<typeof JoiningMove>;

/** What whoever runs the conference does next about a site. */
export const JoiningStep = z.enum(['wait', 'call', 'see-in', 'call-again', 'mend', 'none']).meta({ id: 'JoiningStep' });
export type JoiningStep = z.infer<typeof JoiningStep>;

/** When a site is called, with whom, and at which bridge it has its port. */
export const DialPlace = z
  .object({ wave: z.int().min(1), dialAt: Instant, group: z.string().optional(), bridge: z.string().optional() })
  .meta({ id: 'DialPlace' });
export type DialPlace = z.infer<typeof DialPlace>;

/**
 * A site on the day, as it stands now. `attending` counts its offices that come; `onBridge`: the bridge has it, whatever
 * people say. `issues` are what is wrong now. `revision` is 0 while nothing was entered of it.
 */
export const SiteJoining = z
  .object({
    meetingId: Id,
    siteId: Id,
    name: Bilingual,
    provinceCode: ProvinceCode,
    attending: z.int().min(0),
    state: JoiningState,
    leftBy: LeftBy.optional(),
    since: Instant.optional(),
    onBridge: z.boolean().optional(),
    issues: z.array(z.object({ faultId: Id, what: FaultKind, since: Instant })),
    phone: z.string().optional(),
    place: DialPlace.optional(),
    next: JoiningStep,
    revision: z.int().min(0),
  })
  .meta({ id: 'SiteJoining' });
export type SiteJoining = z.infer<typeof SiteJoining>;

/** One site with what whoever rings it needs at hand. `withheld`: its people are not open to the reader. */
export const SiteAtHand = SiteJoining.extend({
  systems: z.array(SiteSystem),
  people: z.array(z.object({ name: z.string(), mobile: z.string().optional(), phone: z.string().optional() })),
  joinAddress: z.string().optional(),
  moves: z.array(JoiningMove),
  faults: z.array(SiteFault),
  withheld: z.boolean().optional(),
}).meta({ id: 'SiteAtHand' });
export type SiteAtHand = z.infer<typeof SiteAtHand>;

/** An entry of the log of a whole meeting. */
export const LoggedFault = z
  .object({ siteId: Id, name: Bilingual, provinceCode: ProvinceCode, fault: SiteFault })
  .meta({ id: 'LoggedFault' });
export type LoggedFault = z.infer<typeof LoggedFault>;

const [meetingId, siteId] = [exampleMeeting.id, exampleSite.id];
export const exampleFault: SiteFault = {
  faultId: 'fault-1',
  what: 'no-sound',
  note: 'ไมโครโฟนของห้องเงียบ',
  at: '2016-11-23T07:12:00.000Z',
  by: 'staff-vc',
};
export const exampleJoining: SiteJoining = {
  meetingId,
  siteId,
  name: exampleSite.name,
  provinceCode: 'TH-50',
  attending: 7,
  state: 'in',
  since: '2016-11-23T07:05:00.000Z',
  onBridge: true,
  issues: [{ faultId: exampleFault.faultId, what: exampleFault.what, since: exampleFault.at }],
  phone: '0 5311 2222',
  place: { wave: 4, dialAt: '2016-11-23T06:33:00.000Z', bridge: 'MCU 1' },
  next: 'mend',
  revision: 4,
};

export const SiteJoiningChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-joining-changed',
  summary: 'A site joins, is in, is lost or is gone, as people or the bridge say',
  data: z.object({
    meetingId: Id,
    siteId: Id,
    state: JoiningState,
    previous: JoiningState,
    leftBy: LeftBy.optional(),
    at: Instant,
    by: By,
  }),
  example: { meetingId, siteId, state: 'dropped', previous: 'in', at: '2016-11-23T07:40:00.000Z', by: 'bridge' },
});
export const SiteFaultChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-fault-changed',
  summary: 'Something is wrong at a site on the day, is so no longer, or was entered wrongly',
  data: z.object({ meetingId: Id, siteId: Id, fault: SiteFault }),
  example: { meetingId, siteId, fault: exampleFault },
});

/** A hint on plain NATS that something of a meeting's day changed; a listener that misses it reads the day later. */
export const dayChangedSubject = 'hint.scheduling.v1.conference-day-changed';
export const DayChanged = z.object({ meetingId: Id });
export type DayChanged = z.infer<typeof DayChanged>;
