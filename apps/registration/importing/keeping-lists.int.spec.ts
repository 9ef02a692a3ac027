import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Connection } from 'mongoose';
import {
  CommitImport,
  type EventEnvelope,
  GetImport,
  GetOrganisation,
  OrganisationsEnrolled,
  type ReturnOf,
  type RequestOf,
  type RpcContract,
  SaveOrganisation,
  StopImport,
  UndoImport,
} from '#contracts';
import { NatsLink, RpcClient, withAsker } from '#messaging';
import { connectMongo, type PackedText, unpackText } from '#persistence';
import { type Child, pinnedNode, projectFolder, startChild } from '#processes';
import { eventually, freePort, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { ListsOfOffices } from '../testing/lists-of-offices.js';
import { RegistrationUnderTest } from '../testing/under-test.js';
import { mostRows } from './import-page.js';

const titles = 'รหัสหน่วยงาน,ชื่อหน่วยงาน,ประเภทหน่วยงาน,จังหวัด';
const listOf = (...rows: readonly string[]): Buffer => Buffer.from(`${titles}\n${rows.join('\n')}\n`);
const offices = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${100_000 + index},ศูนย์ที่ ${index},ศูนย์,น่าน`);

const committer = { kind: 'staff', staffId: 'staff-owner', role: 'coordinator' } as const;

jest.setTimeout(60_000);

describe('a list of offices that is kept', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let database: string;
  let link: NatsLink;
  let replica: RegistrationUnderTest | undefined;
  let child: Child | undefined;
  const rpc = {
    call: <C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> =>
      new RpcClient(link).call(contract, request),
  };
  const lists = new ListsOfOffices(() => rpc);

  const startReplica = async (): Promise<void> => {
    replica = await RegistrationUnderTest.start({ natsUrl: nats.url, mongoUrl: mongo.url, database });
  };
  /** A replica in a process of its own, which can be killed. */
  const startProcess = async (): Promise<Child> => {
    const port = await freePort();
    child = startChild({
      name: 'registration',
      command: pinnedNode,
      args: [join(projectFolder, 'dist/apps/registration/main.js')],
      cwd: projectFolder,
      env: {
        NODE_ENV: 'production',
        SALA_HOST: '127.0.0.1',
        SALA_HTTP_PORT: String(port),
        SALA_LOG_LEVEL: 'silent',
        SALA_SWEEP_MS: '100',
        NATS_URL: nats.url,
        MONGODB_URL: mongo.url,
        SALA_DATABASE: database,
        SALA_LINK_KEY: 'a key that only the tests know, 32+',
        SALA_PUBLIC_URL: 'https://sala.example',
      },
      ready: { url: `http://127.0.0.1:${port}/health/ready` },
    });
    await child.ready();
    return child;
  };
  const kill = async (killed: Child): Promise<void> => {
    killed.kill('SIGKILL');
    await killed.ended;
  };
  const inDatabase = async <Result>(look: (connection: Connection) => Promise<Result>): Promise<Result> => {
    const connection = await connectMongo(mongo.url, database);
    try {
      return await look(connection);
    } finally {
      await connection.close();
    }
  };
  /** What the one that was killed held lapses; to wait for it would take a minute. */
  const lapse = () =>
    inDatabase((connection) => connection.collection('leases').updateMany({}, { $set: { until: new Date(0) } }));

  /** A list of 1,500 offices, some of which were kept when whoever kept them was killed; another replica is there. */
  const toldOfOffices = (): Promise<EventEnvelope[]> =>
    inDatabase(async (connection) => {
      const events = await connection.collection<{ envelope: PackedText }>('told').find({}).toArray();
      return events
        .map(({ envelope }) => JSON.parse(unpackText(envelope)) as EventEnvelope)
        .filter(({ subject }) => subject === OrganisationsEnrolled.subject);
    });
  const leftByWhoeverWasKilled = async (): Promise<string> => {
    const killed = await startProcess();
    const { id: importId } = await lists.hand(listOf(...offices(1500)));
    await rpc.call(CommitImport, { importId, which: 'all' });
    await lists.until(importId, 'committing', ({ counts }) => counts.handled > 0);
    await kill(killed);
    await startReplica();
    return importId;
  };

  beforeAll(async () => void (mongo = await startMongo()));
  afterAll(() => mongo.stop());
  beforeEach(async () => {
    nats = await startNats();
    database = mongo.database();
    link = await NatsLink.open('test', nats.url);
  });
  afterEach(async () => {
    await link.close();
    await replica?.stop();
    await child?.stop();
    [replica, child] = [undefined, undefined];
    await nats.stop();
  });

  it('brings no office twice: not by its file, nor as another one’s, nor by two lists at once', async () => {
    await startReplica();
    const first = await lists.hand(listOf('1,ศูนย์หนึ่ง,ศูนย์,น่าน', '2,ศูนย์สอง,ศูนย์,น่าน', '๒,ศูนย์สาม,ศูนย์,น่าน'));
    expect(await lists.said(first.id)).toEqual(['new', 'new', 'invalid B4 row-repeated']);
    await lists.keep(first.id);
    const second = await lists.hand(listOf('2,ศูนย์หนึ่ง,ศูนย์,น่าน'));
    expect(await lists.said(second.id)).toEqual(['conflict A2 code-of-another']);
    expect((await lists.rows(second.id))[0]?.problems[0]?.problem).toContain('ศูนย์สอง');

    const two = await Promise.all(['ก', 'ข'].map((name) => lists.hand(listOf(`9,ศูนย์${name},ศูนย์,น่าน`))));
    const done = await Promise.all(two.map(({ id }) => lists.keep(id)));
    expect(done.map(({ counts }) => counts.handled).sort()).toEqual([0, 1]);
    const outcomes = await Promise.all(two.map(async ({ id }) => (await lists.rows(id))[0]?.outcome));
    expect(outcomes.sort()).toEqual(['kept', 'passed-over']);
    expect(await lists.offices()).toBe(3);
  });

  it('passes over an office that somebody has corrected since it was compared', async () => {
    await startReplica();
    const first = await lists.hand(listOf('1,ศูนย์หนึ่ง,ศูนย์,น่าน', '2,ศูนย์สอง,ศูนย์,น่าน'));
    await lists.keep(first.id);
    const second = await lists.hand(listOf('1,ศูนย์หนึ่งใหม่,ศูนย์,น่าน', '2,ศูนย์สองใหม่,ศูนย์,น่าน'));
    const { organisation, revision } = await rpc.call(GetOrganisation, { organisationId: 'office-1' });
    const { id: organisationId, ...content } = organisation;
    const corrected = { ...content, phone: '054 000 000' };
    await rpc.call(SaveOrganisation, { organisationId, organisation: corrected, expectedRevision: revision });
    expect((await lists.keep(second.id)).counts.handled).toBe(1);
    expect((await lists.rows(second.id)).map(({ outcome }) => outcome)).toEqual(['passed-over', 'kept']);
    expect((await rpc.call(GetOrganisation, { organisationId })).organisation).toEqual({
      id: organisationId,
      ...corrected,
    });
  });

  it('is kept once, however often and by whomever it is said', async () => {
    await startReplica();
    const { id: importId } = await lists.hand(listOf(...offices(300)));
    const same = Array.from({ length: 5 }, () => rpc.call(CommitImport, { importId, which: 'valid' }));
    await Promise.all(same);
    expect((await lists.until(importId, 'done')).counts.handled).toBe(300);
    const other = await lists.hand(listOf('x,ศูนย์อื่น,ศูนย์,น่าน'));
    const both = await Promise.allSettled(
      (['all', 'valid'] as const).map((which) =>
        withAsker(committer, () => rpc.call(CommitImport, { importId: other.id, which })),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await lists.until(other.id, 'done')).counts.handled).toBe(1);
    expect(await lists.offices()).toBe(301);
    await eventually(async () => expect(await replica?.idle()).toBe(true));
    expect((await toldOfOffices()).map(({ by }) => by)).toEqual(expect.arrayContaining([committer]));
  });

  it('says what it has kept when it is stopped midway, and takes all of that back', async () => {
    await startReplica();
    const { id: importId } = await lists.hand(listOf(...offices(2500)));
    await rpc.call(CommitImport, { importId, which: 'all' });
    await lists.until(importId, 'committing', ({ counts }) => counts.handled > 0);
    await rpc.call(StopImport, { importId });
    const stopped = await lists.until(importId, 'stopped', ({ counts }) => counts.handled > 0);
    expect(stopped.counts.handled).toBeLessThan(2500);
    await rpc.call(UndoImport, { importId });
    const undone = await lists.until(importId, 'undone');
    expect(undone.counts.handled).toBeGreaterThanOrEqual(stopped.counts.handled);
    expect(await lists.offices()).toBe(0);
  });

  it('is read on from the start by another replica when the first is killed, and nothing is left of what that had read', async () => {
    const killed = await startProcess();
    const importId = await lists.begin(listOf(...offices(3000)));
    await lists.until(importId, 'received', ({ counts }) => counts.read > 0);
    await kill(killed);
    await startReplica();
    await lapse();
    const read = await lists.until(importId, 'waiting');
    expect(read.counts).toMatchObject({ read: 3000, new: 3000 });
    expect(await inDatabase((connection) => connection.collection('importpages').countDocuments({}))).toBe(
      3000 / mostRows,
    );
  });

  it('is kept on by another replica when the first is killed: nothing twice, nothing lost', async () => {
    const importId = await leftByWhoeverWasKilled();
    const { counts } = await rpc.call(GetImport, { importId });
    expect(counts.handled).toBeLessThan(1500);
    await lapse();
    expect((await lists.until(importId, 'done')).counts.handled).toBe(1500);
    const written = await inDatabase(async (connection) => {
      const organisations = connection.collection('organisations');
      return [await organisations.countDocuments({}), await organisations.countDocuments({ revision: { $ne: 1 } })];
    });
    expect(written).toEqual([1500, 0]);
  });

  const stopped = (importId: string) => rpc.call(StopImport, { importId });
  /** As after the last try that went wrong, a while ago. */
  const failed = (importId: string) =>
    inDatabase((connection) =>
      connection
        .collection<{ _id: string }>('imports')
        .updateOne({ _id: importId }, { $set: { state: 'failed', tries: 6, changedAt: '2016-11-01T00:00:00.000Z' } }),
    );
  it.each([
    ['is stopped', stopped],
    ['has failed', failed],
  ])(
    'tells of every office once that is kept, also where the import %s after whoever kept it was killed',
    async (_how, end) => {
      const importId = await leftByWhoeverWasKilled();
      await end(importId);
      await lapse();
      const isNothingInHand = { _id: importId as never, inHand: { $exists: false } };
      await eventually(async () =>
        expect(await inDatabase((connection) => connection.collection('imports').countDocuments(isNothingInHand))).toBe(
          1,
        ),
      );
      await eventually(async () => expect(await replica?.idle()).toBe(true));
      const { counts } = await rpc.call(GetImport, { importId });
      const told = (await toldOfOffices()).flatMap(({ data }) =>
        OrganisationsEnrolled.data.parse(data).organisations.map(({ organisation }) => organisation.id),
      );
      expect(told).toHaveLength(counts.handled);
      expect(new Set(told).size).toBe(counts.handled);
      expect(await lists.offices()).toBe(counts.handled);
    },
  );
});
