import { z } from 'zod';
import { Check, exampleCheck, ReachedBy } from './check.js';
import { defineRpc } from './contract.js';
import { exampleSite } from './organisation.js';
import { andFocalPoints, readers } from './rights.js';
import { exampleDossier } from './site-dossier.js';
import { Bilingual, Day, Id, ProvinceCode } from './words.js';

/** A check of a day with what whoever does it needs at hand: by what and whom the site is reached, and the telephone beside it. */
export const CheckOfDay = z
  .object({
    check: Check,
    siteName: Bilingual,
    provinceCode: ProvinceCode,
    reachedBy: ReachedBy.optional(),
    backupPhone: z.string().optional(),
  })
  .meta({ id: 'CheckOfDay' });
export type CheckOfDay = z.infer<typeof CheckOfDay>;

const { meetingId } = exampleCheck;
const { systems, technicians } = exampleDossier;

export const ListChecksOfDay = defineRpc({
  subject: 'rpc.scheduling.v1.list-checks-of-day',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/check-days/:day', opens: andFocalPoints(readers) },
  summary:
    'The checks of one day of the meeting’s zone in order of time and room, each with what is dialled and whom to ring; persons are withheld as in dossiers, and a focal point sees those of its province',
  request: z.object({ meetingId: Id, day: Day }),
  returns: z.object({ items: z.array(CheckOfDay) }),
  example: {
    request: { meetingId, day: '2016-11-14' },
    returns: {
      items: [
        {
          check: exampleCheck,
          siteName: exampleSite.name,
          provinceCode: exampleSite.provinceCode,
          reachedBy: { systems, technicians: technicians.map(({ name, mobile }) => ({ name, mobile })) },
        },
      ],
    },
  },
});
