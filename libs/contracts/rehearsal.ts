import { z } from 'zod';
import { defineHttp } from './contract.js';
import { ClockAnchor } from './meeting-clock.js';
import { owners, readers } from './rights.js';
import { Instant } from './words.js';

/** Whether simulated offices and technicians act. Kept beside the meeting clock, in its bucket under the key `acting`. */
export const Acting = z.object({ acting: z.boolean() });
export type Acting = z.infer<typeof Acting>;
export const actingKey = 'acting';

/** The simulated offices and technicians that are there, by when they have something to do. In the same bucket under the key `actors`. */
export const Actors = z.object({ actsAt: z.array(Instant) });
export type Actors = z.infer<typeof Actors>;
export const actorsKey = 'actors';

/**
 * How the sample meeting is played: its clock, what comes next (something falls due, a deadline or the meeting itself, an act
 * of its offices), and whether its offices are there and act.
 */
export const Rehearsal = z
  .object({
    sample: z.boolean(),
    clock: z.object({ now: Instant, speed: ClockAnchor.shape.speed }),
    nextEventAt: Instant.optional(),
    acting: z.boolean(),
    hasActors: z.boolean(),
  })
  .meta({ id: 'Rehearsal' });
export type Rehearsal = z.infer<typeof Rehearsal>;

const example: Rehearsal = {
  sample: true,
  clock: { now: '2016-11-09T03:12:00.000Z', speed: 600 },
  nextEventAt: '2016-11-11T02:00:00.000Z',
  acting: false,
  hasActors: true,
};

export const GetRehearsal = defineHttp({
  http: { method: 'GET', path: '/api/v1/rehearsal', opens: readers },
  summary:
    'How the sample meeting is played: its clock, what comes next, and whether its offices are there and act; not there where no sample is shown',
  request: z.object({}),
  returns: Rehearsal,
  example: { request: {}, returns: example },
});
export const SetRehearsalClock = defineHttp({
  http: { method: 'PUT', path: '/api/v1/rehearsal/clock', opens: owners },
  summary: 'Lets the sample meeting’s clock run slower or faster, stand still, or jump to what comes next',
  request: z.object({ speed: z.number().min(0).max(36_000).optional(), toNextEvent: z.literal(true).optional() }),
  returns: Rehearsal,
  example: { request: { speed: 600 }, returns: example },
});
export const SetRehearsalActing = defineHttp({
  http: { method: 'PUT', path: '/api/v1/rehearsal/acting', opens: owners },
  summary: 'Has simulated offices and technicians act in the sample meeting, or not',
  request: Acting,
  returns: Rehearsal,
  example: { request: { acting: true }, returns: { ...example, acting: true } },
});
