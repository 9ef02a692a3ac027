import { describe, expect, it } from '@jest/globals';
import { MeetingChanged, EventEnvelope, MeetingCancelled } from '#contracts';
import { withCorrelation } from '#platform';
import { eraSize, rebased, retoldIn } from './era.js';
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

  it('carries who had it done and what it changed, where that is said', () => {
    const by = { kind: 'office' as const };
    const note = { meetingId: 'own', what: 'meeting-cancelled' as const, changes: [] };
    expect(EventEnvelope.parse(pendingEvent({ ...facts, by, note }))).toMatchObject({ by, note });
    expect(pendingEvent(facts)).not.toHaveProperty('by');
  });

  it('keeps the id that it had first through all eras in which it is told again; what begins in one has no other', () => {
    const event = pendingEvent(facts);
    const again = retoldIn(event, eraSize);
    const onceMore = retoldIn(again, 2 * eraSize);
    expect(again).toMatchObject({ revision: eraSize + 3, toldFirst: event.id });
    expect(onceMore).toMatchObject({ revision: 2 * eraSize + 3, toldFirst: event.id });
    expect(new Set([event.id, again.id, onceMore.id]).size).toBe(3);
    expect(rebased(event, eraSize)).not.toHaveProperty('toldFirst');
  });

  it('refuses data that its contract does not describe', () => {
    expect(() => pendingEvent({ ...facts, data: { ...MeetingCancelled.example, meetingId: 'Not An Id' } })).toThrow(
      /lower-case/,
    );
  });
});
