import { z } from 'zod';
import { Role } from './staff.js';
import { Id, ProvinceCode } from './words.js';

/**
 * Who asks, in a header of every request between the services. `role` is the one that opened the route: a focal point who
 * is a viewer too reads the country as a viewer and answers as a focal point. `provinceCode` is there for a focal point
 * only. An office asks by its reply link; what carries no header was asked by the system itself.
 */
export const Asker = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('staff'), staffId: Id, role: Role, provinceCode: ProvinceCode.optional() }),
    z.object({ kind: z.literal('office') }),
    z.object({ kind: z.literal('system') }),
  ])
  .meta({ id: 'Asker' });
export type Asker = z.infer<typeof Asker>;
