import { describe, expect, it } from '@jest/globals';
import { MeetingCancelled } from '#contracts';
import { pendingEvent } from './pending-event.js';
import { eventOfWaiting, waitingEvent } from './waiting-event.js';

const event = pendingEvent({
  contract: MeetingCancelled,
  aggregateId: 'm',
  revision: 7,
  data: MeetingCancelled.example,
  now: new Date('2016-11-10T02:00:00Z'),
});

describe('an event that waits in its aggregate', () => {
  it('is the same event when it is told', () => {
    expect(eventOfWaiting(waitingEvent(event))).toEqual(event);
  });

  it('can be found and ordered without its text', () => {
    expect(waitingEvent(event)).toMatchObject({ id: event.id, revision: 7, occurredAt: '2016-11-10T02:00:00.000Z' });
  });

  it('is told as well where an earlier version wrote it with its fields', () => {
    expect(eventOfWaiting(event)).toEqual(event);
  });
});
