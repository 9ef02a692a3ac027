import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { broken } from './word.js';
import { Id, Line } from './words.js';

/** Up to `green` is good, above `red` is bad, between is neither. */
const limit = (most: number) =>
  z
    .object({ green: z.number().min(0).max(most), red: z.number().min(0).max(most) })
    .refine(({ green, red }) => green < red, broken(['red'], 'must-be-above', { other: 'green' }));

/** What a measured link is judged by, and where that was taken from. Loss in percent, round trip and jitter in milliseconds. */
export const LinkLimits = z
  .object({
    preset: z.enum(['sala', 'jitsi', 'bigbluebutton', 'own']),
    lossPercent: limit(100),
    roundTripMs: limit(60_000),
    jitterMs: limit(60_000),
    basis: Line(500),
  })
  .meta({ id: 'LinkLimits' });
export type LinkLimits = z.infer<typeof LinkLimits>;
export const linkMeasures = ['lossPercent', 'roundTripMs', 'jitterMs'] as const;
export type LinkMeasure = (typeof linkMeasures)[number];
export type LinkPreset = Exclude<LinkLimits['preset'], 'own'>;

const sala = {
  lossPercent: { green: 1, red: 3 },
  roundTripMs: { green: 300, red: 400 },
  jitterMs: { green: 30, red: 50 },
} as const;

/** Sala's own, and what other systems' programs take for good and bad, each by its source. */
export const linkPresets: Readonly<Record<LinkPreset, LinkLimits>> = {
  sala: {
    preset: 'sala',
    ...sala,
    basis: 'ITU-T G.1010 (packet loss of a videophone and of speech), G.114 (delay), Y.1541 classes 0 and 1 (jitter)',
  },
  jitsi: {
    preset: 'jitsi',
    ...sala,
    lossPercent: { green: 2, red: 8 },
    basis:
      'lib-jitsi-meet, modules/connectivity/ConnectionQuality.ts: all five bars up to 2 % of packets lost, one bar above 8 %; it names no delay and no jitter: those are Sala’s',
  },
  bigbluebutton: {
    preset: 'bigbluebutton',
    lossPercent: { green: 5, red: 10 },
    roundTripMs: { green: 500, red: 1000 },
    jitterMs: { green: 10, red: 20 },
    basis:
      'BigBlueButton, settings of its HTML5 client, public.stats: the levels “warning” and “danger” of loss, rtt and jitter',
  },
};

const meetingId = exampleMeeting.id;
export const GetLinkLimits = defineRpc({
  subject: 'rpc.scheduling.v1.get-link-limits',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/link-limits', opens: andFocalPoints(readers) },
  summary: 'What the links of a meeting’s sites are judged by; Sala’s own until somebody sets others',
  request: z.object({ meetingId: Id }),
  returns: LinkLimits,
  example: { request: { meetingId }, returns: linkPresets.sala },
});
export const SetLinkLimits = defineRpc({
  subject: 'rpc.scheduling.v1.set-link-limits',
  http: { method: 'PUT', path: '/api/v1/meetings/:meetingId/link-limits', opens: checkers },
  summary:
    'Sets what the links of a meeting’s sites are judged by from now on; results that were entered stay as they are',
  request: z.object({ meetingId: Id, limits: LinkLimits }),
  returns: LinkLimits,
  example: { request: { meetingId, limits: linkPresets.jitsi }, returns: linkPresets.jitsi },
});
