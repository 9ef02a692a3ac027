import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Role, type Staff } from '#contracts';

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

const signedIn = new WeakMap<FastifyRequest, Staff>();
export const rememberStaff = (request: FastifyRequest, staff: Staff): void => void signedIn.set(request, staff);
export const staffOf = (request: FastifyRequest): Staff => {
  const staff = signedIn.get(request);
  if (staff === undefined) throw new Error('a public route asks who is signed in');
  return staff;
};

/** The member of staff who is signed in. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext): Staff => staffOf(context.switchToHttp().getRequest<FastifyRequest>()));

export const mayUse = (access: readonly Role[], staff: Staff): boolean => staff.active && staff.roles.some((role) => access.includes(role));

/** The one province that this member of staff is confined to; undefined for whoever has a role for the whole meeting. */
export const confinedTo = (staff: Staff): string | undefined =>
  staff.roles.every((role) => role === 'focal-point') ? (staff.provinceCode ?? 'none') : undefined;
