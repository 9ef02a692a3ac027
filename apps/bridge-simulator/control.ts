import { z } from 'zod';
import { type Hooks } from './hooks.js';
import { type Rooms } from './rooms.js';

const roomId = z.string().min(1).max(200);
const userId = z.string().min(1).max(200);

/** What can be ordered of the simulator: who comes and goes, and what goes wrong. */
export const Order = z.discriminatedUnion('order', [
  z.object({ order: z.literal('join'), roomId, userId, name: z.string().max(500).optional() }),
  z.object({ order: z.literal('leave'), roomId, userId }),
  /** The line is gone; for whoever looks at the room it is the same. */
  z.object({ order: z.literal('drop'), roomId, userId }),
  z.object({ order: z.literal('end'), roomId }),
  /** Requests are taken and not answered. */
  z.object({ order: z.literal('freeze'), on: z.boolean() }),
  z.object({ order: z.literal('slow'), ms: z.int().min(0).max(60_000) }),
  /** Each request is answered by an error of HTTP, by what is no XML, or as it should be. */
  z.object({ order: z.literal('error'), kind: z.enum(['none', 'http', 'garbage']) }),
  z.object({ order: z.literal('callbacks'), manner: z.enum(['once', 'lost', 'twice']) }),
]);
export type Order = z.infer<typeof Order>;

/** What goes wrong for now. */
export class Faults {
  frozen = false;
  slowMs = 0;
  error: 'none' | 'http' | 'garbage' = 'none';
}

/** Whether it was done: nobody who is not in can leave, and no room that is not there can end. */
export const carryOut = (order: Order, rooms: Rooms, hooks: Hooks, faults: Faults): boolean => {
  switch (order.order) {
    case 'join':
      return rooms.join(order.roomId, { userId: order.userId, name: order.name ?? order.userId });
    case 'leave':
    case 'drop':
      return rooms.leave(order.roomId, order.userId);
    case 'end':
      return rooms.end(order.roomId);
    case 'freeze':
      faults.frozen = order.on;
      return true;
    case 'slow':
      faults.slowMs = order.ms;
      return true;
    case 'error':
      faults.error = order.kind;
      return true;
    case 'callbacks':
      hooks.manner = order.manner;
      return true;
  }
};
