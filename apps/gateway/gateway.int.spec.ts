import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  BoardChanged,
  boardChangedSubject,
  CreateMeeting,
  ExportList,
  GetFilePart,
  exampleInvitation,
  exampleMeeting,
  exampleMeetingDraft,
  exampleReplyToken,
  exampleSiteToken,
  exampleResponseContent,
  GetInvitation,
  GetMeeting,
  GetNotificationsWorkState,
  GetReplyForm,
  GetResponseBoard,
  GetSession,
  ListDeliveries,
  ListInvitations,
  ListMeetings,
  OpenSession,
  RecordCheckResult,
  RecordDeskReply,
  RecordReply,
  SayWrongAddress,
  type Role,
  type Staff,
  filePartBytes,
  KeepFilePart,
  StartImport,
  ReadSitePage,
  ConfirmSiteCheck,
  CorrectSiteDossier,
  exampleCheck,
  exampleSitePage,
  SaySiteBusy,
  TakeSiteTime,
} from '#contracts';
import { Hints, isActing, meetingClock, NatsLink, setActing, setActors, setMeetingClock } from '#messaging';
import { conflict, correlationId, forbidden, notFound, type RunningService, unavailable } from '#platform';
import { eventually, type RunningServer, startNats, temporaryFolder } from '#testing';
import { type GatewayConfig } from './config.js';
import { createGateway } from './service.js';
import { StandIns } from './testing/stand-ins.js';

const meeting = exampleMeetingDraft.id;
const staff = (roles: Role[], changes: Partial<Staff> = {}): Staff => ({
  id: 'staff-7',
  email: 'x@ega.example',
  name: 'X',
  roles,
  active: true,
  ...changes,
});
const json = { 'content-type': 'application/json' };

describe('the gateway', () => {
  let nats: RunningServer;
  let services: StandIns;
  let gateway: RunningService;
  const config = (): GatewayConfig => ({
    NODE_ENV: 'test',
    SALA_HOST: '127.0.0.1',
    SALA_HTTP_PORT: 0,
    NATS_URL: nats.url,
    SALA_LOG_LEVEL: 'silent',
    SALA_NATS_REPLICAS: 1,
    SALA_SWEEP_MS: 1000,
    SALA_PUBLIC_URL: 'http://sala.example',
    SALA_SECURE_COOKIES: false,
    SALA_SAMPLE: false,
    SALA_TRUST_PROXY: false,
    SALA_SIGN_IN_LIMIT: 1000,
    SALA_SIGN_IN_ACCOUNT_LIMIT: 1000,
    SALA_SIGN_IN_ADDRESS_LIMIT: 1000,
    SALA_REPLY_LIMIT: 1000,
    SALA_REPLY_CHANGE_LIMIT: 1000,
    SALA_BAD_LINK_LIMIT: 1000,
    SALA_BAD_CODE_LIMIT: 1000,
  });
  const ask = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init });
  const signedIn = (roles: Role[], changes: Partial<Staff> = {}) => {
    services.answer(GetSession, () => ({ staff: staff(roles, changes), expiresAt: '2016-11-07T14:00:00.000Z' }));
    return { cookie: 'sala-session=token-of-the-session' };
  };

  beforeAll(async () => {
    nats = await startNats();
    services = await StandIns.start(nats.url);
    gateway = await createGateway(config());
  });
  afterEach(() => services.reset());
  afterAll(async () => {
    await gateway.close();
    await services.stop();
    await nats.stop();
  });

  describe('access', () => {
    const open = new Set([
      'GET /r',
      'POST /r',
      'GET /r/:token',
      'POST /r/:token',
      'GET /api/v1/replies/:replyToken',
      'GET /api/v1/replies/:replyToken/files/:fileId',
      'GET /r/:token/files/:fileId',
      'PUT /api/v1/replies/:replyToken',
      'PUT /api/v1/replies/:replyToken/withdrawal',
      'POST /r/:token/withdrawal',
      'PUT /api/v1/replies/:replyToken/opinions/:opinionId',
      'DELETE /api/v1/replies/:replyToken/opinions/:opinionId',
      'POST /r/:token/opinions',
      'GET /r/:token/opinions/:opinionId',
      'POST /r/:token/opinions/:opinionId',
      'GET /s/:token',
      'GET /s/:token/busy',
      'GET /s/:token/dossier',
      'GET /s/:token/self-check',
      'GET /s/:token/times',
      'POST /s/:token/busy',
      'POST /s/:token/confirmation',
      'POST /s/:token/dossier',
      'POST /s/:token/self-check/offer',
      'POST /s/:token/self-check/unreached',
      'POST /s/:token/times',
      'POST /bridge/callbacks',
      'GET /wrong-address/:token/:key',
      'POST /wrong-address/:token/:key',
      'POST /api/v1/session',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /',
      'GET /openapi.json',
      'GET /openapi.yaml',
    ]);

    it('is refused to who is not signed in on every route that is not public by name', async () => {
      const tree = gateway.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false, includeHooks: false });
      const served = routesOf(tree);
      expect(served.length).toBeGreaterThan(40);
      for (const { method, url } of served) {
        if (
          open.has(`${method} ${url}`)
          || url.startsWith('/docs')
          || url === '*'
          || method === 'HEAD'
          || method === 'OPTIONS'
        )
          continue;
        const path = url.replace(':sequence', '1').replace(':deliveryId', 'm.i.reminder.1').replace(/:\w+/g, 'some-id');
        const answer = await ask(path, { method, ...(method === 'GET' ? {} : { headers: json, body: '{}' }) });
        expect(`${method} ${url}: ${answer.status}`).toBe(`${method} ${url}: 401`);
      }
      expect(services.calls).toEqual([]);
    });

    it('is refused to a role that the route does not name', async () => {
      const headers = signedIn(['viewer']);
      expect((await ask(`/api/v1/meetings/${meeting}`, { headers })).status).toBe(200);
      const answer = await ask('/api/v1/meetings', {
        method: 'POST',
        headers: { ...headers, ...json },
        body: JSON.stringify(exampleMeetingDraft),
      });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'role-missing' });
      // Without a body all that it has to have is missing, by name.
      const none = await ask('/api/v1/meetings', { method: 'POST', headers: signedIn(['coordinator']) });
      const { fields } = (await none.json()) as { fields: { field: string; code: string }[] };
      expect(fields.map(({ field, code }) => [field, code])).toEqual(
        ['title', 'startsAt', 'id'].map((field) => [field, 'missing']),
      );
      expect(services.requestsOf(CreateMeeting)).toEqual([]);
    });

    it('is refused to staff who are no longer active, and to a session that is not known', async () => {
      expect(
        (await ask(`/api/v1/meetings/${meeting}`, { headers: signedIn(['administrator'], { active: false }) })).status,
      ).toBe(403);
      services.answer(GetSession, () => {
        throw forbidden('session-invalid');
      });
      expect((await ask(`/api/v1/meetings/${meeting}`, { headers: { cookie: 'sala-session=old' } })).status).toBe(401);
    });

    it('is not refused when only the service that knows sessions is away: that is 503', async () => {
      services.answer(GetSession, () => {
        throw unavailable('service-unavailable');
      });
      expect((await ask(`/api/v1/meetings/${meeting}`, { headers: { cookie: 'sala-session=good' } })).status).toBe(503);
    });

    it('says who asks by the role that opened the route, and never by what the request says of itself', async () => {
      const forged = JSON.stringify({ kind: 'staff', staffId: 'x', role: 'administrator' });
      const headers = {
        ...signedIn(['focal-point', 'viewer'], { provinceCode: 'TH-63' }),
        'sala-asker': forged,
        'Sala-Asker': forged,
      };
      const asker = { kind: 'staff', staffId: 'staff-7', roles: ['focal-point', 'viewer'], provinceCode: 'TH-63' };
      await ask(`/api/v1/invitations/${exampleInvitation.id}`, { headers });
      expect(services.askersOf(GetInvitation)).toEqual([{ ...asker, role: 'viewer' }]);
      const body = JSON.stringify({
        content: exampleResponseContent,
        channel: 'phone',
        receivedAt: '2016-11-09T03:00:00.000Z',
      });
      await ask(`/api/v1/invitations/${exampleInvitation.id}/response`, {
        method: 'PUT',
        headers: { ...headers, ...json },
        body,
      });
      expect(services.askersOf(RecordDeskReply)).toEqual([{ ...asker, role: 'focal-point' }]);
      await ask(`/api/v1/replies/${exampleReplyToken}`, { headers });
      expect(services.askersOf(GetReplyForm)).toEqual([{ kind: 'office' }]);
    });

    it('is refused to a write that another site’s page could have made the browser send', async () => {
      const headers = signedIn(['administrator']);
      const announce = (more: Record<string, string>) =>
        ask(`/api/v1/meetings/${meeting}/announcement`, { method: 'POST', headers: { ...headers, ...more } });
      expect((await announce({ origin: 'http://evil.example' })).status).toBe(403);
      expect((await announce({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await announce({ origin: 'http://sala.example' })).status).toBe(200);
      expect((await announce({ origin: gateway.url })).status).toBe(200);
      expect(services.requestsOf(AnnounceMeeting)).toHaveLength(2);
    });
  });

  describe('one click in a mail', () => {
    const path = `/wrong-address/${exampleReplyToken}/${'0'.repeat(32)}`;

    it('decides nothing when the link is opened, and shows a page with a button in the reader’s language', async () => {
      const answer = await ask(`${path}?lang=en`);
      expect([answer.status, answer.headers.get('content-language')]).toEqual([200, 'en']);
      const page = await answer.text();
      for (const said of [
        'This is not the office’s address',
        `action="${path}?lang=en"`,
        exampleMeeting.coordinator.email,
      ])
        expect(page).toContain(said);
      expect(page).not.toContain('<script');
      expect(services.requestsOf(SayWrongAddress)).toEqual([]);
    });

    it('is taken as mail programs send it, in either form', async () => {
      const parts = new FormData();
      parts.set('List-Unsubscribe', 'One-Click');
      for (const body of [parts, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })]) {
        const answer = await ask(path, { method: 'POST', body });
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain('รับทราบแล้ว');
      }
      expect(services.requestsOf(SayWrongAddress)).toEqual(
        Array(2).fill({ addressToken: exampleReplyToken, mailKey: '0'.repeat(32) }),
      );
    });

    it('tells whoever has no good link so, on a page', async () => {
      services.answer(SayWrongAddress, () => {
        throw forbidden('reply-link-invalid');
      });
      for (const bad of [path, '/wrong-address/x/y']) {
        const answer = await ask(bad, { method: 'POST', body: new URLSearchParams() });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.headers.get('content-type')).toContain('text/html');
      }
    });
  });

  describe('the link of a site', () => {
    const path = `/s/${exampleSiteToken}`;

    it('shows its page in the site’s language or the one that was chosen, without script', async () => {
      for (const [query, language, said] of [
        ['', 'th', 'นัดหมายทดสอบสัญญาณ'],
        ['?lang=en', 'en', 'Link check'],
      ] as const) {
        const answer = await ask(`${path}${query}`);
        expect([answer.status, answer.headers.get('content-language')]).toEqual([200, language]);
        expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
        const page = await answer.text();
        expect(page).toContain(said);
        expect(page).not.toContain('<script');
        expect(Buffer.byteLength(page)).toBeLessThan(30_000);
      }
      expect(services.askersOf(ReadSitePage)).toEqual([{ kind: 'office' }, { kind: 'office' }]);
      expect(services.calls.map(({ subject }) => subject)).toEqual([ReadSitePage.subject, ReadSitePage.subject]);
    });

    it('tells whoever has no good one so, on a page that helps, and never what was wrong with it', async () => {
      services.answer(ReadSitePage, () => {
        throw forbidden('site-link-invalid');
      });
      for (const bad of [path, '/s/x', `/s/${'x'.repeat(300)}`, `${path}/nowhere`, '/s/%E0%B8%81']) {
        const answer = await ask(bad, { headers: { accept: 'text/html' } });
        expect([bad, answer.status]).toEqual([bad, 404]);
        expect(answer.headers.get('content-type')).toContain('text/html');
        expect(await answer.text()).toContain('เปิดลิงก์นี้ไม่ได้');
      }
    });

    const post = (place: string, fields: Record<string, string>) =>
      ask(`${path}/${place}?lang=th`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const seen = { checkId: exampleCheck.id, revision: '1' };
    // Still to come, by whatever clock there is.
    const ahead = { startsAt: '2199-11-14T02:00:00.000Z', endsAt: '2199-11-14T02:20:00.000Z' };
    const now = () => {
      const { appointment } = exampleSitePage;
      services.answer(ReadSitePage, () => ({
        ...exampleSitePage,
        ...(appointment && { appointment: { ...appointment, ...ahead } }),
      }));
    };

    it('confirms by one press what was seen, names who will be there, and shows what was done by a redirect', async () => {
      now();
      const named = { 'present.0.name': 'นายตัวอย่าง', 'present.0.mobile': '08 1000 0001', 'present.1.name': '' };
      const answer = await post('confirmation', { ...seen, ...named });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=th&done=confirmed`]);
      expect(services.requestsOf(ConfirmSiteCheck)).toEqual([
        {
          siteToken: exampleSiteToken,
          checkId: exampleCheck.id,
          expectedRevision: 1,
          present: [{ name: 'นายตัวอย่าง', mobile: '08 1000 0001' }],
        },
      ]);
      const wrong = await post('confirmation', { ...seen, 'present.1.name': 'นางสองมือ', 'present.1.mobile': 'ไม่มี' });
      const page = await wrong.text();
      expect([wrong.status, page.includes('id="wrong-field-present-1-mobile"'), page.includes('นางสองมือ')]).toEqual([
        422,
        true,
        true,
      ]);
      services.answer(ConfirmSiteCheck, () => {
        throw conflict('check-changed');
      });
      const moved = await post('confirmation', { ...seen, ...named });
      expect(moved.status).toBe(409);
      expect(await moved.text()).toContain('ยังไม่ได้ยืนยัน');
    });

    it('offers free times, and the next ones where another was first', async () => {
      now();
      const startsAt = '2016-11-15T02:00:00.000Z';
      expect(await (await ask(`${path}/times`)).text()).toContain(`value="${startsAt}"`);
      expect((await post('times', { ...seen, startsAt })).status).toBe(303);
      expect(services.requestsOf(TakeSiteTime)).toEqual([
        { siteToken: exampleSiteToken, startsAt, checkId: exampleCheck.id, expectedRevision: 1 },
      ]);
      services.answer(TakeSiteTime, () => {
        throw conflict('slot-taken');
      });
      const refused = await post('times', { ...seen, startsAt });
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain('โปรดเลือกเวลาอื่น');
      expect((await post('times', { ...seen, startsAt: 'เช้า' })).status).toBe(422);
    });

    it('takes a busy time in either era and either script of digits, and gives back what it cannot read', async () => {
      now();
      const typed = {
        'from-day': '๑๔ พ.ย. ๒๕๕๙',
        'from-time': '09.00 น.',
        'to-day': '',
        'to-time': '12:00',
        why: 'ประชุม',
      };
      expect((await post('busy', typed)).status).toBe(303);
      expect(services.requestsOf(SaySiteBusy)).toEqual([
        {
          siteToken: exampleSiteToken,
          busy: { from: '2016-11-14T02:00:00.000Z', to: '2016-11-14T05:00:00.000Z', why: 'ประชุม' },
        },
      ]);
      for (const bad of [
        { 'from-day': 'พรุ่งนี้' },
        { 'to-time': '08:00' },
        { 'to-time': '' },
        { 'from-day': '31/2/2559' },
      ]) {
        const answer = await post('busy', { ...typed, ...bad });
        const page = await answer.text();
        expect([bad, answer.status, page.includes('value="ประชุม"')]).toEqual([bad, 422, true]);
        expect(page).toContain('aria-invalid="true"');
      }
      const other = await ask(`${path}/busy?lang=th`, {
        method: 'POST',
        body: new URLSearchParams({ ...typed, show: 'en' }),
      });
      const page = await other.text();
      expect([other.status, page.includes('Say when you are busy'), page.includes('value="ประชุม"')]).toEqual([
        200,
        true,
        true,
      ]);
      expect(services.requestsOf(SaySiteBusy)).toHaveLength(1);
    });

    it('corrects what is known of the site; what the form does not show stays', async () => {
      now();
      const page = await (await ask(`${path}/dossier?lang=th`)).text();
      const fields = Object.fromEntries(
        [...page.matchAll(/<input[^>]*? name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>/g)].map(
          ([whole, name = '']) => [name, / value="([^"]*)"/.exec(whole)?.[1] ?? ''],
        ),
      );
      const kinds = { 'systems.0.kind': 'h323', 'systems.1.kind': 'web', 'equipment.0.what': 'codec' };
      expect((await post('dossier', { ...fields, ...kinds })).status).toBe(303);
      expect(services.requestsOf(CorrectSiteDossier)).toEqual([
        { siteToken: exampleSiteToken, dossier: exampleSitePage.dossier, expectedRevision: 3 },
      ]);
      const wrong = await post('dossier', {
        ...fields,
        ...kinds,
        'technicians.2.name': 'คนที่สาม',
        'technicians.2.mobile': 'x',
      });
      expect(wrong.status).toBe(422);
      expect(await wrong.text()).toContain('id="wrong-field-technicians-2-mobile"');
      const old = await post('dossier', { ...fields, ...kinds, revision: '2', room: 'ห้องใหม่' });
      expect(old.status).toBe(409);
      const again = await old.text();
      expect([again.includes('ห้องใหม่'), again.includes('name="revision" value="3"')]).toEqual([true, true]);
      expect(services.requestsOf(CorrectSiteDossier)).toHaveLength(1);
    });

    it('says so where a part is away', async () => {
      services.answer(ReadSitePage, () => {
        throw unavailable('service-unavailable');
      });
      const answer = await ask(path);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('ลองอีกครั้ง');
    });
  });

  describe('a file', () => {
    const name = 'รายชื่อผู้เข้าร่วม 2559.xlsx';
    const content = Buffer.alloc(filePartBytes + 3, 'ไฟล์');
    const fileId = 'file-made';
    const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const path = `/api/v1/meetings/${meeting}/lists/attendees/file?format=xlsx`;
    const made = () => services.answer(ExportList, () => ({ fileId, name, contentType, bytes: content.length }));
    const kept = (parts = 2) =>
      services.answer(GetFilePart, ({ number }) => {
        if (number >= parts) throw notFound('file-not-found', { values: { id: fileId } });
        const start = number * filePartBytes;
        return { content: content.subarray(start, start + filePartBytes).toString('base64') };
      });

    it('comes whole, under its Thai name, to be saved and never shown', async () => {
      made();
      kept();
      const answer = await ask(path, { headers: signedIn(['viewer']) });
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': contentType,
        'content-length': String(content.length),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-disposition': `attachment; filename="2559.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
      expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), content)).toBe(0);
      expect(services.requestsOf(ExportList)).toEqual([
        { meetingId: meeting, list: 'attendees', format: 'xlsx', language: 'th' },
      ]);
      expect(services.askersOf(ExportList)[0]).toMatchObject({ kind: 'staff', role: 'viewer' });
      expect(services.askersOf(GetFilePart)).toEqual([{ kind: 'system' }, { kind: 'system' }]);
    });

    it('that is gone is a problem; one that ends on the way ends the connection and is not taken for whole', async () => {
      made();
      kept(0);
      const gone = await ask(path, { headers: signedIn(['viewer']) });
      expect(gone.status).toBe(404);
      expect(gone.headers.get('content-disposition')).toBeNull();
      expect(await gone.json()).toMatchObject({ code: 'file-not-found' });
      kept(1);
      const cut = await ask(path, { headers: signedIn(['viewer']) });
      await expect(cut.arrayBuffer()).rejects.toThrow();
    });
  });

  describe('sign-in', () => {
    const credentials = { email: 'coordinator@ega.example', password: 'a long example password' };
    const signIn = (body: BodyInit, headers: Record<string, string> = json) =>
      ask('/api/v1/session', { method: 'POST', headers, body });

    it('sets a cookie that no script can read and no other site’s form carries, and keeps the token out of the body', async () => {
      const answer = await signIn(JSON.stringify(credentials));
      expect(answer.status).toBe(200);
      const cookie = answer.headers.getSetCookie().join();
      expect(cookie).toMatch(/^sala-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/i);
      expect(await answer.text()).not.toContain(OpenSession.example.returns.sessionToken);
    });

    it('binds the cookie to https and this host where people come by https', async () => {
      const secure = await createGateway({ ...config(), SALA_SECURE_COOKIES: true });
      const answer = await fetch(`${secure.url}/api/v1/session`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(credentials),
      });
      await secure.close();
      expect(answer.headers.getSetCookie().join()).toMatch(
        /^__Host-sala-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/i,
      );
      expect(answer.headers.get('strict-transport-security')).toContain('max-age');
    });

    it('answers wrong credentials with 401, in the reader’s language', async () => {
      services.answer(OpenSession, () => {
        throw forbidden('sign-in-refused');
      });
      const answer = await signIn(JSON.stringify(credentials), { ...json, 'accept-language': 'th' });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        code: 'sign-in-refused',
        detail: expect.stringContaining('อีเมลหรือรหัสผ่านไม่ถูกต้อง'),
      });
    });

    it('takes JSON only, so that no other site’s form can sign somebody in', async () => {
      const answer = await signIn(new URLSearchParams(credentials), {});
      expect(answer.status).toBe(415);
      expect(services.requestsOf(OpenSession)).toEqual([]);
    });

    it('ends with the cookie', async () => {
      const answer = await ask('/api/v1/session', { method: 'DELETE', headers: signedIn(['viewer']) });
      expect(answer.status).toBe(204);
      expect(answer.headers.getSetCookie().join()).toMatch(/^sala-session=;.*(Max-Age=0|1970)/i);
    });

    it('do not count an answer that could not be taken because a service was away', async () => {
      const strict = await createGateway({ ...config(), SALA_REPLY_CHANGE_LIMIT: 3 });
      try {
        const put = async () =>
          (
            await fetch(`${strict.url}/api/v1/replies/${exampleReplyToken}`, {
              method: 'PUT',
              headers: json,
              body: JSON.stringify({ content: exampleResponseContent }),
            })
          ).status;
        services.answer(RecordReply, () => {
          throw unavailable('service-unavailable');
        });
        expect([await put(), await put(), await put(), await put(), await put()]).toEqual([503, 503, 503, 503, 503]);
        services.reset();
        expect([await put(), await put(), await put(), await put()]).toEqual([200, 200, 200, 429]);
      } finally {
        await strict.close();
      }
    });

    it('may be tried only so often a minute by one address', async () => {
      const strict = await createGateway({ ...config(), SALA_SIGN_IN_LIMIT: 3 });
      const tries: number[] = [];
      for (let index = 0; index < 4; index += 1) {
        const answer = await fetch(`${strict.url}/api/v1/session`, {
          method: 'POST',
          headers: json,
          body: JSON.stringify({ ...credentials, email: 'tried-often@ega.example' }),
        });
        tries.push(answer.status);
        if (answer.status === 429) {
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
          expect(await answer.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
        }
      }
      await strict.close();
      expect(tries).toEqual([200, 200, 200, 429]);
    });
  });

  describe('requests', () => {
    it('that are not valid name each field, in the reader’s language, and reach no service', async () => {
      const headers = { ...signedIn(['coordinator']), ...json };
      const body = JSON.stringify({
        ...exampleMeetingDraft,
        timeZone: 'Mars/Base',
        coordinator: { unit: { th: 'ก', en: 'x' }, email: 'nobody' },
      });
      const english = await ask('/api/v1/meetings', { method: 'POST', headers, body });
      expect(english.status).toBe(422);
      expect(english.headers.get('content-type')).toMatch(/problem\+json/);
      expect(await english.json()).toMatchObject({
        code: 'invalid-input',
        fields: [
          { field: 'timeZone', problem: 'is not a known time zone' },
          { field: 'coordinator.email', problem: 'is not an e-mail address' },
        ],
      });
      const thai = await ask('/api/v1/meetings?lang=th', { method: 'POST', headers, body });
      expect(await thai.json()).toMatchObject({
        title: 'คำขอไม่ถูกต้อง',
        fields: [{}, { field: 'coordinator.email', problem: 'ไม่ใช่ที่อยู่อีเมล' }],
      });
      expect(services.requestsOf(CreateMeeting)).toEqual([]);
    });

    it('get the service’s own error, with its code and the correlation id', async () => {
      services.answer(CreateMeeting, () => {
        throw conflict('meeting-exists', { values: { id: meeting } });
      });
      const answer = await ask('/api/v1/meetings', {
        method: 'POST',
        headers: { ...signedIn(['coordinator']), ...json, 'x-correlation-id': 'trace-0001' },
        body: JSON.stringify(exampleMeetingDraft),
      });
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        type: 'urn:sala:problem:meeting-exists',
        code: 'meeting-exists',
        correlationId: 'trace-0001',
      });
    });

    it('carry their correlation id to the service that answers them', async () => {
      const seen: string[] = [];
      const headers = signedIn(['viewer']);
      services.answer(GetMeeting, () => {
        seen.push(correlationId());
        return GetMeeting.example.returns;
      });
      await ask(`/api/v1/meetings/${meeting}`, { headers: { ...headers, 'x-correlation-id': 'trace-0002' } });
      expect(seen).toEqual(['trace-0002']);
    });

    it('carry who is signed in into what is kept', async () => {
      const record = (extra: object) =>
        ask('/api/v1/checks/chk-1/result', {
          method: 'PUT',
          headers: { ...signedIn(['operations']), ...json },
          body: JSON.stringify({ evidence: RecordCheckResult.example.request.evidence, ...extra }),
        });
      expect((await record({ recordedBy: 'somebody-else' })).status).toBe(422);
      await record({});
      expect(services.requestsOf(RecordCheckResult)).toEqual([
        expect.objectContaining({ checkId: 'chk-1', recordedBy: 'staff-7' }),
      ]);
    });

    it('are read from the address by their types, and in one way of writing alone', async () => {
      const headers = signedIn(['desk']);
      const deliveries = (query: string) => ask(`/api/v1/meetings/${meeting}/deliveries?${query}`, { headers });
      expect((await deliveries('failed=true&limit=5')).status).toBe(200);
      expect(services.requestsOf(ListDeliveries)).toEqual([{ meetingId: meeting, failed: true, limit: 5 }]);
      for (const query of [
        'failed=yes',
        'failed=',
        'limit=',
        'limit=0x10',
        'limit=1e2',
        'limit=5&limit=6',
        'state=lost',
        'unknown=1',
      ])
        expect([query, (await deliveries(query)).status]).toEqual([query, 422]);
      expect((await ask(`/api/v1/meetings/${meeting}/board?limit=5`, { headers })).status).toBe(422);
    });

    it('take long bodies only where a list is sent', async () => {
      const headers = { ...signedIn(['coordinator']), ...json };
      const send = (method: string, path: string) =>
        ask(path, { method, headers, body: JSON.stringify({ x: 'x'.repeat(600_000) }) });
      expect((await send('POST', '/api/v1/meetings')).status).toBe(413);
      expect((await send('PUT', '/api/v1/sites')).status).toBe(422);
    });

    it('take a file as it comes, in parts, only as a file and only from who may', async () => {
      const send = (headers: Record<string, string>, size: number) =>
        ask('/api/v1/imports?meetingId=m-1&fileName=offices.xlsx', {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream', ...headers },
          body: new Uint8Array(size),
        });
      const size = filePartBytes + 10;
      expect((await send({}, size)).status).toBe(401);
      expect((await send(signedIn(['viewer']), size)).status).toBe(403);
      const coordinator = signedIn(['coordinator']);
      expect((await send({ ...coordinator, ...json }, 0)).status).toBeGreaterThanOrEqual(400);
      expect((await send(coordinator, 0)).status).toBeGreaterThanOrEqual(400);
      expect(services.requestsOf(KeepFilePart)).toEqual([]);
      expect((await send(coordinator, size)).status).toBe(200);
      const parts = services.requestsOf(KeepFilePart) as { number: number; content: string }[];
      expect(parts.map(({ number, content }) => [number, Buffer.from(content, 'base64').length])).toEqual([
        [0, filePartBytes],
        [1, 10],
      ]);
      expect(services.requestsOf(StartImport)).toMatchObject([
        { fileName: 'offices.xlsx', bytes: size, meetingId: 'm-1', startedBy: staff(['coordinator']).id },
      ]);
    });

    it('page through listings with numbers from the query', async () => {
      await ask(`/api/v1/meetings/${meeting}/invitations?limit=250&standing=silent&after=inv-1`, {
        headers: signedIn(['desk']),
      });
      expect(services.requestsOf(ListInvitations)).toEqual([
        { meetingId: meeting, limit: 250, standing: 'silent', after: 'inv-1' },
      ]);
      expect(
        (await ask(`/api/v1/meetings/${meeting}/invitations?limit=99999`, { headers: signedIn(['desk']) })).status,
      ).toBe(422);
    });
  });

  describe('the board’s stream', () => {
    const streamed = async (signal: AbortSignal) => {
      const answer = await ask(`/api/v1/meetings/${meeting}/board/stream`, { headers: signedIn(['viewer']), signal });
      const boards: unknown[] = [];
      const read = async () => {
        let text = '';
        for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
          text += chunk;
          const events = text.split('\n\n');
          text = events.pop() ?? '';
          for (const event of events)
            if (event.startsWith('event: board\n')) boards.push(JSON.parse(event.split('data: ')[1] ?? ''));
        }
      };
      return { answer, boards, ended: read().catch(() => undefined) };
    };

    it('sends the board at once and on every change, with one read for all listeners', async () => {
      let answered = 0;
      services.answer(GetResponseBoard, () => ({
        ...GetResponseBoard.example.returns,
        total: { ...GetResponseBoard.example.returns.total, answered },
      }));
      const away = new AbortController();
      const listeners = await Promise.all(Array.from({ length: 20 }, () => streamed(away.signal)));
      expect(listeners[0]?.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
      await eventually(() => listeners.every(({ boards }) => boards.length === 1));
      const readsBefore = services.requestsOf(GetResponseBoard).length;
      answered = 1;
      gateway.app.get(Hints).publish(boardChangedSubject, BoardChanged.parse({ meetingId: meeting }));
      await eventually(() => listeners.every(({ boards }) => boards.length === 2));
      expect(services.requestsOf(GetResponseBoard).length - readsBefore).toBe(1);
      expect(
        listeners.map(({ boards }) => (boards[1] as typeof GetResponseBoard.example.returns).total.answered),
      ).toEqual(Array.from({ length: 20 }, () => 1));
      away.abort();
      await Promise.all(listeners.map(({ ended }) => ended));
    });

    it('makes few reads of many hints, and ends at the last state', async () => {
      let answered = 0;
      services.answer(GetResponseBoard, () => ({
        ...GetResponseBoard.example.returns,
        total: { ...GetResponseBoard.example.returns.total, answered },
      }));
      const away = new AbortController();
      const listener = await streamed(away.signal);
      await eventually(() => listener.boards.length === 1);
      const hints = gateway.app.get(Hints);
      for (answered = 1; answered < 500; answered += 1) hints.publish(boardChangedSubject, { meetingId: meeting });
      await eventually(
        () => (listener.boards.at(-1) as typeof GetResponseBoard.example.returns).total.answered === 500,
      );
      expect(services.requestsOf(GetResponseBoard).length).toBeLessThan(100);
      away.abort();
      await listener.ended;
    });

    it('answers in problem+json when there is no such board', async () => {
      services.answer(GetResponseBoard, () => {
        throw conflict('meeting-not-announced', { values: { id: meeting } });
      });
      const answer = await ask(`/api/v1/meetings/${meeting}/board/stream`, { headers: signedIn(['viewer']) });
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: 'meeting-not-announced' });
    });

    it('is not opened by asking for its headers only', async () => {
      const answer = await ask(`/api/v1/meetings/${meeting}/board/stream`, {
        method: 'HEAD',
        headers: signedIn(['viewer']),
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
      expect(services.requestsOf(GetResponseBoard)).toEqual([]);
    });

    it('ends when the gateway stops, which it does without waiting for its listeners', async () => {
      const second = await createGateway(config());
      const answer = await fetch(`${second.url}/api/v1/meetings/${meeting}/board/stream`, {
        headers: signedIn(['viewer']),
      });
      expect(answer.status).toBe(200);
      const ended = answer.text();
      await second.close();
      expect(await ended).toContain('event: board');
    });
  });

  it('lets people try the API out at /docs', async () => {
    const page = await ask('/docs');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('swagger-ui');
    expect((await ask('/')).headers.get('location')).toBe('/docs');
  });

  describe('the rehearsal', () => {
    it('is not there where no sample is shown', async () => {
      const answer = await ask('/api/v1/rehearsal', { headers: signedIn(['coordinator']) });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not-a-rehearsal']);
      expect(
        (
          await ask('/api/v1/rehearsal/acting', {
            method: 'PUT',
            headers: { ...signedIn(['coordinator']), ...json },
            body: '{"acting":true}',
          })
        ).status,
      ).toBe(404);
    });

    it('shows the sample’s clock, sets it going and standing, jumps to what falls due next, and has people act', async () => {
      const sample = await createGateway({ ...config(), SALA_SAMPLE: true });
      const link = sample.app.get(NatsLink);
      const said = async (path = '', body?: object) => {
        const headers = { ...signedIn(['coordinator']), ...json };
        const answer = await fetch(
          `${sample.url}/api/v1/rehearsal${path}`,
          body === undefined ? { headers } : { method: 'PUT', headers, body: JSON.stringify(body) },
        );
        return [answer.status, await answer.json()] as const;
      };
      await setMeetingClock(link, {
        realInstant: new Date().toISOString(),
        meetingInstant: '2016-11-07T02:00:00.000Z',
        speed: 0,
      });
      services.answer(GetNotificationsWorkState, () => ({
        ...GetNotificationsWorkState.example.returns,
        nextDueAt: '2016-11-09T02:00:00.000Z',
      }));
      expect(await said()).toEqual([
        200,
        {
          sample: true,
          clock: { now: '2016-11-07T02:00:00.000Z', speed: 0 },
          nextEventAt: '2016-11-09T02:00:00.000Z',
          acting: false,
          hasActors: false,
        },
      ]);
      expect(await said('/clock', { toNextEvent: true })).toMatchObject([
        200,
        { clock: { now: '2016-11-09T02:00:00.000Z', speed: 0 }, nextEventAt: '2016-11-11T02:00:00.000Z' },
      ]);
      expect(await said('/clock', { speed: 36_000 })).toMatchObject([200, { clock: { speed: 36_000 } }]);
      expect(await meetingClock(link)).toMatchObject({ speed: 36_000 });
      expect((await said('/clock', { speed: 36_001 }))[0]).toBe(422);
      expect(await said('/acting', { acting: true })).toMatchObject([200, { acting: true }]);
      expect(await isActing(link)).toBe(true);
      await setMeetingClock(link, undefined);
      await sample.close();
    });

    it('passes over nothing: an act of those who are there, a deadline and the meeting come next as well', async () => {
      const sample = await createGateway({ ...config(), SALA_SAMPLE: true });
      const link = sample.app.get(NatsLink);
      const next = async (meetingInstant: string): Promise<string | undefined> => {
        await setMeetingClock(link, { realInstant: new Date().toISOString(), meetingInstant, speed: 0 });
        const answer = await fetch(`${sample.url}/api/v1/rehearsal`, { headers: signedIn(['viewer']) });
        return ((await answer.json()) as { nextEventAt?: string }).nextEventAt;
      };
      const { replyBy, startsAt } = ListMeetings.example.returns.items[0] ?? {};
      await setActing(link, false);
      await setActors(link, { actsAt: ['2016-11-08T02:15:00.000Z'] });
      expect(await next('2016-11-07T02:00:00.000Z')).toBe('2016-11-11T02:00:00.000Z');
      await setActing(link, true);
      expect(await next('2016-11-07T02:00:00.000Z')).toBe('2016-11-08T02:15:00.000Z');
      expect(await next('2016-11-11T02:00:00.000Z')).toBe(replyBy);
      expect(await next(replyBy ?? '')).toBe(startsAt);
      await setActors(link, undefined);
      await setActing(link, false);
      await setMeetingClock(link, undefined);
      await sample.close();
    });
  });

  it('serves the console at /, and answers what is neither page nor route in problem+json', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Console</title>');
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
    const second = await createGateway({
      ...config(),
      SALA_CONSOLE_DIR: folder,
      SALA_QUEUE_BOARD_URL: 'http://queues.example/queues',
    });
    const get = (path: string) => fetch(`${second.url}${path}`, { redirect: 'manual' });
    const index = await get('/');
    expect(await index.text()).toContain('<title>Console</title>');
    expect([index.headers.get('cache-control'), index.headers.get('x-frame-options')]).toEqual(['no-cache', 'DENY']);
    const policy = index.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
    expect(policy).not.toContain('unsafe');
    expect((await get('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/nowhere', '/api/v1/nowhere', '/assets/..%2f..%2fetc/passwd']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining('application/problem+json'),
      ]);
    }
    expect((await get('/docs')).status).toBe(200);
    expect((await get('/queues')).headers.get('location')).toBe('http://queues.example/queues');
    await second.close();
    await rm(folder, { recursive: true });
  });

  it('is ready while NATS is there', async () => {
    expect(await (await ask('/health/ready')).json()).toEqual({ ready: true });
  });
});

/** The routes of Fastify's route tree, printed one a line as `path (METHOD, METHOD)`, by depth. */
const routesOf = (tree: string): { method: string; url: string }[] => {
  const prefixes: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const match = /^([│├└─\s]*)(\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (!match || line.trim() === '') return [];
    const depth = Math.round((match[1] ?? '').length / 4);
    prefixes.length = depth;
    prefixes[depth] = match[2] ?? '';
    const url = prefixes.join('');
    return (match[3] ?? '')
      .split(', ')
      .filter((method) => method !== '')
      .map((method) => ({ method, url }));
  });
};
