import { z } from 'zod';
import { defineRpc } from './contract.js';
import { broken } from './word.js';
import { EmailAddress, Id, Instant, Line, ProvinceCode } from './words.js';

export const Role = z.enum(['viewer', 'desk', 'operations', 'coordinator', 'administrator', 'focal-point']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** A member of staff. A focal point answers for the offices of one province only. */
export const Staff = z
  .object({ id: Id, email: EmailAddress, name: z.string().max(200), roles: z.array(Role), provinceCode: ProvinceCode.optional(), active: z.boolean() })
  .meta({ id: 'Staff' });
export type Staff = z.infer<typeof Staff>;

export const Password = z.string().min(12).max(200).meta({ id: 'Password' });
export const StaffDraft = z
  .object({ email: EmailAddress, name: Line(200), roles: z.array(Role).min(1).max(20), provinceCode: ProvinceCode.optional(), password: Password })
  .refine((draft) => !draft.roles.includes('focal-point') || draft.provinceCode !== undefined, broken(['provinceCode'], 'province-needed'))
  .meta({ id: 'StaffDraft' });

export const SignIn = z.object({ email: EmailAddress, password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
/** `sessionToken` is random; the service keeps only its hash. */
export const Session = z.object({ sessionToken: z.string(), staff: Staff, expiresAt: Instant }).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const exampleStaff: Staff = { id: 'staff-1', email: 'coordinator@ega.example', name: 'Coordinator', roles: ['coordinator'], active: true };
const sessionToken = 'c2Vzc2lvbiBvZiB0aGUgZXhhbXBsZQ';
const session: Session = { sessionToken, staff: exampleStaff, expiresAt: '2016-11-07T14:00:00.000Z' };

export const OpenSession = defineRpc({
  subject: 'rpc.registration.v1.open-session',
  summary: 'Signs a member of staff in; a wrong address and a wrong password are answered alike',
  request: SignIn,
  reply: Session,
  example: { request: { email: 'coordinator@ega.example', password: 'a long example password' }, reply: session },
});
export const GetSession = defineRpc({
  subject: 'rpc.registration.v1.get-session',
  summary: 'Who is signed in by this session',
  request: z.object({ sessionToken: z.string().min(1).max(200) }),
  reply: z.object({ staff: Staff, expiresAt: Instant }),
  example: { request: { sessionToken }, reply: { staff: exampleStaff, expiresAt: session.expiresAt } },
});
export const CloseSession = defineRpc({
  subject: 'rpc.registration.v1.close-session',
  summary: 'Signs out; closing a session that is not there is no error',
  request: z.object({ sessionToken: z.string().min(1).max(200) }),
  reply: z.object({}),
  example: { request: { sessionToken }, reply: {} },
});
export const AddStaff = defineRpc({
  subject: 'rpc.registration.v1.add-staff',
  summary: 'Adds a member of staff with a local account',
  request: StaffDraft,
  reply: Staff,
  example: { request: { email: 'coordinator@ega.example', name: 'Coordinator', roles: ['coordinator'], password: 'a long example password' }, reply: exampleStaff },
});
export const ListStaff = defineRpc({
  subject: 'rpc.registration.v1.list-staff',
  summary: 'All members of staff',
  request: z.object({}),
  reply: z.object({ items: z.array(Staff) }),
  example: { request: {}, reply: { items: [exampleStaff] } },
});
