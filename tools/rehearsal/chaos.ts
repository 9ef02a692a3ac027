import { SeededRandom } from './random.js';

export const services = ['identity', 'registration', 'notifications', 'scheduling', 'self-check', 'gateway'] as const;
export const servers = ['nats-server', 'redis-server', 'embedded-mongo'] as const;
export type Victim = (typeof services)[number] | (typeof servers)[number];

/**
 * What befalls Sala: a part is killed; the queue's server is killed and comes back with nothing in it; the sender of mails
 * stands still for longer than its mails are left to it; the power is cut, after which the events of the last steps are gone
 * from the disk and the queue's file ends in zeros.
 */
export type Trouble =
  | { readonly kind: 'kill'; readonly victim: Victim }
  | { readonly kind: 'empty-queue' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'power-cut' };
/** `afterMs` counts from the step's beginning, so that it comes in the midst of the step's work. */
export type Event = { readonly trouble: Trouble; readonly afterMs: number };

const once: readonly Trouble[] = [
  ...servers.map((victim) => ({ kind: 'kill', victim }) as const),
  { kind: 'empty-queue' },
  { kind: 'pause' },
  { kind: 'power-cut' },
];

/**
 * What befalls which step. Each service is killed once in the first half of the steps, while replies and reminders are on
 * their way, and once in the second, with its reminders, checks and call list; the rest comes once, anywhere, but for the
 * first two steps (there must be something to lose). No two at one step.
 */
export const chaosOf = (seed: number, steps: number): Map<number, Event> => {
  const random = new SeededRandom(seed ^ 0x5a1a);
  const half = Math.floor(steps / 2);
  const range = (from: number, to: number): number[] =>
    random.shuffle(Array.from({ length: to - from }, (_each, index) => from + index));
  const kills = (): Trouble[] => random.shuffle(services).map((victim) => ({ kind: 'kill', victim }));
  const [early, late] = [range(2, half), range(half, steps)];
  const plan = new Map<number, Event>();
  const befall = (moments: number[], trouble: Trouble): void => {
    const step = moments.pop();
    if (step === undefined) throw new RangeError(`${steps} steps are too few for all that is to befall them`);
    plan.set(step, { trouble, afterMs: Math.floor(random.next() * 120) });
  };
  for (const trouble of kills()) befall(early, trouble);
  for (const trouble of kills()) befall(late, trouble);
  const left = random.shuffle([...early, ...late]);
  for (const trouble of random.shuffle(once)) befall(left, trouble);
  return plan;
};
