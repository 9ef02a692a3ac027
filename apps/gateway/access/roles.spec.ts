import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Role, type Staff } from '#contracts';
import { type RpcClient } from '#messaging';
import { GatewayConfig } from '../config.js';
import { GatewayModule } from '../gateway.module.js';
import { confinedTo, mayUse, type RouteAccess, routeAccess } from './roles.js';
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
    expect(usableBy('viewer')).toEqual(['SessionController.signOut']);
    expect(usableBy('focal-point')).toEqual(['SessionController.signOut', 'InvitationController.respond']);
  });

  it('is closed to everybody while it names nothing', async () => {
    const guard = new SessionGuard(new Reflector(), undefined as unknown as RpcClient, config);
    const context = { getHandler: () => function forgotten() { /* a route without roles */ } } as unknown as ExecutionContext;
    await expect(guard.canActivate(context)).rejects.toMatchObject({ kind: 'forbidden', code: 'route-without-roles' });
  });
});

describe('roles', () => {
  it('let in who has one of them and is active', () => {
    expect(mayUse(['desk', 'coordinator'], staff(['viewer', 'desk']))).toBe(true);
    expect(mayUse(['desk', 'coordinator'], staff(['viewer']))).toBe(false);
    expect(mayUse(['desk'], staff(['desk'], { active: false }))).toBe(false);
  });

  it('confine to one province who is a focal point and nothing else', () => {
    expect(confinedTo(staff(['focal-point'], { provinceCode: 'TH-50' }))).toBe('TH-50');
    expect(confinedTo(staff(['focal-point', 'desk'], { provinceCode: 'TH-50' }))).toBeUndefined();
    // Without a province a focal point sees nothing rather than all.
    expect(confinedTo(staff(['focal-point']))).toBe('none');
  });
});
