import { SeededRandom } from './random.js';

export const services = ['registration', 'notifications', 'scheduling', 'gateway'] as const;
export type Service = (typeof services)[number];

/** `afterMs` counts from the step's beginning, so that the service dies in the midst of the step's work. */
export type Kill = { service: Service; afterMs: number };

/**
 * At which steps which service is killed: each of them once in the first half of the steps, while replies and reminders
 * are on their way, and once in the second, with its reminders, checks and call list; no two at one step.
 */
export const chaosPlan = (seed: number, steps: number): Map<number, Kill> => {
  const random = new SeededRandom(seed ^ 0x5a1a);
  const half = Math.floor(steps / 2);
  const pick = (from: number, to: number): number[] =>
    random.shuffle(Array.from({ length: to - from }, (_each, index) => from + index)).slice(0, services.length);
  const moments = [...pick(0, half), ...pick(half, steps)];
  const victims = [...random.shuffle(services), ...random.shuffle(services)];
  return new Map(victims.map((service, index) => [moments[index] ?? 0, { service, afterMs: Math.floor(random.next() * 120) }]));
};
