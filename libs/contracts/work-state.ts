import { z } from 'zod';
import { defineRpc } from './contract.js';
import { Instant } from './words.js';

/**
 * Whether a service has work in hand, and when the next falls due. Whoever steps a meeting clock waits until every
 * service is idle and then moves the clock to the earliest `nextDueAt`.
 */
export const WorkState = z
  .object({
    idle: z.boolean(),
    /** Events written but not yet published. */
    outbox: z.int().min(0),
    /** Events published but not yet handled by this service. */
    unhandled: z.int().min(0),
    /** What is due at the clock's now and not yet done. */
    due: z.int().min(0),
    /** Mails that are due and wait because the mail server takes none. They are no work in hand: their next try counts in `nextDueAt`. */
    held: z.int().min(0).optional(),
    nextDueAt: Instant.optional(),
    /** The clock this service lives by, so that a stepper knows that a step has arrived. */
    now: Instant,
  })
  .meta({ id: 'WorkState' });
export type WorkState = z.infer<typeof WorkState>;

const define = (service: 'registration' | 'notifications' | 'scheduling') =>
  defineRpc({
    subject: `rpc.${service}.v1.get-work-state`,
    summary: 'Whether the service has work in hand, and when the next falls due',
    request: z.object({}),
    returns: WorkState,
    example: {
      request: {},
      returns: {
        idle: true,
        outbox: 0,
        unhandled: 0,
        due: 0,
        nextDueAt: '2016-11-11T02:00:00.000Z',
        now: '2016-11-10T02:00:00.000Z',
      },
    },
  });
export const GetRegistrationWorkState = define('registration');
export const GetNotificationsWorkState = define('notifications');
export const GetSchedulingWorkState = define('scheduling');
