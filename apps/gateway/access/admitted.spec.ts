import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { andFocalPoints, openingRole, readers, replyDesk, Role, routed, type Staff } from '#contracts';
import { type FastifyRequest } from 'fastify';
import { GatewayConfig } from '../config.js';
import { GatewayModule } from '../gateway.module.js';
import { admit, askerOf } from './admitted.js';
import { type RouteAccess, routeAccess } from '../http/route-access.js';
import { SessionGuard } from './session.guard.js';
import { type Sessions } from './sessions.js';

const config = GatewayConfig.parse({
  SALA_HTTP_PORT: '0',
  NATS_URL: 'nats://127.0.0.1:1',
  SALA_PUBLIC_URL: 'http://sala.example',
});
const methods = ['GET', 'POST', 'PUT', 'DELETE'];
const pathOf = (target: object): string => String(Reflect.getMetadata('path', target) ?? '');
/** Every route that a controller has: the API's, and the reply page. */
const routes = (GatewayModule.forRoot(config).controllers ?? []).flatMap((controller) => {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name])
    .filter(
      (handler): handler is () => unknown => typeof handler === 'function' && Reflect.hasMetadata('method', handler),
    )
    .map((handler) => ({
      name: `${methods[Number(Reflect.getMetadata('method', handler))]} /${[pathOf(controller), pathOf(handler)]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter((part) => part !== '')
        .join('/')}`,
      opens: Reflect.getMetadata(routeAccess, handler) as RouteAccess | undefined,
    }));
});
const staff = (roles: Role[], changes: Partial<Staff> = {}): Staff => ({
  id: 's',
  email: 's@ega.example',
  name: 'S',
  roles,
  active: true,
  ...changes,
});

describe('every route', () => {
  it('is that of a contract, and every contract that people may send has its route', () => {
    const wanted = routed.map(({ http: { method, path } }) => `${method} ${path}`);
    expect(wanted.length).toBeGreaterThan(50);
    expect(
      routes
        .map(({ name }) => name)
        // Pages are no requests of the API.
        .filter((name) => !/ \/(r|s|reply-preview|mail-preview|wrong-address|bridge)(\/|$)/.test(name))
        .sort(),
    ).toEqual(wanted.sort());
  });

  it('names its roles, or that it opens without', () => {
    expect(routes.filter(({ opens }) => opens === undefined)).toEqual([]);
  });

  it('is public only if an office without an account, or who is about to sign in, needs it', () => {
    const open = (access: RouteAccess) =>
      routes
        .filter(({ opens }) => opens === access)
        .map(({ name }) => name)
        .sort();
    expect(open('public')).toEqual(['POST /api/v1/session']);
    expect(open('bridge')).toEqual(['POST /bridge/callbacks']);
    expect(open('reply-link')).toEqual([
      'DELETE /api/v1/replies/:replyToken/opinions/:opinionId',
      'GET /api/v1/replies/:replyToken',
      'GET /api/v1/replies/:replyToken/files/:fileId',
      'GET /r',
      'GET /r/:token',
      'GET /r/:token/files/:fileId',
      'GET /r/:token/opinions/:opinionId',
      'GET /s/:token',
      'GET /s/:token/busy',
      'GET /s/:token/dossier',
      'GET /s/:token/self-check',
      'GET /s/:token/times',
      'GET /wrong-address/:token/:key',
      'POST /r',
      'POST /r/:token',
      'POST /r/:token/opinions',
      'POST /r/:token/opinions/:opinionId',
      'POST /r/:token/withdrawal',
      'POST /s/:token/busy',
      'POST /s/:token/confirmation',
      'POST /s/:token/dossier',
      'POST /s/:token/self-check/offer',
      'POST /s/:token/self-check/unreached',
      'POST /s/:token/times',
      'POST /wrong-address/:token/:key',
      'PUT /api/v1/replies/:replyToken',
      'PUT /api/v1/replies/:replyToken/opinions/:opinionId',
      'PUT /api/v1/replies/:replyToken/withdrawal',
    ]);
  });

  it('lets viewers and focal points change nothing but what focal points answer and take back, note of calls, do with mails that came, keep at the door and know of their sites', () => {
    const usableBy = (role: Role) =>
      routes
        .filter(({ name, opens }) => !name.startsWith('GET') && Array.isArray(opens) && opens.includes(role))
        .map(({ name }) => name)
        .sort();
    const own = ['DELETE /api/v1/session', 'DELETE /api/v1/session/everywhere', 'PUT /api/v1/session/password'];
    expect(usableBy('viewer')).toEqual(own);
    expect(usableBy('focal-point')).toEqual(
      [
        ...own,
        'PUT /api/v1/invitations/:invitationId/opinions/:opinionId',
        'PUT /api/v1/invitations/:invitationId/opinions/:opinionId/withdrawn',
        'PUT /api/v1/invitations/:invitationId/response',
        'PUT /api/v1/invitations/:invitationId/responses/:responseRevision/taken-back',
        'POST /api/v1/invitations/:invitationId/calls',
        'POST /api/v1/inbox/:mailId/answers',
        'POST /api/v1/inbox/:mailId/closing',
        'POST /api/v1/inbox/:mailId/office',
        'POST /api/v1/inbox/:mailId/reopening',
        'POST /api/v1/meetings/:meetingId/scans',
        'PUT /api/v1/meetings/:meetingId/halls/:siteId',
        'PUT /api/v1/meetings/:meetingId/halls/:siteId/attendance/:entryId',
        'PUT /api/v1/sites/:siteId/dossier',
        'POST /api/v1/site-dossier-imports',
        'POST /api/v1/site-dossier-imports/preview',
      ].sort(),
    );
  });

  it('is closed to everybody while it names nothing', async () => {
    const guard = new SessionGuard(new Reflector(), undefined as unknown as Sessions, config);
    const context = {
      getHandler: () =>
        function forgotten() {
          /* a route without roles */
        },
    } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).rejects.toMatchObject({ kind: 'forbidden', code: 'route-without-roles' });
  });
});

describe('who asks', () => {
  const pairs = Role.options.flatMap((first) => Role.options.map((second) => [first, second] as const));
  it.each(pairs)(
    'says of %s who is %s too all that this person holds, so that a role more never shows less',
    (...roles) => {
      for (const access of [andFocalPoints(readers), andFocalPoints(replyDesk)]) {
        const member = staff([...roles], { provinceCode: 'TH-50' });
        const role = openingRole(access, member);
        if (role === undefined) continue;
        const request = {} as FastifyRequest;
        admit(request, member, role);
        expect(askerOf(request)).toEqual({
          kind: 'staff',
          staffId: 's',
          role,
          roles,
          ...(roles.includes('focal-point') && { provinceCode: 'TH-50' }),
        });
        // Only who is nothing else that opens the route is confined.
        expect(role === 'focal-point').toBe(
          !roles.some((each) => each !== 'focal-point' && (access as readonly Role[]).includes(each)),
        );
      }
    },
  );
});
