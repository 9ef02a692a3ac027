import { z } from 'zod';

/**
 * What a member of staff is, from the role that reaches most to the one that reaches least: of several that open a request
 * to somebody the first counts. Only a focal point is confined, to its province.
 */
export const Role = z
  .enum(['administrator', 'coordinator', 'desk', 'operations', 'viewer', 'focal-point'])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;
type Roles = readonly Role[];

/** Whoever is signed in. */
export const everyone: Roles = Role.options;
/** Run Sala itself: accounts, what was done, what could not be handled. */
export const administrators: Roles = ['administrator'];
/** Own the meeting: its letter, deadline, offices. */
export const owners: Roles = ['coordinator', ...administrators];
/** Enter replies, and take them back. */
export const replyDesk: Roles = ['desk', ...owners];
/** Plan checks and enter their results. */
export const checkers: Roles = ['operations', ...owners];
/** Enter who came, at the door of a hall or from its sheet. */
export const hallKeepers: Roles = ['operations', ...replyDesk];
/** Read what concerns the whole meeting. */
export const readers: Roles = ['viewer', 'operations', ...replyDesk];
/** See the persons that offices name, their phones and notes, in all provinces. */
export const seePersons: Roles = replyDesk;
/** See the persons at a site, who are rung when its link is checked and on the day: whoever checks it too. */
export const seeSitePersons: Roles = ['operations', ...seePersons];
/** These, and focal points for the offices of their province: the handler confines them. */
export const andFocalPoints = (roles: Roles): Roles => [...roles, 'focal-point'];

/** Who a request is open to: members of staff with one of these roles, whoever holds the reply link that it names, or everybody. */
export type Opens = Roles | 'reply-link' | 'public';

type Holder = { readonly roles: Roles; readonly active: boolean };

/** The role that opens a request to a member of staff: of several that do, the one that reaches most. */
export const openingRole = (opens: Roles, { roles, active }: Holder): Role | undefined =>
  active ? Role.options.find((role) => opens.includes(role) && roles.includes(role)) : undefined;

/** Whether a member of staff may send this request; a page shows nothing that its reader may not ask for. */
export const mayAsk = ({ http: { opens } }: { readonly http: { readonly opens: Opens } }, staff: Holder): boolean =>
  opens === 'public' || (opens !== 'reply-link' && openingRole(opens, staff) !== undefined);
