import { z } from 'zod';
import { Role } from './rights.js';
import { Id, ProvinceCode } from './words.js';

/**
 * Who asks, in a header of every request between the services. `role` is the one that opened the route: a focal point who
 * is a viewer too reads the country as a viewer and answers as a focal point. `roles` are all that this person holds: the
 * role that opened the route says how far it reaches, all together what is open there. `provinceCode` is there for whoever
 * is a focal point. An office asks by its reply link, and whoever holds a site's link as an office does, until
 * scheduling has read it: from then on it is the site; what carries no header was asked by the system itself.
 */
export const Asker = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('staff'),
      staffId: Id,
      role: Role,
      roles: z.array(Role).max(20).optional(),
      provinceCode: ProvinceCode.optional(),
    }),
    z.object({ kind: z.literal('office') }),
    z.object({ kind: z.literal('site'), siteId: Id }),
    z.object({ kind: z.literal('system') }),
  ])
  .meta({ id: 'Asker' });
export type Asker = z.infer<typeof Asker>;
