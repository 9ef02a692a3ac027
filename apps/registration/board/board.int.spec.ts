import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  CreateMeeting,
  type EventEnvelope,
  exampleMeetingDraft,
  GetResponseBoard,
  InvitationWithdrawn,
  RebuildResponseBoard,
  RecordReply,
  type ResponseContent,
  WithdrawInvitation,
} from '#contracts';
import { NatsLink } from '#messaging';
import { connectionToken } from '#persistence';
import { type Connection } from 'mongoose';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { rebuildBoard } from '../rebuild-board.command.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';
import { type BoardEntry, type Counted, countAll, plainCounts } from './board.js';
import { BoardStore } from './board.store.js';
import { CountingService } from './counting.service.js';
import { RebuildService } from './rebuild.service.js';

const silent: Counted = { class: 'revenue', provinceCode: 'TH-50' };
const says = (answer: 'attend' | 'decline'): Counted => ({
  ...silent,
  reply: { answer, channel: 'web', late: false, people: 1 },
});
const content = (answer: 'attend' | 'decline'): ResponseContent => ({
  answer,
  attendees: answer === 'attend' ? [{ name: 'ผู้แทน' }] : [],
});

// Real servers on a busy machine take their time; what is awaited are conditions.
jest.setTimeout(60_000);

describe('the response board', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let replicas: RegistrationUnderTest[];
  let database: string;
  const first = () => replicas[0]!;
  const board = async () => {
    const { meetingId: _meetingId, ...counts } = await first().call(GetResponseBoard, { meetingId });
    return counts;
  };
  const part = <Part>(type: new (...given: never[]) => Part, replica = first()): Part =>
    replica.service.app.get<Part>(type as new () => Part);

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    database = mongo.database();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await nats.stop();
  });

  it('counts the newest of each invitation, in whatever order and however often it hears, on two replicas at once', async () => {
    const heard: BoardEntry[] = Array.from({ length: 60 }, (_, office) => [
      { invitationId: `inv-${office}`, revision: 1, counted: silent },
      { invitationId: `inv-${office}`, revision: 2, counted: says('attend') },
      { invitationId: `inv-${office}`, revision: 3, counted: says('decline') },
      ...(office % 5 === 0 ? [{ invitationId: `inv-${office}`, revision: 4 }] : []),
    ]).flat();
    const shuffled = [...heard, ...heard]
      .map((entry, index) => ({ entry, key: (index * 7919) % 421 }))
      .sort((a, b) => a.key - b.key)
      .map(({ entry }) => entry);
    await Promise.all(
      shuffled.map((entry, index) => part(CountingService, replicas[index % 2]).count(meetingId, entry)),
    );
    const expected = plainCounts(
      countAll(
        Array.from({ length: 60 }, (_, office) => ({
          invitationId: `inv-${office}`,
          revision: 3,
          ...(office % 5 !== 0 && { counted: says('decline') }),
        })),
      ),
    );
    expect(plainCounts((await part(BoardStore).find(meetingId))!.counts)).toEqual(expected);
  });

  it('counts an entry once when the process dies between the board and the entry', async () => {
    const store = part(BoardStore);
    const write = store.write.bind(store);
    store.write = () => Promise.reject(new Error('the process died'));
    await expect(
      part(CountingService).count(meetingId, { invitationId: 'inv-a', revision: 1, counted: silent }),
    ).rejects.toThrow('died');
    store.write = write;
    await part(CountingService).count(meetingId, { invitationId: 'inv-a', revision: 1, counted: silent });
    await part(CountingService, replicas[1]).count(meetingId, {
      invitationId: 'inv-a',
      revision: 2,
      counted: says('attend'),
    });
    expect((await store.find(meetingId))?.counts.total).toMatchObject({ invited: 1, answered: 1, attend: 1 });
  });

  it('counts an event that the stream holds twice once', async () => {
    await first().announceTo(1);
    await eventually(async () => (await first().list()).length === 1);
    const { id: invitationId, organisation } = (await first().list())[0]!;
    await first().call(WithdrawInvitation, { invitationId });
    await eventually(() => first().idle());
    const event: EventEnvelope = {
      id: 'published-again',
      subject: InvitationWithdrawn.subject,
      occurredAt: '2016-11-07T02:00:00.000Z',
      aggregateId: invitationId,
      revision: 2,
      correlationId: 'test',
      data: {
        invitationId,
        meetingId,
        siteId: organisation.siteId,
        class: organisation.class,
        provinceCode: organisation.provinceCode,
      },
    };
    await first().service.app.get(NatsLink).js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
    await eventually(() => first().idle());
    expect((await board()).total.invited).toBe(0);
  });

  it('is right after being counted anew while replies come in, and says whether it had been wrong', async () => {
    const offices = 40;
    await first().announceTo(offices);
    await eventually(async () => (await board()).total.invited === offices);
    await eventually(() => first().idle());
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({
      differed: false,
      board: { total: { invited: offices } },
    });

    const store = part(BoardStore);
    await store.add(await store.control(meetingId), { 'total.attend': 7 }, []);
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({
      differed: true,
      board: { total: { attend: 0 } },
    });

    const tokens = await Promise.all((await first().list()).map(({ id }) => first().replyToken(id)));
    const replies = tokens.flatMap((replyToken, index) =>
      (index % 2 === 0 ? (['attend', 'decline'] as const) : (['attend'] as const)).map((answer) => ({
        replyToken,
        content: content(answer),
      })),
    );
    const rebuilds: Promise<{ differed: boolean }>[] = [];
    for (const [index, reply] of replies.entries()) {
      await first().call(RecordReply, reply);
      if (index % 6 === 0) rebuilds.push(part(RebuildService, replicas[index % 2]).rebuild(meetingId));
    }
    for (const rebuild of await Promise.all(rebuilds)) expect(rebuild.differed).toBe(false);
    await eventually(() => first().idle());
    expect((await board()).total).toEqual({
      invited: offices,
      answered: offices,
      attend: offices / 2,
      representative: 0,
      decline: offices / 2,
      late: 0,
      people: offices / 2,
    });
    expect(await first().call(RebuildResponseBoard, { meetingId })).toMatchObject({ differed: false });
  });

  it('is read of one class, province or channel, and of the classes of the survey', async () => {
    const count = part(CountingService);
    const heard = [
      { class: 'revenue', provinceCode: 'TH-50', channel: 'web', people: 2 },
      { class: 'revenue', provinceCode: 'TH-50', channel: 'fax', people: 3 },
      { class: 'revenue', provinceCode: 'TH-51', channel: 'fax', people: 1 },
      { class: 'governor', provinceCode: 'TH-51', channel: 'web', people: 1 },
    ] as const;
    await first().call(CreateMeeting, exampleMeetingDraft);
    for (const [office, { channel, people, ...of }] of heard.entries())
      await count.count(meetingId, {
        invitationId: `inv-${office}`,
        revision: 2,
        counted: { ...of, reply: { answer: 'attend', channel, late: false, people } },
      });
    await count.count(meetingId, { invitationId: 'inv-silent', revision: 1, counted: silent });
    const read = async (wanted: object) => {
      const { total, byClass, byProvince } = await first().call(GetResponseBoard, { meetingId, ...wanted });
      const { invited, answered, people } = total;
      return [invited, answered, people, Object.keys(byClass).length, Object.keys(byProvince).length];
    };
    expect(await read({})).toEqual([5, 4, 7, 2, 2]);
    expect(await read({ class: 'revenue' })).toEqual([4, 3, 6, 1, 2]);
    expect(await read({ provinceCode: 'TH-51' })).toEqual([2, 2, 2, 2, 1]);
    expect(await read({ class: 'revenue', provinceCode: 'TH-50' })).toEqual([3, 2, 5, 1, 1]);
    expect(await read({ channel: 'fax' })).toEqual([5, 2, 4, 2, 2]);
    expect(await read({ surveyed: true })).toEqual([4, 3, 6, 1, 2]);
    expect(await read({ surveyed: true, class: 'governor' })).toEqual([0, 0, 0, 0, 0]);
  });

  it('from before something was counted is counted anew before it is read', async () => {
    const offices = 3;
    await first().announceTo(offices);
    await eventually(async () => (await board()).total.invited === offices);
    for (const { id } of await first().list())
      await first().call(RecordReply, { replyToken: await first().replyToken(id), content: content('attend') });
    await eventually(async () => (await board()).total.people === offices);
    const boards = first().service.app.get<Connection>(connectionToken).collection<{ _id: string }>('boards');
    await boards.updateOne({ _id: meetingId }, { $unset: { counting: 1, 'total.people': 1 } });
    expect(await Promise.all([board(), board(), board()])).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ total: expect.objectContaining({ people: offices }) })),
    );
  });

  it('is counted anew by a command, which says what it found and how it ended', async () => {
    await first().announceTo(5);
    await eventually(async () => (await board()).total.invited === 5);
    await eventually(() => first().idle());
    const env = { MONGODB_URL: mongo.url, SALA_DATABASE: database };
    const run = async (args: string[], environment: Record<string, string> = env) => {
      const said = { out: '', err: '' };
      const code = await rebuildBoard(args, environment, {
        out: (text) => void (said.out += text),
        err: (text) => void (said.err += text),
      });
      return { code, ...said };
    };
    const store = part(BoardStore);
    await store.add(await store.control(meetingId), { 'total.invited': -2 }, []);
    expect(await run(['--meeting', meetingId])).toEqual({
      code: 0,
      out: '0 of 5 invited offices have answered. The board had been wrong and is right now.\n',
      err: '',
    });
    const { code, out } = await run(['--meeting', meetingId, '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { differed: false, board: { meetingId, total: { invited: 5 } } },
    ]);
    expect(await board()).toMatchObject({ total: { invited: 5 } });

    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--meeting ID') });
    expect(await run(['--meeting', 'nowhere'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no meeting nowhere'),
    });
    expect(await run(['--metting', meetingId])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Name the meeting'),
    });
    expect(await run(['--meeting', meetingId], {})).toMatchObject({
      code: 78,
      err: expect.stringContaining('MONGODB_URL: is not set'),
    });
  });
});
