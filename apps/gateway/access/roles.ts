import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Asker, type Role, type Staff } from '#contracts';

/** Who may use a route: everybody, or the members of staff with one of these roles. A route that says neither is closed. */
export type RouteAccess = 'public' | readonly Role[];
export const routeAccess = 'sala:route-access';

export const Public = () => SetMetadata<string, RouteAccess>(routeAccess, 'public');
export const Roles = (...roles: readonly Role[]) => SetMetadata<string, RouteAccess>(routeAccess, roles);

/** Reads what concerns the whole meeting. */
export const readers = ['viewer', 'desk', 'operations', 'coordinator', 'administrator'] as const satisfies readonly Role[];
/** Owns the meeting: its letter, deadline, offices. */
export const owners = ['coordinator', 'administrator'] as const satisfies readonly Role[];
/** Enters replies; a focal point those of its province only. */
export const replyDesk = ['desk', 'coordinator', 'administrator', 'focal-point'] as const satisfies readonly Role[];
/** Plans checks and enters their results. */
export const checkers = ['operations', 'coordinator', 'administrator'] as const satisfies readonly Role[];

type Admitted = { readonly staff: Staff; readonly role: Role };
const admitted = new WeakMap<FastifyRequest, Admitted>();
export const admit = (request: FastifyRequest, staff: Staff, role: Role): void => void admitted.set(request, { staff, role });
export const staffOf = (request: FastifyRequest): Staff => {
  const found = admitted.get(request);
  if (found === undefined) throw new Error('a public route asks who is signed in');
  return found.staff;
};
/** Who asks by this request: never what the request says of itself, only what the guard has found. */
export const askerOf = (request: FastifyRequest): Asker => {
  const found = admitted.get(request);
  if (found === undefined) return { kind: 'office' };
  const { staff, role } = found;
  return { kind: 'staff', staffId: staff.id, role, roles: staff.roles, ...(staff.roles.includes('focal-point') && staff.provinceCode !== undefined && { provinceCode: staff.provinceCode }) };
};

/** The member of staff who is signed in. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext): Staff => staffOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** From the one that reaches most to the one that reaches least: only a focal point is confined. */
const byReach = ['administrator', 'coordinator', 'desk', 'operations', 'viewer', 'focal-point'] as const satisfies readonly Role[];

/** The role that opens a route to a member of staff: of several that do, the one that reaches most. */
export const openingRole = (access: readonly Role[], staff: Staff): Role | undefined =>
  staff.active ? byReach.find((role) => access.includes(role) && staff.roles.includes(role)) : undefined;
