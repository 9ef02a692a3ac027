import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Role, type Staff } from '#contracts';
import { type FastifyRequest } from 'fastify';
import { type Sessions } from './sessions.js';
import { GatewayConfig } from '../config.js';
import { GatewayModule } from '../gateway.module.js';
import { admit, askerOf, openingRole, readers, replyDesk, type RouteAccess, routeAccess } from './roles.js';
import { SessionGuard } from './session.guard.js';

const config = GatewayConfig.parse({ SALA_HTTP_PORT: '0', NATS_URL: 'nats://127.0.0.1:1', SALA_PUBLIC_URL: 'http://sala.example' });
const controllers = GatewayModule.forRoot(config).controllers ?? [];
const handlers = controllers.flatMap((controller) => {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => ({ name: `${controller.name}.${name}`, handler: prototype[name] }))
    .filter((each): each is { name: string; handler: () => unknown } => typeof each.handler === 'function' && Reflect.hasMetadata('path', each.handler));
});
const staff = (roles: Role[], changes: Partial<Staff> = {}): Staff => ({ id: 's', email: 's@ega.example', name: 'S', roles, active: true, ...changes });

describe('every route', () => {
  it('names its roles, or that it is public', () => {
    expect(handlers.length).toBeGreaterThan(35);
    const without = handlers.filter(({ handler }) => Reflect.getMetadata(routeAccess, handler) === undefined).map(({ name }) => name);
    expect(without).toEqual([]);
  });

  it('is public only if an office without an account, or who is about to sign in, needs it', () => {
    const open = handlers.filter(({ handler }) => (Reflect.getMetadata(routeAccess, handler) as RouteAccess) === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual(['ReplyController.get', 'ReplyController.put', 'ReplyPageController.open', 'ReplyPageController.send', 'SessionController.signIn']);
  });

  it('lets viewers and focal points change nothing but what focal points answer', () => {
    const writing = handlers.filter(({ handler }) => Reflect.getMetadata('method', handler) !== 0);
    const usableBy = (role: Role) =>
      writing.filter(({ handler }) => {
        const access = Reflect.getMetadata(routeAccess, handler) as RouteAccess;
        return access !== 'public' && access.includes(role);
      }).map(({ name }) => name);
    expect(usableBy('viewer')).toEqual(['SessionController.signOut', 'SessionController.signOutEverywhere', 'SessionController.changePassword']);
    expect(usableBy('focal-point')).toEqual(['SessionController.signOut', 'SessionController.signOutEverywhere', 'SessionController.changePassword', 'InvitationController.respond']);
  });

  it('is closed to everybody while it names nothing', async () => {
    const guard = new SessionGuard(new Reflector(), undefined as unknown as Sessions, config);
    const context = { getHandler: () => function forgotten() { /* a route without roles */ } } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).rejects.toMatchObject({ kind: 'forbidden', code: 'route-without-roles' });
  });
});

describe('the role that opens a route', () => {
  const opening = (access: Role[], roles: Role[], changes: Partial<Staff> = {}) => openingRole(access, staff(roles, changes));

  it('is one that the route names, of staff who are active', () => {
    expect(opening(['desk', 'coordinator'], ['viewer', 'desk'])).toBe('desk');
    expect(opening(['desk', 'coordinator'], ['viewer'])).toBeUndefined();
    expect(opening(['desk'], ['desk'], { active: false })).toBeUndefined();
  });

  it('is of several the one that reaches most, whatever order they are in, and never one that does not open it', () => {
    for (const other of Role.options.filter((each) => each !== 'focal-point')) {
      expect(opening(['focal-point', other], ['focal-point', other])).toBe(other);
      expect(opening([other, 'focal-point'], [other, 'focal-point'])).toBe(other);
      expect(opening(['focal-point'], [other, 'focal-point'])).toBe('focal-point');
    }
  });

  const pairs = Role.options.flatMap((first) => Role.options.map((second) => [first, second] as const));
  it.each(pairs)('says of %s who is %s too all that this person holds, so that a role more never shows less', (...roles) => {
    for (const access of [[...readers, 'focal-point' as const], replyDesk]) {
      const member = staff([...roles], { provinceCode: 'TH-50' });
      const role = openingRole(access, member);
      if (role === undefined) continue;
      const request = {} as FastifyRequest;
      admit(request, member, role);
      expect(askerOf(request)).toEqual({ kind: 'staff', staffId: 's', role, roles, ...(roles.includes('focal-point') && { provinceCode: 'TH-50' }) });
      // Only who is nothing else that opens the route is confined.
      expect(role === 'focal-point').toBe(!roles.some((each) => each !== 'focal-point' && (access as readonly Role[]).includes(each)));
    }
  });
});
