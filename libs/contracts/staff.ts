import { z } from 'zod';
import { defineRpc } from './contract.js';
import { administrators, andFocalPoints, readers, Role } from './rights.js';
import { broken } from './word.js';
import { EmailAddress, Id, Instant, Line, ProvinceCode } from './words.js';

/** A member of staff. A focal point answers for the offices of one province only. */
export const Staff = z
  .object({
    id: Id,
    email: EmailAddress,
    name: z.string().max(200),
    roles: z.array(Role),
    provinceCode: ProvinceCode.optional(),
    active: z.boolean(),
  })
  .meta({ id: 'Staff' });
export type Staff = z.infer<typeof Staff>;

const mostPasswordBytes = 512;
const mostPasswordLetters = 400;
/**
 * A new password: 12 characters or more as they are kept (composed, NFC), 512 bytes of UTF-8 at most. Whether it is easy to
 * guess is for the service to say, which knows the address and the name that it must not repeat.
 */
export const Password = z
  .string()
  .min(12)
  // What is too long is refused for that alone: composing a long run of marks takes the square of its length.
  .max(mostPasswordLetters, { abort: true })
  .refine((text) => text.isWellFormed() && [...text.normalize('NFC')].length >= 12, broken([], 'password-short'))
  .refine(
    (text) => new TextEncoder().encode(text.normalize('NFC')).length <= mostPasswordBytes,
    broken([], 'password-long'),
  )
  .meta({ id: 'Password' });

const staffFields = { name: Line(200), roles: z.array(Role).min(1).max(20), provinceCode: ProvinceCode.optional() };
type Responsibility = { readonly roles: readonly Role[]; readonly provinceCode?: string | undefined };
const withProvince = <Schema extends z.ZodType<Responsibility>>(schema: Schema): Schema =>
  schema.refine(
    ({ roles, provinceCode }) => !roles.includes('focal-point') || provinceCode !== undefined,
    broken(['provinceCode'], 'province-needed'),
  );

export const StaffDraft = withProvince(z.object({ email: EmailAddress, ...staffFields, password: Password })).meta({
  id: 'StaffDraft',
});
/** What an administrator may change of a member of staff; all of it is said, whether it changes or not. */
export const StaffChange = withProvince(z.object(staffFields)).meta({ id: 'StaffChange' });

export const SignIn = z.object({ email: EmailAddress, password: z.string().min(1).max(400) }).meta({ id: 'SignIn' });
/** `sessionToken` is random; the service keeps only its hash. */
export const Session = z.object({ sessionToken: z.string(), staff: Staff, expiresAt: Instant }).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const exampleStaff: Staff = {
  id: 'staff-1',
  email: 'coordinator@ega.example',
  name: 'Coordinator',
  roles: ['coordinator'],
  active: true,
};
const sessionToken = 'c2Vzc2lvbiBvZiB0aGUgZXhhbXBsZQ';
const session: Session = { sessionToken, staff: exampleStaff, expiresAt: '2016-11-07T14:00:00.000Z' };

export const OpenSession = defineRpc({
  subject: 'rpc.identity.v1.open-session',
  openTo: ['office'],
  summary: 'Signs a member of staff in; a wrong address and a wrong password are answered alike',
  request: SignIn,
  returns: Session,
  example: { request: { email: 'coordinator@ega.example', password: 'a long example password' }, returns: session },
});
export const GetSession = defineRpc({
  subject: 'rpc.identity.v1.get-session',
  openTo: ['focal-point'],
  summary: 'Who is signed in by this session',
  request: z.object({ sessionToken: z.string().min(1).max(200) }),
  returns: z.object({ staff: Staff, expiresAt: Instant }),
  example: { request: { sessionToken }, returns: { staff: exampleStaff, expiresAt: session.expiresAt } },
});
export const CloseSession = defineRpc({
  subject: 'rpc.identity.v1.close-session',
  openTo: ['focal-point'],
  summary: 'Signs out; closing a session that is not there is no error',
  request: z.object({ sessionToken: z.string().min(1).max(200) }),
  returns: z.object({}),
  example: { request: { sessionToken }, returns: {} },
});
export const AddStaff = defineRpc({
  subject: 'rpc.identity.v1.add-staff',
  http: { method: 'POST', path: '/api/v1/staff', opens: administrators },
  summary: 'Adds a member of staff with a local account',
  request: StaffDraft,
  returns: Staff,
  example: {
    request: {
      email: 'coordinator@ega.example',
      name: 'Coordinator',
      roles: ['coordinator'],
      password: 'a long example password',
    },
    returns: exampleStaff,
  },
});
export const ListStaff = defineRpc({
  subject: 'rpc.identity.v1.list-staff',
  http: { method: 'GET', path: '/api/v1/staff', opens: administrators },
  summary: 'All members of staff',
  request: z.object({}),
  returns: z.object({ items: z.array(Staff) }),
  example: { request: {}, returns: { items: [exampleStaff] } },
});
export const ListStaffNames = defineRpc({
  subject: 'rpc.identity.v1.list-staff-names',
  http: { method: 'GET', path: '/api/v1/staff/names', opens: andFocalPoints(readers) },
  summary: 'What members of staff are called, those who have left as well: for whoever reads what they did',
  request: z.object({}),
  returns: z.object({ items: z.array(Staff.pick({ id: true, name: true })) }),
  example: { request: {}, returns: { items: [{ id: exampleStaff.id, name: exampleStaff.name }] } },
});

export const ListFocalPoints = defineRpc({
  subject: 'rpc.identity.v1.list-focal-points',
  summary: 'The focal points with an open account, and how they are reached: for whoever writes to them',
  request: z.object({}),
  returns: z.object({
    items: z.array(z.object({ id: Id, email: EmailAddress, name: z.string().max(200), provinceCode: ProvinceCode })),
  }),
  example: {
    request: {},
    returns: {
      items: [{ id: 'staff-2', email: 'focal-point@chiang-mai.example', name: 'Focal point', provinceCode: 'TH-50' }],
    },
  },
});

const oneOfStaff = z.object({ staffId: Id });
export const ChangeStaff = defineRpc({
  subject: 'rpc.identity.v1.change-staff',
  http: { method: 'PUT', path: '/api/v1/staff/:staffId', opens: administrators },
  summary: 'Changes the name, the roles and the province of a member of staff; the last active administrator stays one',
  request: withProvince(z.object({ staffId: Id, ...staffFields })),
  returns: Staff,
  example: {
    request: { staffId: exampleStaff.id, name: 'Coordinator', roles: ['coordinator', 'operations'] },
    returns: { ...exampleStaff, roles: ['coordinator', 'operations'] },
  },
});
export const DeactivateStaff = defineRpc({
  subject: 'rpc.identity.v1.deactivate-staff',
  http: { method: 'POST', path: '/api/v1/staff/:staffId/deactivation', opens: administrators },
  summary: 'Closes an account: its sessions and open streams end at once; the last active administrator’s stays open',
  request: oneOfStaff,
  returns: Staff,
  example: { request: { staffId: exampleStaff.id }, returns: { ...exampleStaff, active: false } },
});
export const ReactivateStaff = defineRpc({
  subject: 'rpc.identity.v1.reactivate-staff',
  http: { method: 'POST', path: '/api/v1/staff/:staffId/reactivation', opens: administrators },
  summary: 'Opens a closed account again, with the password that it had',
  request: oneOfStaff,
  returns: Staff,
  example: { request: { staffId: exampleStaff.id }, returns: exampleStaff },
});
export const ResetPassword = defineRpc({
  subject: 'rpc.identity.v1.reset-password',
  http: { method: 'PUT', path: '/api/v1/staff/:staffId/password', opens: administrators, answer: 'nothing' },
  summary: 'An administrator sets another password for a member of staff, whose sessions all end',
  request: z.object({ staffId: Id, password: Password }),
  returns: z.object({}),
  example: { request: { staffId: exampleStaff.id, password: 'another long example phrase' }, returns: {} },
});
export const SignOutStaff = defineRpc({
  subject: 'rpc.identity.v1.sign-out-staff',
  http: { method: 'DELETE', path: '/api/v1/staff/:staffId/sessions', opens: administrators },
  summary: 'Ends all sessions of a member of staff',
  request: oneOfStaff,
  returns: z.object({ ended: z.int().min(0) }),
  example: { request: { staffId: exampleStaff.id }, returns: { ended: 2 } },
});
export const CloseAllSessions = defineRpc({
  subject: 'rpc.identity.v1.close-all-sessions',
  openTo: ['focal-point'],
  summary: 'Signs whoever holds this session out everywhere',
  request: z.object({ sessionToken: z.string().min(1).max(200) }),
  returns: z.object({ ended: z.int().min(0) }),
  example: { request: { sessionToken }, returns: { ended: 2 } },
});
export const ChangePassword = defineRpc({
  subject: 'rpc.identity.v1.change-password',
  openTo: ['focal-point'],
  summary: 'Changes the own password; all other sessions end, this one stays',
  request: z.object({
    sessionToken: z.string().min(1).max(200),
    currentPassword: SignIn.shape.password,
    newPassword: Password,
  }),
  returns: z.object({}),
  example: {
    request: { sessionToken, currentPassword: 'a long example password', newPassword: 'another long example phrase' },
    returns: {},
  },
});

/** A hint on plain NATS that sessions ended, or that what a member of staff may do has changed: open streams of theirs end. */
export const sessionsEndedSubject = 'hint.identity.v1.sessions-ended';
/** `sessionHash` is the SHA-256 of the one session's token in hex; without it all of the person's sessions, but for `except`. */
export const SessionsEnded = z.object({
  staffId: Id,
  sessionHash: z.string().max(64).optional(),
  except: z.string().max(64).optional(),
});
export type SessionsEnded = z.infer<typeof SessionsEnded>;
