import { type FastifyRequest } from 'fastify';
import { type Asker, type Role, type Staff } from '#contracts';

type Admitted = { readonly staff: Staff; readonly role: Role };
const admitted = new WeakMap<FastifyRequest, Admitted>();
export const admit = (request: FastifyRequest, staff: Staff, role: Role): void =>
  void admitted.set(request, { staff, role });
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
  return {
    kind: 'staff',
    staffId: staff.id,
    role,
    roles: staff.roles,
    ...(staff.roles.includes('focal-point')
      && staff.provinceCode !== undefined && { provinceCode: staff.provinceCode }),
  };
};
