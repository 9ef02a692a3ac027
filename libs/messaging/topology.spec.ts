import { describe, expect, it } from '@jest/globals';
import { CheckBooked, InvitationIssued, ResponseRecorded } from '#contracts';
import { filterOver } from './topology.js';

describe('the subject that a durable consumer filters by', () => {
  it('is the event’s own for one contract', () => {
    expect(filterOver([ResponseRecorded])).toBe('evt.registration.v1.response-recorded');
  });

  it('covers all events of the service that they come from', () => {
    expect(filterOver([ResponseRecorded, InvitationIssued])).toBe('evt.registration.v1.*');
  });

  it('covers all events when they come from several services', () => {
    expect(filterOver([ResponseRecorded, CheckBooked])).toBe('evt.>');
  });
});
