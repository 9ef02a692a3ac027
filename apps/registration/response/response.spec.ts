import { describe, expect, it } from '@jest/globals';
import {
  exampleMeeting,
  exampleOrganisation,
  exampleScan,
  exampleSite,
  type Response,
  ResponseConfirmed,
  type ResponseContent,
  ResponseRecorded,
} from '#contracts';
import { type InvitationRecord, issueInvitation } from '../invitation/invitation.module.js';
import { decideReply, type ReplyCommand } from './response.js';

const meeting = exampleMeeting;
const now = new Date('2016-11-09T03:12:00.000Z');
const afterDeadline = new Date('2016-11-18T17:00:00.000Z');
const attend: ResponseContent = { answer: 'attend', attendees: [{ name: 'ผู้แทน ก' }] };
const decline: ResponseContent = { answer: 'decline', attendees: [] };
const fresh = issueInvitation(meeting.id, exampleOrganisation, exampleSite).record;
const fax = (changes: Partial<Extract<ReplyCommand, { receivedAt: string }>> = {}): ReplyCommand => ({
  content: attend,
  channel: 'fax',
  receivedAt: '2016-11-09T03:00:00Z',
  enteredBy: 'staff-desk',
  ...changes,
});
const answeredWith = (...responses: Response[]): InvitationRecord => ({
  ...fresh,
  responses,
  revision: 1 + responses.length,
});
const recorded = (record: InvitationRecord, command: ReplyCommand, at = now) => {
  const decision = decideReply(record, meeting, command, at);
  if (!decision.changed || decision.fact === undefined) throw new Error('expected a new revision that counts');
  return { ...decision, fact: decision.fact };
};
const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('an answer of the desk in place of the office’s own', () => {
  const own = recorded(fresh, { content: attend, channel: 'web' }).response;
  const later = new Date('2016-11-09T05:00:00.000Z');
  const changing = (changes: Partial<Extract<ReplyCommand, { receivedAt: string }>>) =>
    fax({ content: decline, receivedAt: '2016-11-09T04:00:00Z', ...changes });

  it('says why', () => {
    expect(refusal(() => decideReply(answeredWith(own), meeting, changing({}), later))).toMatchObject({
      code: 'invalid-reply',
      details: { fields: [{ field: 'reason', code: 'reason-of-change' }] },
    });
    const told = recorded(answeredWith(own), changing({ reason: 'ส่งโทรสารแก้ไขมา' }), later).response;
    expect(told).toMatchObject({ answer: 'decline', reason: 'ส่งโทรสารแก้ไขมา' });
  });

  it.each<[string, InvitationRecord, ReplyCommand]>([
    ['is kept as older', answeredWith(own), changing({ receivedAt: '2016-11-09T03:00:00Z' })],
    ['says the same', answeredWith(own), changing({ content: attend })],
    ['takes the place of another fax', answeredWith({ ...own, channel: 'fax' }), changing({})],
    ['is the first', fresh, changing({})],
    [
      'takes the place of nothing that counts',
      answeredWith({ ...own, takenBack: { at: own.enteredAt, reason: 'x' } }),
      changing({}),
    ],
  ])('need not where it %s', (_what, record, command) =>
    expect(decideReply(record, meeting, command, later).response).not.toHaveProperty('reason'),
  );

  it('has no reason to keep where it changes nothing', () =>
    expect(recorded(fresh, changing({ reason: 'ก' }), later).response).not.toHaveProperty('reason'));
});

describe('a reply on the web', () => {
  it('is kept as the first revision, received and entered now', () => {
    const { response, fact } = recorded(fresh, { content: attend, channel: 'web' });
    expect(response).toEqual({
      ...attend,
      revision: 1,
      channel: 'web',
      receivedAt: now.toISOString(),
      enteredAt: now.toISOString(),
      late: false,
    });
    expect(fact.contract).toBe(ResponseRecorded);
    expect(ResponseRecorded.data.parse(fact.data)).toMatchObject({
      responseRevision: 1,
      answer: 'attend',
      attendeeCount: 1,
      late: false,
      class: 'revenue',
      siteId: 'th-50',
    });
    expect(fact.data).not.toHaveProperty('previous');
  });

  it('tells what the office had said before when it changes its answer', () => {
    const first = recorded(fresh, { content: attend, channel: 'web' }).response;
    const { response, fact } = recorded(answeredWith(first), { content: decline, channel: 'web' });
    expect(response.revision).toBe(2);
    expect(fact.data).toMatchObject({
      responseRevision: 2,
      answer: 'decline',
      attendeeCount: 0,
      previous: { answer: 'attend', channel: 'web', late: false },
    });
  });

  it('makes no new revision when it says what was said already', () => {
    const first = recorded(fresh, { content: attend, channel: 'web' }).response;
    expect(
      decideReply(
        answeredWith(first),
        meeting,
        { content: { ...attend, attendees: [{ name: 'ผู้แทน ก' }] }, channel: 'web' },
        now,
      ),
    ).toEqual({ changed: false, response: first });
  });

  it('counts at the very instant of the deadline, and not a millisecond later', () => {
    expect(recorded(fresh, { content: attend, channel: 'web' }, new Date(meeting.replyBy)).response.late).toBe(false);
    const late = new Date(Date.parse(meeting.replyBy) + 1);
    expect(refusal(() => decideReply(fresh, meeting, { content: attend, channel: 'web' }, late))).toMatchObject({
      kind: 'conflict',
      code: 'deadline-passed',
    });
  });

  it('is refused when somebody answered since the sender looked', () => {
    const first = recorded(fresh, { content: attend, channel: 'web' }).response;
    const decision = () =>
      decideReply(answeredWith(first), meeting, { content: decline, channel: 'web', expectedRevision: 1 }, now);
    expect(refusal(decision)).toMatchObject({
      kind: 'conflict',
      code: 'revision-conflict',
      details: { expectedRevision: 1, revision: 2 },
    });
    expect(
      recorded(answeredWith(first), { content: decline, channel: 'web', expectedRevision: 2 }).response.revision,
    ).toBe(2);
  });

  it('sent again after its answer got lost is no conflict', () => {
    const first = recorded(fresh, { content: attend, channel: 'web', expectedRevision: 1 }).response;
    expect(
      decideReply(answeredWith(first), meeting, { content: attend, channel: 'web', expectedRevision: 1 }, now),
    ).toMatchObject({ changed: false });
  });
});

describe('a reply that the desk enters', () => {
  it('keeps when it arrived, when it was entered and by whom', () => {
    expect(recorded(fresh, fax()).response).toMatchObject({
      channel: 'fax',
      receivedAt: '2016-11-09T03:00:00.000Z',
      enteredAt: now.toISOString(),
      enteredBy: 'staff-desk',
      late: false,
    });
  });

  it('is kept after the deadline: late only if it arrived late', () => {
    expect(recorded(fresh, fax(), afterDeadline).response.late).toBe(false);
    expect(recorded(fresh, fax({ receivedAt: '2016-11-18T16:59:59.001Z' }), afterDeadline).response.late).toBe(true);
  });

  it.each([
    ['in the future', '2016-11-09T03:12:00.001Z'],
    ['before the meeting was announced', '2016-11-07T01:59:59.999Z'],
  ])('is refused when received %s', (_when, receivedAt) => {
    expect(refusal(() => decideReply(fresh, meeting, fax({ receivedAt }), now))).toMatchObject({
      kind: 'invalid',
      code: 'invalid-received-at',
      details: { fields: [{ field: 'receivedAt' }] },
    });
  });
});

describe('a closed invitation', () => {
  const withdrawn = { ...fresh, status: 'withdrawn' as const };
  const cancelled = { ...meeting, status: 'cancelled' as const };

  it.each([
    ['web', { content: attend, channel: 'web' } as ReplyCommand],
    ['fax', fax()],
  ])('takes no %s reply once withdrawn or the meeting is cancelled', (_channel, command) => {
    expect(refusal(() => decideReply(withdrawn, meeting, command, now))).toMatchObject({
      kind: 'conflict',
      code: 'invitation-withdrawn',
    });
    expect(refusal(() => decideReply(fresh, cancelled, command, now))).toMatchObject({
      kind: 'conflict',
      code: 'meeting-cancelled',
    });
  });
});

describe('a reply under the form of its meeting', () => {
  const asking: typeof meeting = {
    ...meeting,
    form: { quota: 1, questions: [{ id: 'cars', kind: 'number', label: { th: 'รถกี่คัน' }, required: true }] },
  };
  const decide = (record: InvitationRecord, command: ReplyCommand, under = asking) =>
    decideReply(record, under, command, now);
  const saying = (cars: string): ResponseContent => ({ ...attend, answers: { cars } });

  it('is kept in one spelling, and the same in another spelling is the same answer', () => {
    const first = decide(fresh, { content: saying('๒'), channel: 'web' });
    expect(first.response.answers).toEqual({ cars: '2' });
    expect(decide(answeredWith(first.response), { content: saying('2.0'), channel: 'web' }).changed).toBe(false);
  });

  it('is refused with every field that the form does not take', () => {
    expect(
      refusal(() => decide(fresh, { content: { ...attend, answers: { vans: '1' } }, channel: 'web' })),
    ).toMatchObject({
      kind: 'invalid',
      code: 'invalid-reply',
      details: {
        fields: [
          { field: 'content.answers.cars', code: 'missing' },
          { field: 'content.answers.vans', code: 'unknown-field' },
        ],
      },
    });
  });

  it('is refused with more people than one office may send, also from the desk', () => {
    const content: ResponseContent = { ...saying('1'), attendees: [{ name: 'ก' }, { name: 'ข' }] };
    for (const command of [{ content, channel: 'web' } as const, fax({ content })])
      expect(refusal(() => decide(fresh, command))).toMatchObject({
        code: 'over-quota',
        details: { fields: [{ field: 'content.attendees', params: { most: 1 } }] },
      });
  });

  it('may lack at the desk what its paper lacks, and nothing else', () => {
    expect(decide(fresh, fax())).toMatchObject({ changed: true });
    expect(refusal(() => decide(fresh, fax({ content: saying('สอง') })))).toMatchObject({ code: 'invalid-reply' });
  });

  it('said before the form changed is the same answer still, and another goes by the form of today', () => {
    const before = decide(fresh, { content: saying('2'), channel: 'web' }).response;
    const { form: _form, ...plain } = asking;
    expect(decide(answeredWith(before), { content: saying('2'), channel: 'web' }, plain)).toEqual({
      changed: false,
      response: before,
    });
    expect(refusal(() => decide(answeredWith(before), { content: saying('3'), channel: 'web' }, plain))).toMatchObject({
      code: 'invalid-reply',
    });
  });

  it('is kept while an invitation has room for it, however large each is', () => {
    const large = { answers: Object.fromEntries(Array.from({ length: 20 }, (_, id) => [`q${id}`, '𠀀'.repeat(2000)])) };
    const many = (count: number) =>
      Array.from({ length: count }, (_, index): Response => ({
        ...attend,
        ...large,
        revision: index + 1,
        channel: 'fax',
        receivedAt: meeting.announcedAt ?? '',
        enteredAt: meeting.announcedAt ?? '',
        late: false,
      }));
    expect(decide(answeredWith(...many(80)), fax({ content: saying('1') })).changed).toBe(true);
    expect(refusal(() => decide(answeredWith(...many(90)), fax({ content: saying('1') })))).toMatchObject({
      code: 'too-many-revisions',
    });
  });
});

describe('an answer that is said again after it was asked to be confirmed', () => {
  const moved = { ...meeting, confirmedFrom: '2016-11-10T02:00:00.000Z' };
  const later = new Date('2016-11-11T03:00:00.000Z');
  const said: Response = {
    ...attend,
    revision: 1,
    channel: 'fax',
    receivedAt: '2016-11-09T03:00:00.000Z',
    enteredAt: '2016-11-09T03:00:00.000Z',
    late: false,
  };
  const before = answeredWith(said);

  it('by the link is noted once, and told as confirmed', () => {
    const decision = decideReply(before, moved, { content: attend, channel: 'web' }, later);
    expect(decision).toMatchObject({ changed: false, response: { revision: 1, saidAgainAt: later.toISOString() } });
    const data = ResponseConfirmed.data.parse(decision.fact?.data);
    expect(data).toMatchObject({ responseRevision: 1, answer: 'attend', confirmedAt: later.toISOString() });
    const again = decideReply(
      answeredWith(...(decision.responses ?? [])),
      moved,
      { content: attend, channel: 'web' },
      new Date('2016-11-12T03:00:00.000Z'),
    );
    expect(again).not.toHaveProperty('responses');
  });

  it('on paper confirms if it was received since, and not if it is an older one that is entered now', () => {
    const since = decideReply(before, moved, fax({ receivedAt: '2016-11-10T02:00:00Z' }), later);
    expect(since.fact?.contract).toBe(ResponseConfirmed);
    const older = decideReply(before, moved, fax({ receivedAt: '2016-11-10T01:59:59Z' }), later);
    expect(older).toMatchObject({ changed: false, response: { saidAgainAt: '2016-11-10T01:59:59.000Z' } });
    expect(older.fact).toBeUndefined();
  });

  it('otherwise than before is a new answer, and whoever does not come confirms nothing', () => {
    const other = decideReply(before, moved, { content: decline, channel: 'web' }, later);
    expect(other.fact?.contract).toBe(ResponseRecorded);
    const declined = answeredWith({ ...said, ...decline });
    expect(decideReply(declined, moved, { content: decline, channel: 'web' }, later)).not.toHaveProperty('responses');
  });
});

describe('the scans of a paper', () => {
  const scan = (number: number) => ({ ...exampleScan, scanId: `scan-${number}` });
  const scans = (...numbers: number[]) => ({ scans: numbers.map(scan) });

  it('are kept with the revision that they prove', () => {
    const { response } = recorded(fresh, fax(scans(1, 2)));
    expect(response.scans).toEqual([scan(1), scan(2)]);
    expect(recorded(fresh, fax()).response).not.toHaveProperty('scans');
  });

  it('come to an answer that was entered before, once each, and say nothing anew', () => {
    const first = recorded(fresh, fax(scans(1))).response;
    const again = decideReply(answeredWith(first), meeting, fax(scans(1, 2)), now);
    expect(again).toMatchObject({ changed: false, response: { revision: 1, scans: [scan(1), scan(2)] } });
    expect(again.response).not.toHaveProperty('saidAgainAt');
    expect(again.fact).toBeUndefined();
    const twice = decideReply(answeredWith(again.response), meeting, fax(scans(2)), now);
    expect(twice.responses).toBeUndefined();
  });

  it('are as many as a paper has pages, and no more', () => {
    const ten = Array.from({ length: 10 }, (_, index) => index);
    const first = recorded(fresh, fax(scans(...ten))).response;
    expect(refusal(() => decideReply(answeredWith(first), meeting, fax(scans(11)), now))).toMatchObject({
      code: 'too-many-scans',
    });
  });
});
