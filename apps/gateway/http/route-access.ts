import { SetMetadata } from '@nestjs/common';
import { type Opens } from '#contracts';

/** Who may use a route. One that does not say it is closed. */
export type RouteAccess = Opens | 'bridge';
export const routeAccess = 'sala:route-access';

/** A page for whoever holds a reply link, which is not of the API. */
export const ByReplyLink = () => SetMetadata<string, RouteAccess>(routeAccess, 'reply-link');

/** A page for members of staff, which is not of the API. */
export const ForStaff = (roles: Exclude<Opens, string>) => SetMetadata<string, RouteAccess>(routeAccess, roles);

/** An address for a conference bridge, which is not of the API: what it posts proves itself by its checksum. */
export const ForBridge = () => SetMetadata<string, RouteAccess>(routeAccess, 'bridge');
