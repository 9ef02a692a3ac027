import { SetMetadata } from '@nestjs/common';
import { type Opens } from '#contracts';

/** Who may use a route. One that does not say it is closed. */
export type RouteAccess = Opens;
export const routeAccess = 'sala:route-access';

/** A page for whoever holds a reply link, which is not of the API. */
export const ByReplyLink = () => SetMetadata<string, RouteAccess>(routeAccess, 'reply-link');

/** A page for members of staff, which is not of the API. */
export const ForStaff = (roles: Exclude<Opens, string>) => SetMetadata<string, RouteAccess>(routeAccess, roles);
