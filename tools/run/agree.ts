// Shows whether the services of a running Sala agree about every meeting.
import { writeFileSync } from 'node:fs';
import {
  type Answer,
  type Delivery,
  GetNotificationsWorkState,
  GetRegistrationWorkState,
  GetResponseBoard,
  GetSchedulingWorkState,
  type Invitation,
  ListDeliveries,
  ListInvitations,
  ListMeetings,
  ListReadiness,
  type Meeting,
  type RequestOf,
} from '#contracts';
import { type NatsLink, type RpcClient } from '#messaging';
import { readArguments } from './arguments.js';
import { withNats } from './nats.js';

const help = `Usage: npm run agree -- [--json FILE] [--nats URL]
Compares what registration knows of every meeting (who is invited, who has answered and what) with the response board, with
how many offices scheduling expects at each site, and with the invitations that notifications has planned; shows what is
under way, and dead letters.
  --json FILE   writes what was found there, too
  --nats URL    the NATS server, else NATS_URL, else that of npm start's usual port
Exit code 0 when all agree, 1 when they do not or cannot be asked, 2 when the arguments are wrong.`;

const states = {
  registration: GetRegistrationWorkState,
  scheduling: GetSchedulingWorkState,
  notifications: GetNotificationsWorkState,
};

type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined };

const all = async <Item>(
  pageAfter: (position: { limit: number; after?: string }) => Promise<Page<Item>>,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (let after: string | undefined; ;) {
    const page = await pageAfter({ limit: 100, ...(after !== undefined && { after }) });
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = page.next;
  }
};
const patience = { timeoutMs: 60_000 };
const allInvitations = (rpc: RpcClient, request: RequestOf<typeof ListInvitations>): Promise<Invitation[]> =>
  all((position) => rpc.call(ListInvitations, { ...request, ...position }, patience));
const allDeliveries = (rpc: RpcClient, request: RequestOf<typeof ListDeliveries>): Promise<Delivery[]> =>
  all((position) => rpc.call(ListDeliveries, { ...request, ...position }, patience));

/** What one service knows and what another was told of it; `remedy` says what to do where they differ. */
type Row = {
  readonly meeting: string;
  readonly what: string;
  readonly known: number;
  readonly told: number;
  readonly agrees: boolean;
  readonly remedy: string;
};

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;
const row = (meeting: string, what: string, [known, told]: readonly [number, number], remedy: string): Row => ({
  meeting,
  what,
  known,
  told,
  agrees: known === told,
  remedy,
});
const answers: readonly Answer[] = ['attend', 'representative', 'decline'];

const compare = async (rpc: RpcClient, { id: meetingId }: Meeting): Promise<Row[]> => {
  const invitations = await allInvitations(rpc, { meetingId });
  const issued = invitations.filter(({ status }) => status === 'issued');
  const said = (answer: Answer): number => count(issued, ({ response }) => response?.answer === answer);
  const { total } = await rpc.call(GetResponseBoard, { meetingId });
  const board = 'npm run retell -- --service registration, or count the board anew';
  const rows = [
    row(meetingId, 'board: invited', [issued.length, total.invited], board),
    row(meetingId, 'board: answered', [count(issued, ({ response }) => response !== undefined), total.answered], board),
    ...answers.map((answer) => row(meetingId, `board: ${answer}`, [said(answer), total[answer]], board)),
  ];
  const atSite = Map.groupBy(
    issued.filter(({ response }) => response !== undefined && response.answer !== 'decline'),
    ({ organisation }) => organisation.siteId,
  );
  const sites = new Map(
    (await rpc.call(ListReadiness, { meetingId }, patience)).items.map(({ siteId, attending }) => [siteId, attending]),
  );
  const otherwise = [...new Set([...atSite.keys(), ...sites.keys()])].filter(
    (siteId) => (atSite.get(siteId)?.length ?? 0) !== (sites.get(siteId) ?? 0),
  );
  rows.push(
    row(
      meetingId,
      'scheduling: sites expected otherwise',
      [0, otherwise.length],
      'npm run retell -- --service registration',
    ),
  );
  const planned = new Set(
    (await allDeliveries(rpc, { meetingId, kind: 'invitation' })).map(({ recipientId }) => recipientId),
  );
  rows.push(
    row(
      meetingId,
      'notifications: invited without an invitation',
      [0, count(issued, ({ id }) => !planned.has(id))],
      'npm run retell -- --service registration',
    ),
  );
  return rows;
};

const look = async (rpc: RpcClient, link: NatsLink): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [service, contract] of Object.entries(states)) {
    const { outbox, unhandled } = await rpc.call(contract, {});
    rows.push(
      row(
        '',
        `${service}: events to publish`,
        [0, outbox],
        'wait; if it stays, look at the service’s /health/ready and log',
      ),
    );
    rows.push(
      row(
        '',
        `${service}: events to handle`,
        [0, unhandled],
        'wait; if it stays, look at the service’s /health/ready and log',
      ),
    );
  }
  rows.push(
    row(
      '',
      'dead letters',
      [0, (await link.jsm.streams.info('DEAD')).state.messages],
      'read, replay or discard them: /api/v1/dead-letters',
    ),
  );
  for (const meeting of (await rpc.call(ListMeetings, {})).items)
    if (meeting.status !== 'draft') rows.push(...(await compare(rpc, meeting)));
  return rows;
};

const print = (rows: readonly Row[]): void => {
  type Shown = { readonly [Column in 'meeting' | 'what' | 'known' | 'told']: string | number };
  const wide = (key: keyof Shown): number => Math.max(key.length, ...rows.map((each) => String(each[key]).length));
  const line = (each: Shown, mark: string): string =>
    `${mark} ${String(each.meeting).padEnd(wide('meeting'))}  ${String(each.what).padEnd(wide('what'))}  ${String(each.known).padStart(wide('known'))}  ${String(each.told).padStart(wide('told'))}`;
  console.log(line({ meeting: 'meeting', what: 'what', known: 'known', told: 'told' }, ' '));
  for (const each of rows) console.log(line(each, each.agrees ? '✓' : '✗'));
  for (const remedy of new Set(rows.filter(({ agrees }) => !agrees).map((each) => `${each.what}: ${each.remedy}`)))
    console.log(`  → ${remedy}`);
};

const { json, nats } = readArguments(help, { json: { type: 'string' }, nats: { type: 'string' } });
try {
  const rows = await withNats(nats, look);
  const agree = rows.every(({ agrees }) => agrees);
  print(rows);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ agree, rows }, undefined, 2)}\n`);
  console.log(agree ? 'All agree.' : 'They do not agree.');
  process.exitCode = agree ? 0 : 1;
} catch (error) {
  console.error(`It could not be compared: ${error instanceof Error ? error.message : String(error)}`);
  // A connection that is still being tried would keep the process.
  process.exit(1);
}
