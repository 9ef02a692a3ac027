import { z } from 'zod';

export const SeatState = z.enum(['seated', 'waiting']).meta({ id: 'SeatState' });
export type SeatState = z.infer<typeof SeatState>;

/**
 * What a hall whose seats are counted holds for an office that comes. Seated: `people` have a seat; where the office has
 * named more since, it `wants` so many and keeps those that it has. `place`: where it stands on the hall's waiting list.
 */
export const Seat = z
  .object({
    state: SeatState,
    people: z.int().positive(),
    wants: z.int().positive().optional(),
    place: z.int().positive().optional(),
  })
  .meta({ id: 'Seat' });
export type Seat = z.infer<typeof Seat>;

/** What is kept of it: a place moves whenever somebody before it does. */
export const HeldSeat = Seat.omit({ place: true }).meta({ id: 'HeldSeat' });
export type HeldSeat = z.infer<typeof HeldSeat>;
