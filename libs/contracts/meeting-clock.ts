import { z } from 'zod';
import { Instant } from './words.js';

/**
 * What the services' clock shows: `meetingInstant` at `realInstant`, running on at `speed` meeting seconds a real second
 * (0: it stands still). Kept in the key-value bucket `clock` under the key `anchor`; no entry means the system's clock.
 */
export const ClockAnchor = z
  .object({ realInstant: Instant, meetingInstant: Instant, speed: z.number().min(0).max(100_000) })
  .meta({ id: 'ClockAnchor' });
export type ClockAnchor = z.infer<typeof ClockAnchor>;
/** The first and last instant that a meeting clock shows: those of the years that a date may name. */
export const [clockFirstMs, clockLastMs] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 11, 31, 23, 59, 59, 999)] as const;

/** Meeting time at a real instant, both in milliseconds: `meetingInstant + (real − realInstant) × speed`. At its ends the clock stands still. */
export const meetingMsAt = (anchor: ClockAnchor, realMs: number): number => {
  const ms = Date.parse(anchor.meetingInstant) + (realMs - Date.parse(anchor.realInstant)) * anchor.speed;
  return Math.min(clockLastMs, Math.max(clockFirstMs, ms));
};
export const clockBucket = 'clock';
export const clockKey = 'anchor';
