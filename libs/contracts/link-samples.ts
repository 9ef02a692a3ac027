import { z } from 'zod';
import { defineRpc } from './contract.js';
import { linkMeasures } from './link-limits.js';
import { exampleMeeting } from './meeting.js';
import { checkers } from './rights.js';
import { broken } from './word.js';
import { Id } from './words.js';

/** What was measured over one window of 20 seconds. */
export const LinkSample = z
  .object({
    sent: z.int().min(1).max(1_000_000),
    lost: z.int().min(0).max(1_000_000),
    roundTripMs: z.number().min(0).max(60_000),
    jitterMs: z.number().min(0).max(60_000),
  })
  .refine(({ sent, lost }) => lost <= sent, broken(['lost'], 'at-most-other', { other: 'sent' }))
  .meta({ id: 'LinkSample' });
export type LinkSample = z.infer<typeof LinkSample>;
/** An hour of them. */
export const mostSamples = 180;
export const LinkSamples = z.array(LinkSample).min(1).max(mostSamples);

/** What samples say of a link: good, bad, or not enough of them; `moreWindows`: so many more may settle it, none if no number will. */
export const LinkJudgement = z
  .object({
    verdict: z.enum(['pass', 'fail', 'go-on']),
    reasons: z.array(
      z.object({
        measure: z.enum(linkMeasures),
        colour: z.enum(['green', 'amber', 'red']),
        value: z.number(),
        green: z.number(),
        red: z.number(),
      }),
    ),
    /** With 95 % of certainty the share of packets lost lies between these, in percent. */
    lossBetween: z.object({ low: z.number(), high: z.number() }),
    windows: z.int().min(1),
    moreWindows: z.int().min(1).optional(),
  })
  .meta({ id: 'LinkJudgement' });
export type LinkJudgement = z.infer<typeof LinkJudgement>;

const sample: LinkSample = { sent: 1000, lost: 0, roundTripMs: 48, jitterMs: 6 };
export const exampleSamples: readonly LinkSample[] = [sample, sample, sample];

export const JudgeLink = defineRpc({
  subject: 'rpc.scheduling.v1.judge-link',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/link-judgement', opens: checkers },
  summary: 'What samples of a link say by the meeting’s limits, and why; keeps nothing',
  request: z.object({ meetingId: Id, samples: LinkSamples }),
  returns: LinkJudgement,
  example: {
    request: { meetingId: exampleMeeting.id, samples: [...exampleSamples] },
    returns: {
      verdict: 'pass',
      reasons: [
        { measure: 'lossPercent', colour: 'green', value: 0, green: 1, red: 3 },
        { measure: 'roundTripMs', colour: 'green', value: 48, green: 300, red: 400 },
        { measure: 'jitterMs', colour: 'green', value: 6, green: 30, red: 50 },
      ],
      lossBetween: { low: 0, high: 0.13 },
      windows: 3,
    },
  },
});
