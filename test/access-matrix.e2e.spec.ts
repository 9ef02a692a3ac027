import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  exampleMeetingDraft,
  exampleOrganisation,
  exampleReplyCode,
  exampleResponseContent,
  exampleSite,
  Role,
  routed,
} from '#contracts';
import { NatsLink, setMeetingClock } from '#messaging';
import { eventually, startMailSink, temporaryFolder } from '#testing';
import { admin, type RunningSala, startSala } from '../tools/rehearsal/stage.js';

const everybody = Role.options;
const readers: readonly Role[] = ['viewer', 'desk', 'operations', 'coordinator', 'administrator'];
const owners: readonly Role[] = ['coordinator', 'administrator'];
const checkers: readonly Role[] = ['operations', 'coordinator', 'administrator'];
const administrators: readonly Role[] = ['administrator'];
const also = (roles: readonly Role[], ...more: Role[]): readonly Role[] => [...roles, ...more];

/** Who may send which request, said here once more and by hand: a right that changes changes in both places. */
const rights: Readonly<Record<string, readonly Role[]>> = {
  'GET /session': everybody,
  'GET /clock': everybody,
  'PUT /session/password': everybody,
  'GET /rehearsal': readers,
  'PUT /rehearsal/clock': owners,
  'PUT /rehearsal/acting': owners,
  'GET /meetings': also(readers, 'focal-point'),
  'GET /meetings/:meetingId': also(readers, 'focal-point'),
  'POST /meetings': owners,
  'POST /meetings/:meetingId/announcement': owners,
  'PUT /meetings/:meetingId/deadline': owners,
  'POST /meetings/:meetingId/cancellation': owners,
  'PUT /meetings/:meetingId': owners,
  'DELETE /meetings/:meetingId': owners,
  'POST /meetings/:meetingId/change-preview': owners,
  'GET /meetings/:meetingId/review': owners,
  'POST /meetings/:meetingId/files': owners,
  'GET /meetings/:meetingId/files/:fileId': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/invitees': owners,
  'POST /meetings/:meetingId/closing': owners,
  'GET /classes': owners,
  'PUT /sites': owners,
  'PUT /organisations': owners,
  'GET /meetings/:meetingId/invitations': also(readers, 'focal-point'),
  'GET /invitations/:invitationId': also(readers, 'focal-point'),
  'POST /meetings/:meetingId/print-runs': owners,
  'GET /meetings/:meetingId/print-runs': owners,
  'POST /print-runs/:printRunId/stop': owners,
  'GET /meetings/:meetingId/letter-pattern': owners,
  'GET /print-runs/:printRunId/file': owners,
  'GET /reply-codes/:replyCode': also(readers, 'focal-point'),
  'DELETE /invitations/:invitationId': owners,
  'PUT /invitations/:invitationId/response': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'POST /meetings/:meetingId/scans': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /invitations/:invitationId/scans/:scanId': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'PUT /invitations/:invitationId/responses/:responseRevision/taken-back': [
    'desk',
    'coordinator',
    'administrator',
    'focal-point',
  ],
  'POST /invitations/:invitationId/reply-link': owners,
  'POST /invitations/:invitationId/hall': owners,
  'GET /invitations/:invitationId/seat': also(readers, 'focal-point'),
  'POST /meetings/:meetingId/extensions': owners,
  'POST /meetings/:meetingId/withdrawals': owners,
  'POST /meetings/:meetingId/assigned-contacts': owners,
  'POST /meetings/:meetingId/invitations-again': owners,
  'PUT /invitations/:invitationId/opinions/:opinionId': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'PUT /invitations/:invitationId/opinions/:opinionId/withdrawn': [
    'desk',
    'coordinator',
    'administrator',
    'focal-point',
  ],
  'GET /meetings/:meetingId/opinions': also(readers, 'focal-point'),
  'GET /invitations/:invitationId/other-meetings': also(readers, 'focal-point'),
  'POST /invitations/:invitationId/calls': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /invitations/:invitationId/calls': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /meetings/:meetingId/history': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/history-proof': owners,
  'GET /meetings/:meetingId/board': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/board/stream': also(readers, 'focal-point'),
  'POST /meetings/:meetingId/board/rebuild': owners,
  'GET /meetings/:meetingId/deliveries': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/deliveries/summary': readers,
  'GET /deliveries/:deliveryId': also(readers, 'focal-point'),
  'GET /deliveries/:deliveryId/preview': ['desk', 'coordinator', 'administrator'],
  'GET /meetings/:meetingId/mail-attention': readers,
  'GET /meetings/:meetingId/mail-pauses': readers,
  'POST /meetings/:meetingId/mail-pauses': owners,
  'POST /meetings/:meetingId/mail-pauses/end': owners,
  'GET /meetings/:meetingId/mails-ahead': readers,
  'GET /meetings/:meetingId/mails-ahead/:step': readers,
  'GET /invitations/:invitationId/reminder-preview': ['desk', 'coordinator', 'administrator'],
  'POST /meetings/:meetingId/reminders': owners,
  'POST /meetings/:meetingId/overdue-mails': owners,
  'GET /meetings/:meetingId/mail-wordings': owners,
  'GET /meetings/:meetingId/mail-wordings/:kind/:language': owners,
  'PUT /meetings/:meetingId/mail-wordings/:kind/:language': owners,
  'POST /meetings/:meetingId/mail-wordings/:kind/:language/usual': owners,
  'POST /meetings/:meetingId/mail-wordings/:kind/:language/preview': owners,
  'POST /meetings/:meetingId/mail-wordings/:kind/:language/test': owners,
  'GET /meetings/:meetingId/announcement-offices': owners,
  'POST /meetings/:meetingId/announcement-preview': owners,
  'GET /meetings/:meetingId/announcements': readers,
  'POST /meetings/:meetingId/announcements': owners,
  'POST /meetings/:meetingId/announcements/:announcementId/release': owners,
  'POST /meetings/:meetingId/announcements/:announcementId/withdrawal': owners,
  'GET /invitations/:invitationId/short-text': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /webhooks': administrators,
  'POST /webhooks': administrators,
  'PUT /webhooks/:webhookId': administrators,
  'DELETE /webhooks/:webhookId': administrators,
  'POST /webhooks/:webhookId/secret': administrators,
  'POST /webhooks/:webhookId/test': administrators,
  'GET /webhooks/:webhookId/messages': administrators,
  'POST /webhooks/:webhookId/replay': administrators,
  'POST /mail-pauses': administrators,
  'POST /mail-pauses/end': administrators,
  'GET /meetings/:meetingId/call-list': also(readers, 'focal-point'),
  'POST /deliveries/:deliveryId/decision': owners,
  'POST /deliveries/:deliveryId/resend': owners,
  'GET /deliveries/:deliveryId/copies/:mailKey': owners,
  'GET /invitations/:invitationId/notice-proof': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /holidays': readers,
  'PUT /holidays/:day': owners,
  'DELETE /holidays/:day': owners,
  'GET /holidays/:day/preview': owners,
  'POST /meetings/:meetingId/mail-schedule-preview': owners,
  'GET /mail-lanes': readers,
  'GET /suppressions': ['desk', 'coordinator', 'administrator'],
  'POST /suppressions': ['desk', 'coordinator', 'administrator'],
  'POST /suppressions/lifting': ['desk', 'coordinator', 'administrator'],
  'GET /meetings/:meetingId/inbox': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /meetings/:meetingId/inbox/count': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /inbox/:mailId': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'POST /inbox/:mailId/office': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'POST /inbox/:mailId/closing': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'POST /inbox/:mailId/reopening': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'POST /inbox/:mailId/answers': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /inbox/:mailId/attachments/:number': ['desk', 'coordinator', 'administrator', 'focal-point'],
  'GET /inbox/:mailId/original': owners,
  'POST /mail-lanes/try': checkers,
  'GET /sending-side': readers,
  'POST /meetings/:meetingId/sending-side/check': owners,
  'GET /meetings/:meetingId/check-calendar': also(readers, 'focal-point'),
  'PUT /meetings/:meetingId/check-calendar': checkers,
  'POST /meetings/:meetingId/check-plan': checkers,
  'POST /meetings/:meetingId/check-proposals': checkers,
  'POST /check-proposals/:proposalId/apply': checkers,
  'POST /check-proposals/:proposalId/stop': checkers,
  'GET /check-proposals/:proposalId': checkers,
  'GET /check-proposals/:proposalId/steps': checkers,
  'GET /meetings/:meetingId/sites/:siteId/free-places': readers,
  'GET /meetings/:meetingId/conference-day': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/conference-day/stream': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/conference-day/sites/:siteId': also(readers, 'focal-point'),
  'PUT /meetings/:meetingId/conference-day/sites/:siteId/state': checkers,
  'PUT /meetings/:meetingId/conference-day/sites/:siteId/faults/:faultId': checkers,
  'POST /meetings/:meetingId/conference-day/sites/:siteId/faults/:faultId/end': checkers,
  'GET /meetings/:meetingId/fault-log': also(readers, 'focal-point'),
  'PUT /meetings/:meetingId/dial-plan': checkers,
  'GET /meetings/:meetingId/dial-plan/list': also(checkers, 'focal-point'),
  'POST /meetings/:meetingId/conference-room': checkers,
  'POST /meetings/:meetingId/conference-room/end': checkers,
  'GET /technicians': readers,
  'PUT /technicians/:id': checkers,
  'GET /meetings/:meetingId/checks': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/readiness': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/self-checks': also(readers, 'focal-point'),
  'GET /site-dossiers': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/link-limits': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/check-days/:day': also(readers, 'focal-point'),
  'PUT /meetings/:meetingId/link-limits': checkers,
  'POST /meetings/:meetingId/link-judgement': checkers,
  'POST /meetings/:meetingId/sites/:siteId/checks': checkers,
  'GET /sites/:siteId/dossier': also(readers, 'focal-point'),
  'GET /site-dossier-lists/:format': also(checkers, 'focal-point'),
  'POST /site-dossier-imports/preview': also(checkers, 'focal-point'),
  'POST /site-dossier-imports': also(checkers, 'focal-point'),
  'PUT /sites/:siteId/dossier': also(checkers, 'focal-point'),
  'PUT /checks/:checkId/result': checkers,
  'PUT /checks/:checkId/slot': checkers,
  'PUT /checks/:checkId/confirmation': checkers,
  'POST /meetings/:meetingId/sites/:siteId/link': checkers,
  'DELETE /checks/:checkId': checkers,
  'PUT /checks/:checkId/result/correction': checkers,
  'PUT /checks/:checkId/result/withdrawal': checkers,
  'GET /organisations': owners,
  'GET /organisations/:organisationId': owners,
  'PUT /organisations/:organisationId': owners,
  'POST /organisations/:organisationId/merge-preview': owners,
  'POST /organisations/:organisationId/merging': owners,
  'POST /organisations/:organisationId/merge-undoing': owners,
  'GET /organisation-lists/:format': owners,
  'GET /sites': owners,
  'GET /sites/:siteId': owners,
  'PUT /sites/:siteId': owners,
  'POST /imports': owners,
  'GET /imports': owners,
  'GET /imports/:importId': owners,
  'GET /imports/:importId/rows': owners,
  'PUT /imports/:importId/columns': owners,
  'POST /imports/:importId/commitment': owners,
  'POST /imports/:importId/stop': owners,
  'POST /imports/:importId/undoing': owners,
  'GET /meetings/:meetingId/lists/:list': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/lists/:list/file': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/report': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/report/file': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/halls': also(readers, 'focal-point'),
  'GET /meetings/:meetingId/halls/:siteId': also(readers, 'focal-point'),
  'PUT /meetings/:meetingId/halls/:siteId': ['desk', 'operations', 'coordinator', 'administrator', 'focal-point'],
  'PUT /meetings/:meetingId/halls/:siteId/attendance/:entryId': [
    'desk',
    'operations',
    'coordinator',
    'administrator',
    'focal-point',
  ],
  'POST /meetings/:meetingId/reopening': owners,
  'GET /dead-letters': administrators,
  'POST /dead-letters/:sequence/replay': administrators,
  'DELETE /dead-letters/:sequence': administrators,
  'GET /staff': administrators,
  'GET /staff/names': also(readers, 'focal-point'),
  'POST /staff': administrators,
  'PUT /staff/:staffId': administrators,
  'POST /staff/:staffId/deactivation': administrators,
  'POST /staff/:staffId/reactivation': administrators,
  'PUT /staff/:staffId/password': administrators,
  'DELETE /staff/:staffId/sessions': administrators,
  'GET /audit': administrators,
};
/** Who opens these is no question of roles: they are sent without a session, or end the one that sends them. */
const elsewhere = [
  'GET /replies/:replyToken',
  'PUT /replies/:replyToken',
  'PUT /replies/:replyToken/withdrawal',
  'GET /replies/:replyToken/files/:fileId',
  'PUT /replies/:replyToken/opinions/:opinionId',
  'DELETE /replies/:replyToken/opinions/:opinionId',
  'POST /session',
  'DELETE /session',
  'DELETE /session/everywhere',
];
/** What stands in an address here, where it must have a form of its own. */
const inAddress: Readonly<Record<string, string>> = {
  deliveryId: 'm.i.reminder.1',
  list: 'attendees',
  responseRevision: '1',
  sequence: '999999',
  day: '2016-11-14',
  replyCode: exampleReplyCode,
};

type Body = Record<string, unknown>;
const listed = (body: Body, of = 'items') => (body[of] ?? []) as Body[];
const provincesOf = (items: readonly Body[]): string[] =>
  items.map(({ provinceCode, siteId, organisation }) =>
    String(provinceCode ?? siteId ?? (organisation as Body | undefined)?.['provinceCode']).toUpperCase(),
  );
/**
 * What a focal point gets of a route that opens to it. `of`: whose offices its answer tells of, where that is many
 * provinces; the others are asked for what is one province's alone, and refused of another's.
 */
type Confined = {
  readonly query?: (province: string) => string;
  readonly send?: (province: string) => unknown;
  readonly of?: (body: Body) => readonly string[];
  /** Nothing is there yet for anybody. */
  readonly isEmpty?: true;
};
const own = (of: NonNullable<Confined['of']>): Confined => ({ of });
const ofOne: Confined = {};
const inProvince: Confined = { query: (province) => `?provinceCode=${province}` };
const confined: Readonly<Record<string, Confined | 'of no province'>> = {
  'GET /session': 'of no province',
  'GET /clock': 'of no province',
  'PUT /session/password': 'of no province',
  'GET /meetings': 'of no province',
  'GET /meetings/:meetingId': 'of no province',
  'GET /meetings/:meetingId/files/:fileId': 'of no province',
  'GET /meetings/:meetingId/check-calendar': 'of no province',
  'GET /meetings/:meetingId/link-limits': 'of no province',
  'GET /staff/names': 'of no province',
  // Its code alone names an invitation; what is said over it is confined where it is filtered.
  'GET /reply-codes/:replyCode': 'of no province',
  'GET /meetings/:meetingId/board/stream': 'of no province',
  // Mails that come are asked for where there are some: apps/notifications/inbound.int.spec.ts.
  'GET /meetings/:meetingId/inbox': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/inbox/count': 'of no province',
  'GET /inbox/:mailId': 'of no province',
  'POST /inbox/:mailId/office': 'of no province',
  'POST /inbox/:mailId/closing': 'of no province',
  'POST /inbox/:mailId/reopening': 'of no province',
  'POST /inbox/:mailId/answers': 'of no province',
  'GET /inbox/:mailId/attachments/:number': 'of no province',
  'POST /meetings/:meetingId/scans': 'of no province',
  'GET /meetings/:meetingId/invitations': own((body) => provincesOf(listed(body))),
  'GET /invitations/:invitationId': ofOne,
  'PUT /invitations/:invitationId/response': {
    send: () => ({ content: exampleResponseContent, channel: 'phone', receivedAt: '2016-11-09T14:00:00.000Z' }),
  },
  'PUT /invitations/:invitationId/responses/:responseRevision/taken-back': { send: () => ({ reason: 'x' }) },
  'GET /invitations/:invitationId/notice-proof': ofOne,
  'GET /meetings/:meetingId/deliveries': own((body) =>
    listed(body).map(({ recipient }) => String((recipient as Body | undefined)?.['provinceCode'])),
  ),
  'GET /deliveries/:deliveryId': ofOne,
  'GET /invitations/:invitationId/scans/:scanId': ofOne,
  'GET /invitations/:invitationId/seat': ofOne,
  'GET /invitations/:invitationId/short-text': ofOne,
  'PUT /invitations/:invitationId/opinions/:opinionId': {
    send: () => ({ text: 'x', channel: 'fax', receivedAt: '2016-11-09T14:00:00.000Z' }),
  },
  'PUT /invitations/:invitationId/opinions/:opinionId/withdrawn': { send: () => ({ reason: 'x' }) },
  'GET /meetings/:meetingId/opinions': own((body) => provincesOf(listed(body))),
  'GET /invitations/:invitationId/other-meetings': ofOne,
  'POST /invitations/:invitationId/calls': { send: () => ({ callId: 'call-matrix', outcome: 'reached' }) },
  'GET /invitations/:invitationId/calls': ofOne,
  'GET /meetings/:meetingId/history': own((body) =>
    provincesOf(listed(body).filter(({ provinceCode }) => provinceCode !== undefined)),
  ),
  'GET /meetings/:meetingId/board': own((body) => Object.keys(body['byProvince'] as Body)),
  'GET /meetings/:meetingId/call-list': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/checks': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/check-days/:day': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/readiness': own((body) => provincesOf(listed(body))),
  'GET /meetings/:meetingId/self-checks': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  // Sites that join are looked at where there are some: test/bridge.int.spec.ts.
  'GET /meetings/:meetingId/conference-day': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/conference-day/stream': 'of no province',
  'GET /meetings/:meetingId/conference-day/sites/:siteId': ofOne,
  'GET /meetings/:meetingId/fault-log': { of: (body) => provincesOf(listed(body)), isEmpty: true },
  'GET /meetings/:meetingId/dial-plan/list': 'of no province',
  'GET /site-dossiers': own((body) => provincesOf(listed(body))),
  'GET /sites/:siteId/dossier': ofOne,
  // What stands in a file is asked for where there is one: apps/scheduling/dossier-list/dossier-list.int.spec.ts.
  'GET /site-dossier-lists/:format': 'of no province',
  'POST /site-dossier-imports/preview': 'of no province',
  'POST /site-dossier-imports': 'of no province',
  'PUT /sites/:siteId/dossier': { send: () => ({ dossier: {} }) },
  'GET /meetings/:meetingId/lists/:list': inProvince,
  'GET /meetings/:meetingId/lists/:list/file': { query: (province) => `?format=csv&provinceCode=${province}` },
  'GET /meetings/:meetingId/report': own((body) => Object.keys((body['replies'] as Body)['byProvince'] as Body)),
  'GET /meetings/:meetingId/report/file': 'of no province',
  'GET /meetings/:meetingId/halls': own((body) => provincesOf(listed(body))),
  'GET /meetings/:meetingId/halls/:siteId': ofOne,
  'PUT /meetings/:meetingId/halls/:siteId': { send: () => ({ done: false }) },
  'PUT /meetings/:meetingId/halls/:siteId/attendance/:entryId': {
    send: (province) => ({ walkIn: { id: `walk-in-${province.toLowerCase()}`, office: 'x' }, state: 'present' }),
  },
};

const pairs = everybody.flatMap((first, index) => [
  [first],
  ...everybody.slice(index + 1).map((second) => [first, second]),
]) as Role[][];
const phrase = (): string => randomBytes(18).toString('base64url');

describe('who may do what, over HTTP against all of Sala', () => {
  let sala: RunningSala;
  const undo: (() => Promise<unknown>)[] = [];
  const cookies = new Map<string, string>();
  const invitations = new Map<string, string>();

  const ask = async (method: string, path: string, cookie: string | undefined, body?: unknown) => {
    const answer = await fetch(`${sala.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel();
      return { status: answer.status, code: '', body: {} as Record<string, unknown> };
    }
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const parsed = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
    return { status: answer.status, code: String(parsed['code'] ?? ''), body: parsed };
  };
  const signIn = async (email: string, password: string): Promise<string> => {
    const answer = await fetch(`${sala.origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const nameOf = (roles: readonly Role[]) => roles.join('-and-');
  const administrator = () => cookies.get('first') ?? '';

  beforeAll(async () => {
    const folder = await temporaryFolder();
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const sink = await startMailSink();
    undo.push(() => sink.stop());
    sala = await startSala(folder, sink.url, () => undefined);
    undo.push(() => sala.stop());
    await sala.startServices();
    const link = await NatsLink.open('matrix', sala.natsUrl);
    undo.push(() => link.close());
    const moveTo = (meetingInstant: string) =>
      setMeetingClock(link, { realInstant: new Date().toISOString(), meetingInstant, speed: 1 });
    await moveTo('2016-11-07T02:00:00.000Z');
    cookies.set('first', await signIn(admin.email, admin.password));
    for (const roles of pairs) {
      const [email, password] = [`${nameOf(roles)}@ega.example`, phrase()];
      const added = await ask('POST', '/staff', administrator(), {
        email,
        name: 'Somebody',
        roles,
        password,
        ...(roles.includes('focal-point') && { provinceCode: 'TH-50' }),
      });
      expect(added.status).toBe(200);
      cookies.set(nameOf(roles), await signIn(email, password));
    }
    const closed = { email: 'closed@ega.example', password: phrase() };
    const { body } = await ask('POST', '/staff', administrator(), {
      ...closed,
      name: 'Closed',
      roles: ['administrator'],
    });
    cookies.set('closed', await signIn(closed.email, closed.password));
    expect((await ask('POST', `/staff/${String(body['id'])}/deactivation`, administrator())).status).toBe(200);
    await ask('POST', '/meetings', administrator(), exampleMeetingDraft);
    const provinces = ['TH-50', 'TH-63'];
    await ask('PUT', '/sites', administrator(), {
      sites: provinces.map((provinceCode) => ({ ...exampleSite, id: provinceCode.toLowerCase(), provinceCode })),
    });
    const organisations = provinces.map((provinceCode) => ({
      ...exampleOrganisation,
      id: `office-${provinceCode.toLowerCase()}`,
      provinceCode,
      siteId: provinceCode.toLowerCase(),
    }));
    await ask('PUT', '/organisations', administrator(), { organisations });
    expect((await ask('POST', `/meetings/${exampleMeetingDraft.id}/announcement`, administrator())).status).toBe(200);
    const invited = async () =>
      (await ask('GET', `/meetings/${exampleMeetingDraft.id}/invitations`, administrator())).body['items'] as {
        id: string;
        organisation: { provinceCode: string };
      }[];
    await eventually(async () => (await invited()).length === 2, { within: 60_000 });
    await moveTo('2016-11-10T02:00:00.000Z');
    for (const { id, organisation } of await invited()) {
      invitations.set(organisation.provinceCode, id);
      const said = { channel: 'fax', receivedAt: '2016-11-09T11:00:00.000Z' };
      const response = { ...said, content: exampleResponseContent };
      expect((await ask('PUT', `/invitations/${id}/response`, administrator(), response)).status).toBe(200);
      const opinion = { ...said, text: 'x' };
      expect((await ask('PUT', `/invitations/${id}/opinions/o-1`, administrator(), opinion)).status).toBe(200);
    }
  }, 240_000);
  afterAll(async () => {
    for (const each of undo.reverse()) await each();
  });

  it('covers every request that people may send', () => {
    const sent = routed.map(({ http: { method, path } }) => `${method} ${path.replace('/api/v1', '')}`);
    expect(sent.sort()).toEqual([...Object.keys(rights), ...elsewhere].sort());
  });

  it.each(Object.entries(rights))(
    '%s opens to its roles alone, whatever other role they are held with',
    async (route, opens) => {
      const [method = '', template = ''] = route.split(' ');
      const path = template.replace(/:(\w+)/g, (_whole, field: string) => inAddress[field] ?? 'x');
      const body = method === 'GET' || method === 'DELETE' ? undefined : { nonsense: true };
      expect(await ask(method, path, undefined, body)).toMatchObject({ status: 401, code: 'not-signed-in' });
      expect(await ask(method, path, cookies.get('closed'), body)).toMatchObject({
        status: 401,
        code: 'not-signed-in',
      });
      for (const roles of pairs) {
        const { status, code } = await ask(method, path, cookies.get(nameOf(roles)), body);
        const admitted = roles.some((role) => opens.includes(role));
        expect(`${nameOf(roles)} ${admitted ? 'in' : 'out'}`).toBe(
          `${nameOf(roles)} ${code === 'role-missing' && status === 403 ? 'out' : status === 401 ? 'signed out' : 'in'}`,
        );
      }
    },
    120_000,
  );

  it.each(pairs.filter((roles) => roles.includes('focal-point')))(
    'confines %s with %s to the province unless a wider role opens the route',
    async (...roles) => {
      const cookie = cookies.get(nameOf(roles));
      const meeting = `/meetings/${exampleMeetingDraft.id}`;
      const reads = roles.some((role) => readers.includes(role));
      const answers = roles.some((role) => ['desk', 'coordinator', 'administrator'].includes(role));
      const seen = (await ask('GET', `${meeting}/invitations`, cookie)).body['items'] as {
        organisation: { provinceCode: string };
      }[];
      expect(seen.map(({ organisation }) => organisation.provinceCode).sort()).toEqual(
        reads ? ['TH-50', 'TH-63'] : ['TH-50'],
      );
      expect((await ask('GET', `${meeting}/invitations?provinceCode=TH-63`, cookie)).status).toBe(reads ? 200 : 403);
      expect((await ask('GET', `/invitations/${invitations.get('TH-63') ?? ''}`, cookie)).status).toBe(
        reads ? 200 : 403,
      );
      expect((await ask('GET', `/invitations/${invitations.get('TH-50') ?? ''}`, cookie)).status).toBe(200);
      const board = (await ask('GET', `${meeting}/board`, cookie)).body['byProvince'] as Record<string, unknown>;
      expect(Object.keys(board).sort()).toEqual(reads ? ['TH-50', 'TH-63'] : ['TH-50']);
      const calls = (province: string) => ask('GET', `/invitations/${invitations.get(province) ?? ''}/calls`, cookie);
      expect((await calls('TH-50')).status).toBe(200);
      expect(await calls('TH-63')).toMatchObject(answers ? { status: 200 } : { status: 403, code: 'other-province' });
      const reply = { content: exampleResponseContent, channel: 'phone', receivedAt: '2016-11-09T12:00:00.000Z' };
      const respond = (province: string) =>
        ask('PUT', `/invitations/${invitations.get(province) ?? ''}/response`, cookie, reply);
      expect((await respond('TH-50')).status).toBe(200);
      expect(await respond('TH-63')).toMatchObject(answers ? { status: 200 } : { status: 403, code: 'other-province' });
    },
  );

  it('knows of every route that opens to a focal point whose offices it tells it of', () => {
    const opens = Object.entries(rights).flatMap(([route, roles]) => (roles.includes('focal-point') ? [route] : []));
    expect(Object.keys(confined).sort()).toEqual(opens.sort());
  });

  it.each(Object.entries(confined))('confines a focal point to the province on %s', async (route, wanted) => {
    if (wanted === 'of no province') return;
    const { query, send, of, isEmpty = false } = wanted;
    const [method = '', template = ''] = route.split(' ');
    const from = (province: string, cookie = cookies.get('focal-point')) => {
      const named: Readonly<Record<string, string>> = {
        ...inAddress,
        meetingId: exampleMeetingDraft.id,
        invitationId: invitations.get(province) ?? '',
        siteId: province.toLowerCase(),
        deliveryId: `${exampleMeetingDraft.id}.${invitations.get(province) ?? ''}.invitation.1`,
      };
      const path = template.replace(/:(\w+)/g, (_whole, field: string) => named[field] ?? 'x');
      return ask(method, `${path}${query?.(province) ?? ''}`, cookie, send?.(province));
    };
    const { status, code, body } = await from('TH-50');
    expect({ is: [200, 404, 409].includes(status), status, code }).toMatchObject({ is: true });
    if (of === undefined) expect(await from('TH-63')).toMatchObject({ status: 403, code: 'other-province' });
    else {
      expect(of(body).filter((each) => each !== 'TH-50')).toEqual([]);
      if (!isEmpty) expect(of((await from('TH-50', administrator())).body)).toContain('TH-63');
    }
  });

  it.each(pairs)(
    'shows %s with %s the persons that an office names wherever one of the roles does',
    async (...roles) => {
      for (const province of ['TH-50', 'TH-63']) {
        const path = `/invitations/${invitations.get(province) ?? ''}`;
        const reply = { content: exampleResponseContent, channel: 'fax', receivedAt: '2016-11-09T13:00:00.000Z' };
        expect((await ask('PUT', `${path}/response`, administrator(), reply)).status).toBe(200);
        const { status, body } = await ask('GET', path, cookies.get(nameOf(roles)));
        if (status !== 200) continue;
        const opens =
          roles.some((role) => ['desk', 'coordinator', 'administrator'].includes(role))
          || (roles.includes('focal-point') && province === 'TH-50');
        const { response } = body['invitation'] as { response: { attendees: unknown[]; withheld?: unknown } };
        expect({ province, persons: response.attendees.length, withheld: response.withheld !== undefined }).toEqual({
          province,
          persons: opens ? 1 : 0,
          withheld: !opens,
        });
        expect((body['responses'] as unknown[]).length > 0).toBe(true);
      }
    },
    60_000,
  );
});
