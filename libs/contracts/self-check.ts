import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { LinkLimits, linkMeasures, linkPresets } from './link-limits.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { andFocalPoints, readers } from './rights.js';
import { exampleSiteToken, SiteToken } from './site-link.js';
import { Id, Instant } from './words.js';

const count = z.int().min(0).max(100_000);
const ms = z.number().min(0).max(600_000);

/**
 * What one direction of a link did to what was sent over it. `held` could not be sent, as the channel did not move on;
 * `throughputKbps` is a lower bound. The receiving end has counted: Sala what the site sent, the site's browser what Sala sent.
 */
export const SelfCheckFlow = z
  .object({
    sent: count,
    received: count,
    lost: count,
    held: count,
    reordered: count,
    jitterMs: ms,
    throughputKbps: z.int().min(0).max(10_000_000),
    longestGapMs: ms,
    countedBy: z.enum(['sala', 'browser']),
  })
  .meta({ id: 'SelfCheckFlow' });
export type SelfCheckFlow = z.infer<typeof SelfCheckFlow>;

const device = ['refused', 'missing', 'skipped'] as const;
const pixels = z.int().min(0).max(20_000);
/** What the browser says of its microphone, camera and loudspeaker; nobody but it has seen or heard them. */
export const SelfCheckSaid = z
  .object({
    browser: z.object({
      name: z.enum(['chrome', 'edge', 'firefox', 'safari', 'other']),
      version: z.int().min(0).max(10_000),
      mobile: z.boolean(),
    }),
    microphone: z.object({
      state: z.enum(['heard', 'silent', 'clipping', ...device]),
      peakPercent: z.int().min(0).max(100).optional(),
    }),
    camera: z.object({
      state: z.enum(['moving', 'still', ...device]),
      width: pixels.optional(),
      height: pixels.optional(),
    }),
    hearing: z.enum(['heard', 'unheard', 'skipped']),
    /** The page was not in front all the time: a browser slows down what nobody sees. */
    hidden: z.boolean(),
  })
  .meta({ id: 'SelfCheckSaid' });
export type SelfCheckSaid = z.infer<typeof SelfCheckSaid>;

/** What Sala's end of the link has measured: what came up, what the browser counted of what went down, and the way there and back. */
export const SelfCheckMeasured = z
  .object({
    up: SelfCheckFlow.optional(),
    down: SelfCheckFlow.optional(),
    roundTrip: z.object({ p50Ms: ms, p95Ms: ms, answered: count }).optional(),
  })
  .meta({ id: 'SelfCheckMeasured' });
export type SelfCheckMeasured = z.infer<typeof SelfCheckMeasured>;

/** How far it came over UDP: it did, it never did, or it did and then nothing moved on. */
export const SelfCheckUdp = z.enum(['reached', 'blocked', 'hung']).meta({ id: 'SelfCheckUdp' });
export type SelfCheckUdp = z.infer<typeof SelfCheckUdp>;

/** A self-check never makes a site ready: it has measured the way to Sala, not to the bridge. */
export const SelfCheckVerdict = z.enum(['pre-check-passed', 'doubtful', 'not-passed']).meta({ id: 'SelfCheckVerdict' });
export type SelfCheckVerdict = z.infer<typeof SelfCheckVerdict>;

/** Why it was not passed, or is in doubt: what is wrong, in which direction, and by which limits. */
export const SelfCheckReason = z
  .object({
    what: z.enum([
      'udp-blocked',
      'udp-hung',
      ...linkMeasures,
      'few-answers',
      'microphone',
      'camera',
      'hearing',
      'hidden',
    ]),
    way: z.enum(['up', 'down']).optional(),
    grave: z.boolean(),
    value: z.number().optional(),
    green: z.number().optional(),
    red: z.number().optional(),
  })
  .meta({ id: 'SelfCheckReason' });
export type SelfCheckReason = z.infer<typeof SelfCheckReason>;

/** What a site has measured by itself, with what it was judged by. */
export const SelfCheck = z
  .object({
    id: Id,
    meetingId: Id,
    siteId: Id,
    at: Instant,
    udp: SelfCheckUdp,
    said: SelfCheckSaid,
    measured: SelfCheckMeasured,
    limits: LinkLimits,
    verdict: SelfCheckVerdict,
    reasons: z.array(SelfCheckReason).max(40),
  })
  .meta({ id: 'SelfCheck' });
export type SelfCheck = z.infer<typeof SelfCheck>;

const flow = {
  sent: 1120,
  received: 1118,
  lost: 2,
  held: 0,
  reordered: 1,
  jitterMs: 4.2,
  throughputKbps: 2400,
  longestGapMs: 44,
} as const;
const said: SelfCheckSaid = {
  browser: { name: 'chrome', version: 109, mobile: false },
  microphone: { state: 'heard', peakPercent: 41 },
  camera: { state: 'moving', width: 1280, height: 720 },
  hearing: 'heard',
  hidden: false,
};
const measured: SelfCheckMeasured = {
  up: { ...flow, countedBy: 'sala' },
  down: { ...flow, countedBy: 'browser' },
  roundTrip: { p50Ms: 42, p95Ms: 61, answered: 198 },
};
const meetingId = exampleMeeting.id;
const siteId = exampleSite.id;
export const exampleSelfCheck: SelfCheck = {
  id: 'self-4f7k2m9q1x8c',
  meetingId,
  siteId,
  at: '2016-11-11T03:10:00.000Z',
  udp: 'reached',
  said,
  measured,
  limits: linkPresets.sala,
  verdict: 'pre-check-passed',
  reasons: [],
};
const siteToken = exampleSiteToken;

/** What a browser offers and is answered with; a description of a connection is some kilobytes. */
const Sdp = z.string().min(1).max(20_000);

/** Where browsers reach Sala's end over UDP: what a site's network has to let out. */
export const SelfCheckAddress = z
  .object({
    addresses: z.array(z.string().max(64)).min(1).max(4),
    firstPort: z.int().min(1).max(65_535),
    lastPort: z.int().min(1).max(65_535),
  })
  .meta({ id: 'SelfCheckAddress' });
export type SelfCheckAddress = z.infer<typeof SelfCheckAddress>;

export const OfferSelfCheck = defineRpc({
  subject: 'rpc.self-check.v1.offer-self-check',
  openTo: ['office'],
  summary:
    'A site’s browser offers a connection to measure its link over; whichever replica answers holds its end of it. Too many at once are refused',
  request: z.object({ siteToken: SiteToken, sdp: Sdp }),
  returns: z.object({ sessionId: Id, sdp: Sdp, at: SelfCheckAddress }),
  example: {
    request: { siteToken, sdp: 'v=0…' },
    returns: {
      sessionId: 'sess-4f7k2m9q1x8c',
      sdp: 'v=0…',
      at: { addresses: ['192.0.2.10'], firstPort: 45_000, lastPort: 45_099 },
    },
  },
});

export const KeepSelfCheck = defineRpc({
  subject: 'rpc.scheduling.v1.keep-self-check',
  summary: 'Keeps what Sala’s end of the link has measured, with what the browser says; judged by the meeting’s limits',
  request: z.object({
    siteToken: SiteToken,
    sessionId: Id,
    udp: SelfCheckUdp,
    said: SelfCheckSaid,
    measured: SelfCheckMeasured,
  }),
  returns: SelfCheck,
  example: {
    request: { siteToken, sessionId: 'sess-4f7k2m9q1x8c', udp: 'reached', said, measured },
    returns: exampleSelfCheck,
  },
});

export const KeepUnreachedSelfCheck = defineRpc({
  subject: 'rpc.scheduling.v1.keep-unreached-self-check',
  openTo: ['office'],
  summary: 'Keeps that a site’s browser could not measure its link, as UDP did not get through or nothing moved on',
  request: z.object({ siteToken: SiteToken, udp: SelfCheckUdp.exclude(['reached']), said: SelfCheckSaid }),
  returns: SelfCheck,
  example: {
    request: { siteToken, udp: 'blocked', said },
    returns: {
      ...exampleSelfCheck,
      udp: 'blocked',
      measured: {},
      verdict: 'not-passed',
      reasons: [{ what: 'udp-blocked', grave: true }],
    },
  },
});

export const ListSelfChecks = defineRpc({
  subject: 'rpc.scheduling.v1.list-self-checks',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/self-checks', opens: andFocalPoints(readers) },
  summary:
    'What the sites of a meeting have measured by themselves, the last of each or all of one site, the latest first; a focal point sees those of its province',
  request: z.object({ meetingId: Id, siteId: Id.optional() }),
  returns: z.object({ items: z.array(SelfCheck) }),
  example: { request: { meetingId }, returns: { items: [exampleSelfCheck] } },
});

export const SelfCheckDone = defineEvent({
  subject: 'evt.scheduling.v1.self-check-done',
  summary: 'A site has measured its link by itself; evidence beside its checks, and no change of its readiness',
  data: z.object({ meetingId: Id, siteId: Id, selfCheckId: Id, at: Instant, verdict: SelfCheckVerdict }),
  example: {
    meetingId,
    siteId,
    selfCheckId: exampleSelfCheck.id,
    at: exampleSelfCheck.at,
    verdict: 'pre-check-passed',
  },
});
