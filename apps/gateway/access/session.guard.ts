import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { openingRole, type Staff } from '#contracts';
import { AppError, forbidden } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { admit } from './admitted.js';
import { mayBeForged } from './forgery.js';
import { type RouteAccess, routeAccess } from '../http/route-access.js';
import { sessionTokenOf } from './session-cookie.js';
import { Sessions } from './sessions.js';

const notSignedIn = (cause?: unknown) => forbidden('not-signed-in', { cause });

/** Stands before every route: it is public by name, or opens to reply links, or whoever is signed in has one of the roles that it names. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<RouteAccess | undefined>(routeAccess, context.getHandler());
    if (access === undefined) throw forbidden('route-without-roles');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // A reply link is its own proof, and so is what a bridge posts; neither sends an origin.
    if (access === 'reply-link' || access === 'bridge') return true;
    if (access === 'public') {
      // What is public could sign a browser in.
      this.#refuseForgery(request);
      return true;
    }
    const staff = await this.#signedIn(request);
    const role = openingRole(access, staff);
    if (role === undefined) throw forbidden('role-missing', { values: { roles: access.join(', ') } });
    this.#refuseForgery(request);
    admit(request, staff, role);
    return true;
  }

  async #signedIn(request: FastifyRequest): Promise<Staff> {
    const sessionToken = sessionTokenOf(request, this.config);
    if (sessionToken === undefined) throw notSignedIn();
    try {
      return (await this.sessions.get(sessionToken)).staff;
    } catch (error) {
      if (error instanceof AppError && error.kind !== 'unavailable') throw notSignedIn(error);
      throw error;
    }
  }

  #refuseForgery(request: FastifyRequest): void {
    const { headers, method } = request;
    const fetchSite = headers['sec-fetch-site'];
    const own = [new URL(this.config.SALA_PUBLIC_URL).origin, `${request.protocol}://${request.host}`];
    const forged = mayBeForged({
      method,
      contentType: headers['content-type'],
      origin: headers.origin,
      fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
      own,
    });
    if (forged) throw forbidden('cross-site-request');
  }
}
