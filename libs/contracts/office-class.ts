import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleMeeting, OrganisationClass } from './meeting.js';
import { owners } from './rights.js';

/** A class as it is known: what meetings call it, the latest first, and how many organisations are of it. Nobody has named one that only a list brought. */
export const KnownClass = OrganisationClass.partial({ name: true })
  .extend({ offices: z.int().min(0) })
  .meta({ id: 'KnownClass' });
export type KnownClass = z.infer<typeof KnownClass>;

const [revenue] = exampleMeeting.classes;
export const ListClasses = defineRpc({
  subject: 'rpc.registration.v1.list-classes',
  http: { method: 'GET', path: '/api/v1/classes', opens: owners },
  summary: 'Every class that an organisation is of or a meeting names, in order of its id',
  request: z.object({}),
  returns: z.object({ items: z.array(KnownClass) }),
  example: { request: {}, returns: { items: revenue === undefined ? [] : [{ ...revenue, offices: 76 }] } },
});
