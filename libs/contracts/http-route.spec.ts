import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  bodySchemaOf,
  CancelCheck,
  CreateMeeting,
  defineRpc,
  exampleCalendar,
  exampleMeetingDraft,
  GetMeeting,
  httpRequestOf,
  ListDeliveries,
  ListInvitations,
  pathSchemaOf,
  PlanChecks,
  querySchemaOf,
  RecordCheckResult,
  RecordDeskReply,
  routed,
  SetCheckCalendar,
  SignOutStaff,
  TakeBackReply,
  takesBody,
} from './index.js';

const example = { request: { meetingId: 'm' }, returns: {} };
const defined = {
  subject: 'rpc.greeter.v1.greet',
  summary: 'Greets',
  request: z.object({ meetingId: z.string(), by: z.string().optional() }),
  returns: z.object({}),
  example,
} as const;

describe('a request over HTTP', () => {
  it('has its address, its query and its body from the fields of the request', () => {
    expect(httpRequestOf(GetMeeting, { meetingId: 'a/b' })).toEqual({ method: 'GET', path: '/api/v1/meetings/a%2Fb' });
    expect(httpRequestOf(ListInvitations, { meetingId: 'm', standing: 'silent', limit: 20, after: 'a&b' })).toEqual({
      method: 'GET',
      path: '/api/v1/meetings/m/invitations?standing=silent&after=a%26b&limit=20',
    });
    expect(httpRequestOf(ListDeliveries, { meetingId: 'm', failed: true })).toEqual({
      method: 'GET',
      path: '/api/v1/meetings/m/deliveries?failed=true',
    });
    expect(httpRequestOf(TakeBackReply, { invitationId: 'i', responseRevision: 2, reason: 'wrong office' })).toEqual({
      method: 'PUT',
      path: '/api/v1/invitations/i/responses/2/taken-back',
      body: { reason: 'wrong office' },
    });
    expect(httpRequestOf(SetCheckCalendar, exampleCalendar)).toMatchObject({
      path: `/api/v1/meetings/${exampleCalendar.meetingId}/check-calendar`,
      body: { firstDay: exampleCalendar.firstDay },
    });
  });

  it('has no body where there is nothing to say', () => {
    expect(httpRequestOf(PlanChecks, { meetingId: 'm' })).toEqual({
      method: 'POST',
      path: '/api/v1/meetings/m/check-plan',
    });
    expect(httpRequestOf(CancelCheck, { checkId: 'c' })).toEqual({ method: 'DELETE', path: '/api/v1/checks/c' });
    expect(takesBody(SignOutStaff)).toBe(false);
    expect(bodySchemaOf(PlanChecks).safeParse(undefined).success).toBe(true);
    expect(bodySchemaOf(CancelCheck).safeParse(undefined).success).toBe(true);
    expect(bodySchemaOf(TakeBackReply).safeParse(undefined).success).toBe(false);
  });

  it('may be sent without a body wherever nothing of it has to be said', () => {
    const bodies = routed.filter(takesBody).map((contract) => bodySchemaOf(contract));
    for (const body of bodies) expect(body.safeParse(undefined).success).toBe(body.safeParse({}).success);
    expect(bodySchemaOf(CreateMeeting).safeParse(undefined).success).toBe(false);
  });

  it('never says who did it: that is who is signed in', () => {
    expect(httpRequestOf(RecordCheckResult, { checkId: 'c', ...{ recordedBy: 'somebody' } })).toEqual({
      method: 'PUT',
      path: '/api/v1/checks/c/result',
    });
    expect(bodySchemaOf(RecordDeskReply)).toHaveProperty(
      'shape',
      expect.not.objectContaining({ enteredBy: expect.anything() }),
    );
    expect(bodySchemaOf(RecordDeskReply)).not.toHaveProperty('shape.invitationId');
  });

  it('is not sent without a field of its address', () => {
    expect(() => httpRequestOf(GetMeeting, { meetingId: '' })).toThrow('takes meetingId');
  });

  it('keeps the rules between its fields where it stands in the body whole', () => {
    expect(
      bodySchemaOf(CreateMeeting).safeParse({ ...exampleMeetingDraft, endsAt: exampleMeetingDraft.startsAt }).success,
    ).toBe(false);
  });

  it('takes what was read back as it is', () => {
    expect(bodySchemaOf(SetCheckCalendar).safeParse(exampleCalendar).success).toBe(true);
  });

  it.each(routed.map((contract) => [`${contract.http.method} ${contract.http.path}`, contract] as const))(
    '%s is what its contract’s example says',
    (_route, contract) => {
      const { staffIn, mayRepeat = [] } = contract.http;
      const said = contract.example.request as Record<string, unknown>;
      const parts = [
        pathSchemaOf(contract),
        contract.http.method === 'GET' ? querySchemaOf(contract) : bodySchemaOf(contract),
      ] as unknown as { shape?: object; unwrap?: () => { shape: object } }[];
      const fields = parts.flatMap((part) => Object.keys(part.shape ?? part.unwrap?.().shape ?? {}));
      expect(
        [
          ...fields.filter((field, index) => fields.indexOf(field) === index || !mayRepeat.includes(field)),
          ...(staffIn === undefined ? [] : [staffIn]),
        ].sort(),
      ).toEqual(Object.keys((contract.request as z.ZodObject).shape).sort());
      expect(httpRequestOf(contract, said).path).not.toContain(':');
    },
  );
});

describe('a route', () => {
  it('is refused at the start if it names a field that its request does not have', () => {
    const wrong = { method: 'GET', path: '/api/v1/meetings/:meeting', opens: 'public' } as const;
    // @ts-expect-error the request has no such field
    expect(() => defineRpc({ ...defined, http: wrong })).toThrow('names meeting, which its request does not have');
    const filled = { method: 'PUT', path: '/api/v1/meetings/:meetingId', opens: 'public', staffIn: 'doneBy' } as const;
    // @ts-expect-error the request has no such field
    expect(() => defineRpc({ ...defined, http: filled })).toThrow('names doneBy');
    expect(() =>
      defineRpc({
        ...defined,
        http: { method: 'PUT', path: '/api/v1/meetings/:meetingId', opens: 'public', staffIn: 'meetingId' },
      }),
    ).toThrow('fills a field twice');
    expect(() =>
      defineRpc({
        ...defined,
        http: { method: 'PUT', path: '/api/v1/meetings/:meetingId', opens: 'public', mayRepeat: ['by'] },
      }),
    ).toThrow('no by that a body could repeat');
  });

  it('says to the service who else than staff of the whole meeting may ask', () => {
    const openTo = (opens: 'public' | 'reply-link' | readonly ('desk' | 'focal-point')[]) =>
      defineRpc({ ...defined, http: { method: 'GET', path: '/api/v1/x', opens } }).openTo;
    expect([openTo(['desk']), openTo(['desk', 'focal-point']), openTo('reply-link'), openTo('public')]).toEqual([
      [],
      ['focal-point'],
      ['office'],
      [],
    ]);
  });
});
