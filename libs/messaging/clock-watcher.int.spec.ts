import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Kvm } from '@nats-io/kv';
import { Logger } from '@nestjs/common';
import { clockBucket, clockKey } from '#contracts';
import { MeetingClock, StoppedClock } from '#platform';
import { eventually, type RunningServer, startNats } from '#testing';
import { ClockWatcher } from './clock-watcher.js';
import { NatsLink } from './nats-link.js';
import { actorsThere, isActing, meetingClock, setActing, setActors, setMeetingClock } from './rehearsal-bucket.js';

const real = '2026-01-01T00:00:00.000Z';
const anchorAt = (meetingInstant: string) => ({ realInstant: real, meetingInstant, speed: 0 });

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('the meeting clock over the key-value bucket', () => {
  let nats: RunningServer;
  let link: NatsLink;
  const watched = async () => {
    const clock = new MeetingClock(new StoppedClock(real));
    const watcher = new ClockWatcher(link, 1);
    await watcher.start(clock);
    return { now: () => clock.now().toISOString(), stop: () => watcher.stop() };
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    nats = await startNats();
    link = await NatsLink.open('clock', nats.url);
  });
  afterAll(async () => {
    await link.close();
    await nats.stop();
  });

  it('is the real clock while no anchor is set', async () => {
    const clock = await watched();
    expect(clock.now()).toBe(real);
    clock.stop();
  });

  it('moves all services that watch it, and goes back to the real one', async () => {
    const clocks = [await watched(), await watched()];
    await setMeetingClock(link, anchorAt('2016-11-07T02:00:00.000Z'));
    for (const clock of clocks) await eventually(() => clock.now() === '2016-11-07T02:00:00.000Z');
    await setMeetingClock(link, undefined);
    for (const clock of clocks) await eventually(() => clock.now() === real);
    for (const clock of clocks) clock.stop();
  });

  it('shows the anchor from the start in a service that starts later', async () => {
    await setMeetingClock(link, anchorAt('2016-11-18T17:00:00.000Z'));
    const clock = await watched();
    expect(clock.now()).toBe('2016-11-18T17:00:00.000Z');
    clock.stop();
  });

  it('stays as it is when the anchor cannot be read', async () => {
    await setMeetingClock(link, anchorAt('2016-11-18T17:00:00.000Z'));
    const clock = await watched();
    const bucket = await new Kvm(link.js).open(clockBucket);
    await bucket.put(clockKey, '{"speed":"fast"}');
    await bucket.put('other', 'a sign that the change has been seen');
    await setMeetingClock(link, anchorAt('2016-11-19T00:00:00.000Z'));
    await eventually(() => clock.now() === '2016-11-19T00:00:00.000Z');
    clock.stop();
  });

  it('goes on watching after the server crashed', async () => {
    const clock = await watched();
    await nats.crash();
    await nats.restart();
    await eventually(() => link.check());
    await setMeetingClock(link, anchorAt('2016-11-20T00:00:00.000Z'));
    await eventually(() => clock.now() === '2016-11-20T00:00:00.000Z', { within: 20_000 });
    clock.stop();
  });

  it.each([
    [
      'breaks off with an error',
      async function* () {
        yield* [];
        throw new Error('the watch broke');
      },
    ],
    [
      'ends',
      async function* () {
        yield* [];
      },
    ],
  ])('goes on watching after its watch %s', async (_what, changes) => {
    const create = Kvm.prototype.create;
    jest.spyOn(Kvm.prototype, 'create').mockImplementationOnce(async function (this: Kvm, ...args) {
      const bucket = await create.apply(this, args);
      return Object.assign(Object.create(bucket) as typeof bucket, {
        watch: () => Promise.resolve(Object.assign(changes(), { stop: () => undefined })),
      });
    });
    const clock = await watched();
    await setMeetingClock(link, anchorAt('2016-11-21T00:00:00.000Z'));
    await eventually(() => clock.now() === '2016-11-21T00:00:00.000Z');
    await setMeetingClock(link, anchorAt('2016-11-22T00:00:00.000Z'));
    await eventually(() => clock.now() === '2016-11-22T00:00:00.000Z');
    clock.stop();
  });

  it('tells what it goes by, and beside it whether simulated people act', async () => {
    await setMeetingClock(link, anchorAt('2016-11-19T00:00:00.000Z'));
    expect(await meetingClock(link)).toEqual(anchorAt('2016-11-19T00:00:00.000Z'));
    await setMeetingClock(link, undefined);
    expect(await meetingClock(link)).toBeUndefined();
    expect(await isActing(link)).toBe(false);
    await setActing(link, true);
    expect(await isActing(link)).toBe(true);
    expect((await (await new Kvm(link.js).open(clockBucket)).get('acting'))?.string()).toBe('{"acting":true}');
  });

  it('tells whether simulated people are there, and when they have something to do', async () => {
    expect(await actorsThere(link)).toBeUndefined();
    await setActors(link, { actsAt: ['2016-11-08T02:15:00.000Z'] });
    expect(await actorsThere(link)).toEqual({ actsAt: ['2016-11-08T02:15:00.000Z'] });
    await setActors(link, undefined);
    expect(await actorsThere(link)).toBeUndefined();
  });

  it('refuses an anchor of the wrong form', async () => {
    await expect(setMeetingClock(link, { ...anchorAt('2016-11-19T00:00:00.000Z'), speed: -1 })).rejects.toThrow();
  });
});
