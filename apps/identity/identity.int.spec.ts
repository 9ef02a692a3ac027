import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  AddStaff,
  ChangePassword,
  ChangeStaff,
  CloseAllSessions,
  CloseSession,
  DeactivateStaff,
  GetSession,
  ListIdentityAudit,
  ListStaff,
  ListStaffNames,
  OpenSession,
  ReactivateStaff,
  ResetPassword,
  type Role,
  SignOutStaff,
} from '#contracts';
import { withAsker } from '#messaging';
import { connectMongo } from '#persistence';
import { type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { SessionStore } from './session/session.module.js';
import { administrator, IdentityUnderTest } from './testing/under-test.js';

describe('signing in', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let servers: { natsUrl: string; mongoUrl: string; database: string };
  let identity: IdentityUnderTest;

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    identity = await IdentityUnderTest.start(servers);
  });
  afterAll(async () => {
    await identity.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  it('finds the first administrator there, and leaves them as they are at the next start', async () => {
    const again = await IdentityUnderTest.start(servers);
    await again.stop();
    expect((await identity.call(ListStaff, {})).items).toMatchObject([
      { email: administrator.email, roles: ['administrator'], active: true },
    ]);
    const { items } = await identity.call(ListStaffNames, {});
    expect(items.map((each) => Object.keys(each).toSorted())).toEqual([['id', 'name']]);
  });

  it('opens a session that lasts by the system’s clock, whatever becomes of the meeting’s, until it expires or is closed', async () => {
    const { sessionToken, expiresAt } = await identity.call(OpenSession, {
      ...administrator,
      email: 'Admin@EGA.example',
    });
    const lastsMs = Date.parse(expiresAt) - Date.now();
    expect(Math.abs(lastsMs - 12 * 3_600_000)).toBeLessThan(60_000);
    for (const instant of ['2016-11-20T00:00:00.000Z', '2559-01-01T00:00:00.000Z', '2016-11-07T02:00:00.000Z']) {
      await identity.moveMeetingClockTo(instant);
      expect(await identity.call(GetSession, { sessionToken })).toMatchObject({
        staff: { email: administrator.email },
        expiresAt,
      });
    }
    await identity.call(CloseSession, { sessionToken });
    await identity.call(CloseSession, { sessionToken });
    await expect(identity.call(GetSession, { sessionToken })).rejects.toMatchObject({ code: 'session-invalid' });

    const expired = await identity.call(OpenSession, administrator);
    const database = await connectMongo(mongo.url, servers.database);
    const past = new Date(Date.now() - 1).toISOString();
    await database.collection('sessions').updateOne({ expiresAt: expired.expiresAt }, { $set: { expiresAt: past } });
    await database.close();
    await expect(identity.call(GetSession, { sessionToken: expired.sessionToken })).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'session-invalid',
    });
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const answerTo = (email: string, password: string) =>
      identity.call(OpenSession, { email, password }).then(
        () => undefined,
        ({ kind, code, message, details }) => ({ kind, code, message, details }),
      );
    const wrongPassword = await answerTo(administrator.email, 'not the password');
    expect(wrongPassword).toMatchObject({ kind: 'forbidden', code: 'sign-in-refused' });
    expect(await answerTo('nobody@ega.example', 'not the password')).toEqual(wrongPassword);
  });

  it('adds staff once, a focal point with a province only', async () => {
    const desk = {
      email: 'desk@ega.example',
      name: 'Reply desk',
      roles: ['desk' as const],
      password: 'another pass phrase',
    };
    expect(await identity.call(AddStaff, desk)).toMatchObject({ email: desk.email, roles: ['desk'], active: true });
    await expect(identity.call(AddStaff, { ...desk, email: 'DESK@ega.example' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'staff-exists',
    });
    await expect(
      identity.call(AddStaff, { ...desk, email: 'focal@ega.example', roles: ['focal-point'] }),
    ).rejects.toMatchObject({ code: 'invalid-input', details: { fields: [{ field: 'provinceCode' }] } });
    expect(await identity.call(OpenSession, { email: desk.email, password: desk.password })).toMatchObject({
      staff: { name: 'Reply desk' },
    });
  });

  describe('an account', () => {
    const signIn = (email: string, password: string) => identity.call(OpenSession, { email, password });
    const add = (name: string, roles: Role[] = ['viewer']) =>
      identity.call(AddStaff, {
        email: `${name}@ega.example`,
        name,
        roles,
        password: 'another pass phrase',
        ...(roles.includes('focal-point') && { provinceCode: 'TH-50' }),
      });
    const isGone = (sessionToken: string) =>
      expect(identity.call(GetSession, { sessionToken })).rejects.toMatchObject({ code: 'session-invalid' });

    it('is changed; its sessions see so at once', async () => {
      const { id, email } = await add('changes');
      const { sessionToken } = await signIn(email, 'another pass phrase');
      await identity.call(ChangeStaff, {
        staffId: id,
        name: 'Changed',
        roles: ['focal-point', 'focal-point'],
        provinceCode: 'TH-63',
      });
      expect((await identity.call(GetSession, { sessionToken })).staff).toEqual({
        id,
        email,
        name: 'Changed',
        roles: ['focal-point'],
        provinceCode: 'TH-63',
        active: true,
      });
      await identity.call(ChangeStaff, { staffId: id, name: 'Changed', roles: ['viewer'] });
      expect((await identity.call(GetSession, { sessionToken })).staff).not.toHaveProperty('provinceCode');
      await expect(
        identity.call(ChangeStaff, { staffId: id, name: 'x', roles: ['focal-point'] }),
      ).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(
        identity.call(ChangeStaff, { staffId: 'nobody', name: 'x', roles: ['viewer'] }),
      ).rejects.toMatchObject({ code: 'staff-not-found' });
    });

    it('is closed, with all its sessions for good, and opened again', async () => {
      const { id, email } = await add('closes');
      const { sessionToken } = await signIn(email, 'another pass phrase');
      expect(await identity.call(DeactivateStaff, { staffId: id })).toMatchObject({ active: false });
      await isGone(sessionToken);
      await expect(signIn(email, 'another pass phrase')).rejects.toMatchObject({ code: 'sign-in-refused' });
      await identity.call(ReactivateStaff, { staffId: id });
      await isGone(sessionToken);
      await signIn(email, 'another pass phrase');
    });

    it('is signed out everywhere by its holder or an administrator', async () => {
      const { id, email } = await add('everywhere');
      const sessions = [await signIn(email, 'another pass phrase'), await signIn(email, 'another pass phrase')];
      expect(await identity.call(CloseAllSessions, { sessionToken: sessions[0]?.sessionToken ?? '' })).toEqual({
        ended: 2,
      });
      for (const { sessionToken } of sessions) await isGone(sessionToken);
      const { sessionToken } = await signIn(email, 'another pass phrase');
      expect(await identity.call(SignOutStaff, { staffId: id })).toEqual({ ended: 1 });
      await isGone(sessionToken);
    });

    it('gets another password from its holder, who stays signed in here only, or from an administrator', async () => {
      const { id, email } = await add('password');
      const [here, there] = [await signIn(email, 'another pass phrase'), await signIn(email, 'another pass phrase')];
      const change = (currentPassword: string, newPassword: string) =>
        identity.call(ChangePassword, { sessionToken: here.sessionToken, currentPassword, newPassword });
      await expect(change('not this one', 'rice with mango and a bus')).rejects.toMatchObject({
        code: 'wrong-password',
      });
      await expect(change('another pass phrase', 'aaaaaaaaaaaa')).rejects.toMatchObject({
        code: 'weak-password',
        details: { fields: [{ field: 'newPassword' }] },
      });
      await change('another pass phrase', 'rice with mango and a bus');
      await identity.call(GetSession, { sessionToken: here.sessionToken });
      await isGone(there.sessionToken);
      await expect(signIn(email, 'another pass phrase')).rejects.toMatchObject({ code: 'sign-in-refused' });
      await identity.call(ResetPassword, { staffId: id, password: 'a bus with rice and mango' });
      await isGone(here.sessionToken);
      await signIn(email, 'a bus with rice and mango');
    });

    it.each([
      [
        'its password is reset',
        (staffId: string) => identity.call(ResetPassword, { staffId, password: 'a bus with rice and mango' }),
      ],
      [
        'its holder changes the password',
        (_staffId: string, sessionToken: string) =>
          identity.call(ChangePassword, {
            sessionToken,
            currentPassword: 'another pass phrase',
            newPassword: 'a bus with rice and mango',
          }),
      ],
      ['it is closed', (staffId: string) => identity.call(DeactivateStaff, { staffId })],
    ])('is not signed in to by the old password while %s', async (what, change) => {
      const { id, email } = await add(`between-${what.replaceAll(' ', '-')}`);
      const { sessionToken } = await signIn(email, 'another pass phrase');
      const sessions = identity.service.app.get(SessionStore);
      const hashes: string[] = [];
      const insert = sessions.insert.bind(sessions);
      const spy = jest.spyOn(sessions, 'insert').mockImplementationOnce(async (hash, ...rest) => {
        // The password was compared already; only now is the session kept.
        await change(id, sessionToken);
        hashes.push(hash);
        await insert(hash, ...rest);
      });
      try {
        await expect(signIn(email, 'another pass phrase')).rejects.toMatchObject({
          kind: 'forbidden',
          code: 'sign-in-refused',
        });
      } finally {
        spy.mockRestore();
      }
      expect(hashes).toHaveLength(1);
      expect(await sessions.find(hashes[0] ?? '')).toBeUndefined();
    });

    it('with a password that somebody would try early is not made', async () => {
      await expect(
        identity.call(AddStaff, {
          email: 'weak@ega.example',
          name: 'Weak',
          roles: ['viewer'],
          password: 'aaaaaaaaaaaa',
        }),
      ).rejects.toMatchObject({ code: 'weak-password', details: { fields: [{ field: 'password' }] } });
    });

    it('of the last active administrator stays one, however many leave at once', async () => {
      const [first] = (await identity.call(ListStaff, {})).items.filter(({ email }) => email === administrator.email);
      const staffId = first?.id ?? '';
      const demote = (id: string) => identity.call(ChangeStaff, { staffId: id, name: 'Demoted', roles: ['viewer'] });
      await expect(demote(staffId)).rejects.toMatchObject({ kind: 'conflict', code: 'last-administrator' });
      await expect(identity.call(DeactivateStaff, { staffId })).rejects.toMatchObject({ code: 'last-administrator' });
      for (let round = 0; round < 5; round += 1) {
        const others = await Promise.all([1, 2, 3].map((each) => add(`admin-${round}-${each}`, ['administrator'])));
        const leaving = [staffId, ...others.map(({ id }) => id)];
        const outcomes = await Promise.allSettled(
          leaving.map((id, index) => (index % 2 === 0 ? demote(id) : identity.call(DeactivateStaff, { staffId: id }))),
        );
        const left = (await identity.call(ListStaff, {})).items.filter(
          ({ roles, active }) => active && roles.includes('administrator'),
        );
        expect(left.length).toBeGreaterThanOrEqual(1);
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(leaving.length - left.length);
        await identity.call(ChangeStaff, { staffId, name: 'Administrator', roles: ['administrator'] });
        await identity.call(ReactivateStaff, { staffId });
        for (const { id } of left) if (id !== staffId) await demote(id);
      }
    });
  });

  it('is noted with who, what, about which and how it ended, and nothing of what was written', async () => {
    const asker = { kind: 'staff', staffId: 'staff-auditor', role: 'administrator' } as const;
    const email = 'noted@ega.example';
    const { id } = await withAsker(asker, () =>
      identity.call(AddStaff, { email, name: 'Private Name', roles: ['viewer'], password: 'another pass phrase' }),
    );
    await withAsker(asker, () => identity.call(DeactivateStaff, { staffId: id }));
    await expect(withAsker(asker, () => identity.call(DeactivateStaff, { staffId: 'nobody' }))).rejects.toMatchObject({
      code: 'staff-not-found',
    });
    await withAsker(asker, () => identity.call(ListStaff, {}));
    const { items } = await withAsker(asker, () => identity.call(ListIdentityAudit, { staffId: asker.staffId }));
    expect(items.map(({ request, objects, outcome, role }) => ({ request, objects, outcome, role }))).toEqual([
      { request: DeactivateStaff.subject, objects: ['nobody'], outcome: 'staff-not-found', role: 'administrator' },
      { request: DeactivateStaff.subject, objects: [id], outcome: 'done', role: 'administrator' },
      { request: AddStaff.subject, objects: [id], outcome: 'done', role: 'administrator' },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/Private|noted@|phrase/);
    expect(
      (await identity.call(ListIdentityAudit, { object: id, limit: 1, before: items[1]?.id })).items.map(
        (each) => each.request,
      ),
    ).toEqual([AddStaff.subject]);
  });
});
