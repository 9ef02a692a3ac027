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
export const clockBucket = 'clock';
export const clockKey = 'anchor';
