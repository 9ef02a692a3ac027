import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { BoardChanged, boardChangedSubject } from '#contracts';
import { eventually, type RunningServer, startNats } from '#testing';
import { Hints } from './hints.js';
import { NatsLink } from './nats-link.js';

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('hints', () => {
  let nats: RunningServer;
  let link: NatsLink;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    nats = await startNats();
    link = await NatsLink.open('hints', nats.url);
  });
  afterAll(async () => {
    await link.close();
    await nats.stop();
  });

  it('reach every listener until it stops, and pass over what the schema does not know', async () => {
    const hints = new Hints(link);
    const heard: string[][] = [[], []];
    const stops = heard.map((list) =>
      hints.on(boardChangedSubject, BoardChanged, ({ meetingId }) => list.push(meetingId)),
    );
    hints.publish(boardChangedSubject, { meetingId: 'Not an id' });
    hints.publish(boardChangedSubject, { meetingId: 'first' });
    await eventually(() => heard.every((list) => list.length === 1));
    stops[1]!();
    hints.publish(boardChangedSubject, { meetingId: 'second' });
    await eventually(() => heard[0]!.length === 2);
    expect(heard).toEqual([['first', 'second'], ['first']]);
  });
});
