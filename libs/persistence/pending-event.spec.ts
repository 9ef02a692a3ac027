import { describe, expect, it } from '@jest/globals';
import { MeetingChanged, EventEnvelope, MeetingCancelled } from '#contracts';
import { withCorrelation } from '#platform';
import { pendingEvent } from './pending-event.js';

const facts = {
  contract: MeetingCancelled,
  aggregateId: 'm'.repeat(64),
  revision: 3,
  data: MeetingCancelled.example,
  now: new Date('2016-11-09T03:00:00Z'),
};

describe('pendingEvent', () => {
  it('makes an envelope with the correlation id of the work in hand', () => {
    const event = withCorrelation('the-request-1', () => pendingEvent(facts));
    expect(EventEnvelope.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      correlationId: 'the-request-1',
      revision: 3,
      occurredAt: '2016-11-09T03:00:00.000Z',
      data: facts.data,
    });
  });

  it('gives the same fact the same id, and another one to any other fact', () => {
    const ids = [
      pendingEvent(facts),
      pendingEvent({ ...facts, now: new Date('2016-11-10T03:00:00Z') }),
      pendingEvent({ ...facts, revision: 4 }),
      pendingEvent({ ...facts, aggregateId: 'other' }),
      pendingEvent({ ...facts, contract: MeetingChanged, data: MeetingChanged.example }),
    ].map((event) => event.id);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(4);
  });

  it('refuses data that its contract does not describe', () => {
    expect(() => pendingEvent({ ...facts, data: { ...MeetingCancelled.example, meetingId: 'Not An Id' } })).toThrow(
      /lower-case/,
    );
  });
});
