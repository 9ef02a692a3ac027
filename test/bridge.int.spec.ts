import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type Asker,
  CloseConferenceRoom,
  ConferenceRoomChanged,
  DayChanged,
  dayChangedSubject,
  EndSiteFault,
  exampleDossier,
  ExportDialPlan,
  GetConferenceDay,
  GetSiteJoining,
  type JoiningState,
  ListFaultLog,
  LogSiteFault,
  OpenConferenceRoom,
  RecordJoining,
  SaveSiteDossier,
  SetDialPlan,
  SiteJoiningChanged,
  TakeBridgeCallback,
  usualDialPlan,
} from '#contracts';
import { Hints, withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { type Order } from '../apps/bridge-simulator/control.js';
import { type RunningSimulator, Simulator } from '../apps/bridge-simulator/simulator.js';
import { meetingId, SchedulingUnderTest, siteNumbered } from '../apps/scheduling/testing/under-test.js';

jest.setTimeout(120_000);
const patiently = { within: 30_000 };
const roomId = `sala-${meetingId}`;
const secret = 'the-secret-of-the-bridge';
const controlKey = 'the-key-of-the-controls';
/** By no callback: it is looked at once an hour, so that only what is told is seen in time. */
const callbackUrl = 'http://127.0.0.1:1/bridge/callbacks';
const viewer: Asker = { kind: 'staff', staffId: 'staff-viewer', role: 'viewer' };
const focalPoint: Asker = { kind: 'staff', staffId: 'staff-fp', role: 'focal-point', provinceCode: 'TH-51' };

describe('the day', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let simulator: RunningSimulator;
  let scheduling: SchedulingUnderTest;

  const day = () => scheduling.call(GetConferenceDay, { meetingId });
  const row = async (siteId: string) => (await day()).items.find((each) => each.siteId === siteId);
  const stateOf = async (siteId: string) => (await row(siteId))?.state;
  const stands = (siteId: string, state: JoiningState) =>
    eventually(async () => (await stateOf(siteId)) === state, patiently);
  const say = (siteId: string, state: JoiningState, more: { expectedRevision?: number; leftBy?: 'site' } = {}) =>
    scheduling.call(RecordJoining, { meetingId, siteId, state, recordedBy: 'staff-vc', ...more });
  const order = async (each: Order) => {
    const { status } = await fetch(simulator.controlUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${controlKey}` },
      body: JSON.stringify(each),
    });
    expect(status).toBe(200);
  };
  const open = () => scheduling.call(OpenConferenceRoom, { meetingId, changedBy: 'staff-vc' });
  const close = () => scheduling.call(CloseConferenceRoom, { meetingId, changedBy: 'staff-vc' });

  beforeAll(async () => {
    [mongo, nats] = await Promise.all([startMongo(), startNats()]);
    simulator = await new Simulator({ port: 0, secret, controlKey }).start();
    scheduling = await SchedulingUnderTest.start(
      { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() },
      '2016-11-23T06:40:00.000Z',
      {
        SALA_BRIDGE: 'simulator',
        SALA_BRIDGE_URL: simulator.url,
        SALA_BRIDGE_SECRET: secret,
        SALA_BRIDGE_CALLBACK_URL: callbackUrl,
        SALA_BRIDGE_LOOK_MS: '300',
      },
    );
    await scheduling.announceMeeting();
    for (let number = 1; number <= 6; number += 1) {
      await scheduling.enrol({ ...siteNumbered(number), provinceCode: number === 6 ? 'TH-51' : 'TH-50' });
      await scheduling.answer(`inv-${number}`, `th-${number}`, 'attend');
    }
    await eventually(async () => (await day()).items.length === 6, patiently);
  });
  afterAll(async () => {
    await scheduling.stop();
    await Promise.all([nats.stop(), mongo.stop(), simulator.stop()]);
  });

  describe('by hand', () => {
    it('begins with everybody waiting, from their time on to be called', async () => {
      const { items, bridge, asOf } = await day();
      expect(items.map(({ siteId, state, next, place }) => [siteId, state, next, place?.wave])).toEqual(
        [1, 2, 3, 4, 5]
          .map((number) => [`th-${number}`, 'waiting', 'call', 1])
          .concat([['th-6', 'waiting', 'call', 2]]),
      );
      expect([bridge, asOf]).toEqual([
        { kind: 'simulator', watches: true, state: 'closed' },
        '2016-11-23T06:40:00.000Z',
      ]);
    });

    it('says where a site stands, and tells of two who say it at once the second', async () => {
      const hints: string[] = [];
      scheduling.service.app.get(Hints).on(dayChangedSubject, DayChanged, (hint) => hints.push(hint.meetingId));
      const [one, other] = await Promise.allSettled([
        say('th-1', 'joining', { expectedRevision: 0 }),
        say('th-1', 'in', { expectedRevision: 0 }),
      ]);
      expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
      const refused = one.status === 'rejected' ? one : other;
      expect(refused).toMatchObject({ reason: { code: 'revision-conflict' } });
      const { revision = 0 } = (await row('th-1')) ?? {};
      expect(await say('th-1', 'left', { leftBy: 'site', expectedRevision: revision })).toMatchObject({
        state: 'left',
        leftBy: 'site',
        since: '2016-11-23T06:40:00.000Z',
      });
      await eventually(() => hints.includes(meetingId), patiently);
    });

    it.each([
      ['a site that is not at the meeting', () => say('th-77', 'in'), 'site-not-at-meeting'],
      ['a line lost that was not there', () => say('th-2', 'dropped'), 'joining-not-in'],
      ['leaving without who ended it', () => say('th-2', 'left'), 'invalid-input'],
      [
        'a fault that was entered otherwise',
        async () => {
          const entry = { meetingId, siteId: 'th-2', faultId: 'f-1', recordedBy: 'staff-vc' };
          await scheduling.call(LogSiteFault, { ...entry, what: 'echo' });
          return scheduling.call(LogSiteFault, { ...entry, what: 'power' });
        },
        'fault-entered-otherwise',
      ],
    ])('refuses %s', (_what, act, code) => expect(act()).rejects.toMatchObject({ code }));

    it('has a log of what was wrong, with what was corrected, and shows what is wrong now', async () => {
      const entry = { meetingId, siteId: 'th-2', recordedBy: 'staff-vc' };
      await scheduling.call(LogSiteFault, { ...entry, faultId: 'f-2', what: 'no-sound', note: 'ไมค์' });
      await scheduling.call(LogSiteFault, { ...entry, faultId: 'f-3', what: 'mistake', corrects: 'f-1' });
      expect((await row('th-2'))?.issues).toMatchObject([{ what: 'no-sound' }]);
      await scheduling.call(EndSiteFault, { ...entry, faultId: 'f-2' });
      expect((await row('th-2'))?.issues).toEqual([]);
      const { items } = await scheduling.call(ListFaultLog, { meetingId });
      expect(items.map(({ fault: { faultId, correctedBy, endedBy } }) => [faultId, correctedBy, endedBy])).toEqual([
        ['f-1', 'f-3', undefined],
        ['f-2', undefined, 'staff-vc'],
        ['f-3', undefined, undefined],
      ]);
    });

    it('opens telephones to whoever sees a site’s people, and a focal point its province', async () => {
      await scheduling.call(SaveSiteDossier, { siteId: 'th-3', dossier: exampleDossier, changedBy: 'staff-vc' });
      expect((await row('th-3'))?.phone).toBe(exampleDossier.backup?.phone);
      const seen = await withAsker(viewer, () => day());
      expect(seen.items.map(({ phone }) => phone)).toEqual(seen.items.map(() => undefined));
      expect(
        await withAsker(viewer, () => scheduling.call(GetSiteJoining, { meetingId, siteId: 'th-3' })),
      ).toMatchObject({ withheld: true, people: [], systems: exampleDossier.systems });
      const atHand = await scheduling.call(GetSiteJoining, { meetingId, siteId: 'th-3' });
      expect(atHand.people.map(({ mobile }) => mobile)).toEqual(['08 1000 0001', '08 1000 0002']);
      const own = await withAsker(focalPoint, () => day());
      expect(own.items.map(({ siteId }) => siteId)).toEqual(['th-6']);
      await expect(
        withAsker(focalPoint, () => scheduling.call(GetSiteJoining, { meetingId, siteId: 'th-3' })),
      ).rejects.toMatchObject({ code: 'other-province' });
    });

    it('refuses bridges with too few ports, says how many are usable, and hands the plan out in order', async () => {
      const { revision: _revision, ...content } = usualDialPlan;
      const plan = { meetingId, ...content, perMinute: 2, changedBy: 'staff-vc' };
      const bridges = [
        { name: 'MCU 1', ports: 4 },
        { name: '=MCU 2', ports: 3 },
      ];
      await expect(scheduling.call(SetDialPlan, { ...plan, bridges })).rejects.toMatchObject({ code: 'ports-too-few' });
      const groups = [{ name: 'ลำพูน', provinceCodes: ['TH-51'] }];
      const saved = await scheduling.call(SetDialPlan, {
        ...plan,
        groups,
        bridges: [...bridges, { name: 'MCU 3', ports: 3 }],
      });
      expect(saved.ports).toEqual({ needed: 6, usable: 6 });
      await expect(scheduling.call(SetDialPlan, plan)).rejects.toMatchObject({ code: 'revision-conflict' });
      const { content: file } = await scheduling.call(ExportDialPlan, { meetingId });
      const lines = Buffer.from(file, 'base64').toString('utf8').trim().split('\r\n');
      expect(lines).toHaveLength(7);
      expect(lines[1]).toContain('ลำพูน');
      // Nothing of it is run by the program that opens it.
      expect(lines.join('\n')).not.toMatch(/,=MCU/);
    });
  });

  describe('by the bridge', () => {
    afterEach(async () => {
      await order({ order: 'freeze', on: false });
      await order({ order: 'error', kind: 'none' });
      await order({ order: 'slow', ms: 0 });
    });

    it('is watched from when the room is opened, twice or once', async () => {
      expect(await open()).toMatchObject({ state: 'open' });
      expect(await open()).toMatchObject({ state: 'open' });
      await order({ order: 'join', roomId, userId: 'th-3' });
      await order({ order: 'join', roomId, userId: 'th-4' });
      await order({ order: 'join', roomId, userId: 'the-host' });
      await stands('th-3', 'in');
      await stands('th-4', 'in');
      expect(await row('th-3')).toMatchObject({ onBridge: true });
    });

    it('lets a site in by the address that it was given', async () => {
      const { joinAddress = '' } = await scheduling.call(GetSiteJoining, { meetingId, siteId: 'th-5' });
      const page = await fetch(joinAddress);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('ศาลากลาง 5')]);
      await stands('th-5', 'in');
      const wrong = await fetch(joinAddress.replace('th-5', 'th-6'));
      expect(await wrong.text()).toContain('checksumError');
    });

    it('shows a line that is lost, and its end when it is back', async () => {
      await order({ order: 'drop', roomId, userId: 'th-3' });
      await stands('th-3', 'dropped');
      expect(await row('th-3')).toMatchObject({ next: 'call-again', issues: [{ what: 'dropped' }], onBridge: false });
      await order({ order: 'join', roomId, userId: 'th-3' });
      await stands('th-3', 'in');
      expect((await row('th-3'))?.issues).toEqual([]);
      await eventually(() => scheduling.idle(), patiently);
      const told = (await scheduling.told(SiteJoiningChanged)) as { siteId: string; state: string; by: string }[];
      expect(told.filter(({ siteId }) => siteId === 'th-3').map(({ state, by }) => [state, by])).toEqual([
        ['in', 'bridge'],
        ['dropped', 'bridge'],
        ['in', 'bridge'],
      ]);
    });

    it.each<[string, Order]>([
      ['that does not answer', { order: 'freeze', on: true }],
      ['that answers by errors', { order: 'error', kind: 'http' }],
      ['that answers by something else', { order: 'error', kind: 'garbage' }],
    ])('and a bridge %s says since when it is unknown, holds up nobody, and is believed again', async (_how, fault) => {
      await order(fault);
      await eventually(async () => (await day()).bridge.unknownSince !== undefined, patiently);
      const before = performance.now();
      expect(await say('th-2', 'in')).toMatchObject({ state: 'in' });
      expect(performance.now() - before).toBeLessThan(5_000);
      await say('th-2', 'waiting');
      expect(await stateOf('th-3')).toBe('in');
      await order({ order: 'drop', roomId, userId: 'th-4' });
      await order({ order: 'freeze', on: false });
      await order({ order: 'error', kind: 'none' });
      await stands('th-4', 'dropped');
      expect((await day()).bridge.unknownSince).toBeUndefined();
      await order({ order: 'join', roomId, userId: 'th-4' });
      await stands('th-4', 'in');
    });

    it('takes no callback without its checksum', async () => {
      const address = `${callbackUrl}?room=${roomId}&checksum=${'0'.repeat(64)}`;
      expect(await scheduling.call(TakeBridgeCallback, { address, fields: [{ name: 'event', value: '[]' }] })).toEqual({
        taken: false,
      });
    });

    it('says that the bridge ended the room, and who was in has left by that', async () => {
      await order({ order: 'end', roomId });
      await eventually(async () => (await day()).bridge.state === 'ended', patiently);
      expect(await row('th-3')).toMatchObject({ state: 'left', leftBy: 'bridge' });
    });

    it('begins anew, and ends for whoever is in where people close the room', async () => {
      await open();
      await order({ order: 'join', roomId, userId: 'th-3' });
      await stands('th-3', 'in');
      expect(await close()).toMatchObject({ state: 'closed' });
      expect(await row('th-3')).toMatchObject({ state: 'left', leftBy: 'operator' });
      expect(await close()).toMatchObject({ state: 'closed' });
      await eventually(() => scheduling.idle(), patiently);
      const told = (await scheduling.told(ConferenceRoomChanged)) as { state: string }[];
      expect(told.map(({ state }) => state)).toEqual(['open', 'ended', 'open', 'closed']);
    });
  });
});
