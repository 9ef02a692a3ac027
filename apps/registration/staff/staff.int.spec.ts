import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddStaff, CloseSession, GetSession, ListStaff, OpenSession } from '#contracts';
import { type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { administrator, announcedAt, RegistrationUnderTest } from '../under-test.js';

describe('signing in', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let servers: { natsUrl: string; mongoUrl: string; database: string };
  let registration: RegistrationUnderTest;

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    registration = await RegistrationUnderTest.start(servers);
  });
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('finds the first administrator there, and leaves them as they are at the next start', async () => {
    const again = await RegistrationUnderTest.start(servers);
    await again.stop();
    expect((await registration.call(ListStaff, {})).items).toMatchObject([{ email: administrator.email, roles: ['administrator'], active: true }]);
  });

  it('opens a session that lasts until it expires by the clock or is closed', async () => {
    const { sessionToken, expiresAt } = await registration.call(OpenSession, { ...administrator, email: 'Admin@EGA.example' });
    expect(expiresAt).toBe('2016-11-07T14:00:00.000Z');
    expect(await registration.call(GetSession, { sessionToken })).toMatchObject({ staff: { email: administrator.email }, expiresAt });

    registration.moveClockTo('2016-11-07T13:59:59.999Z');
    await registration.call(GetSession, { sessionToken });
    registration.moveClockTo(expiresAt);
    await expect(registration.call(GetSession, { sessionToken })).rejects.toMatchObject({ kind: 'forbidden', code: 'session-invalid' });

    registration.moveClockTo(announcedAt);
    await registration.call(CloseSession, { sessionToken });
    await registration.call(CloseSession, { sessionToken });
    await expect(registration.call(GetSession, { sessionToken })).rejects.toMatchObject({ code: 'session-invalid' });
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const answerTo = (email: string, password: string) => registration.call(OpenSession, { email, password }).then(
      () => undefined,
      ({ kind, code, message, details }) => ({ kind, code, message, details }),
    );
    const wrongPassword = await answerTo(administrator.email, 'not the password');
    expect(wrongPassword).toMatchObject({ kind: 'forbidden', code: 'sign-in-refused' });
    expect(await answerTo('nobody@ega.example', 'not the password')).toEqual(wrongPassword);
  });

  it('adds staff once, a focal point with a province only', async () => {
    const desk = { email: 'desk@ega.example', name: 'Reply desk', roles: ['desk' as const], password: 'another pass phrase' };
    expect(await registration.call(AddStaff, desk)).toMatchObject({ email: desk.email, roles: ['desk'], active: true });
    await expect(registration.call(AddStaff, { ...desk, email: 'DESK@ega.example' })).rejects.toMatchObject({ kind: 'conflict', code: 'staff-exists' });
    await expect(registration.call(AddStaff, { ...desk, email: 'focal@ega.example', roles: ['focal-point'] })).rejects.toMatchObject({
      code: 'invalid-input', details: { fields: [{ field: 'provinceCode' }] },
    });
    expect(await registration.call(OpenSession, { email: desk.email, password: desk.password })).toMatchObject({ staff: { name: 'Reply desk' } });
  });
});
