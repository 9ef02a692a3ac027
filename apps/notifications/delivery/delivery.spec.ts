import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#platform';
import { backoffMs, decide, type Delivery, type DeliveryCommand, evolve, maxAttempts } from './delivery.js';
import { planDelivery } from './plan-delivery.js';

const t0 = '2016-11-11T02:00:00.000Z';
const real = '2026-11-23T10:00:00.000Z';
const leaseEnd = '2026-11-23T10:02:00.000Z';
const planned = planDelivery({ meetingId: 'm', recipientId: 'inv-1', kind: 'reminder', ordinal: 1, language: 'th', dueAt: t0 }, 'correlation-1');
const after = (delivery: Delivery, ...commands: DeliveryCommand[]): Delivery => commands.reduce((state, command) => evolve(state, decide(state, command)), delivery);
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};

const queue: DeliveryCommand = { do: 'queue', realNow: real };
const claim: DeliveryCommand = { do: 'claim', worker: 'w1', until: leaseEnd };
const submit = (fence = 1): DeliveryCommand => ({ do: 'submit', fence, now: t0 });
const settle = (kind: 'accepted' | 'retriable' | 'rejected' | 'unknown', fence = 1): DeliveryCommand => ({
  do: 'settle', fence, now: t0, outcome: kind === 'accepted' ? { kind } : { kind, error: 'E' },
});
const expire = (realNow: string): DeliveryCommand => ({ do: 'expire', realNow });

describe('a delivery', () => {
  it('has an id that is its meaning', () => {
    expect(planned.id).toBe('m.inv-1.reminder.1');
  });

  it('goes from planned to accepted, counting the attempt when it is handed over', () => {
    expect(after(planned, queue, claim, submit(), settle('accepted'))).toEqual({
      ...planned, state: 'accepted', acceptedAt: t0, submittedAt: t0, attempts: 1, fence: 1, revision: 5,
    });
  });

  it('waits for a retry with growing pauses, and keeps the instant of its first submission', () => {
    const once = after(planned, queue, claim, submit(), settle('retriable'));
    expect(once).toMatchObject({ state: 'retry-wait', dueAt: '2016-11-11T02:01:00.000Z', lastError: 'E' });
    const twice = after(once, queue, claim, { do: 'submit', fence: 2, now: '2016-11-11T02:01:30.000Z' });
    expect(twice).toMatchObject({ state: 'submitting', attempts: 2, submittedAt: t0 });
    expect([1, 2, 3, 8, 20].map((attempts) => backoffMs(attempts) / 60_000)).toEqual([1, 2, 4, 120, 120]);
  });

  it('counts as rejected when its attempts are used up', () => {
    let delivery: Delivery = planned;
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) delivery = after(delivery, queue, claim, submit(attempt), settle('retriable', attempt));
    expect(delivery).toMatchObject({ state: 'rejected', attempts: maxAttempts });
  });

  it('is queued again when its worker died before it handed anything over', () => {
    expect(after(planned, queue, claim, expire(leaseEnd))).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('is unknown when its worker died while handing it over, and cannot be queued then', () => {
    const lost = after(planned, queue, claim, submit(), expire(leaseEnd));
    expect(lost.state).toBe('unknown');
    expect(code(() => decide(lost, queue))).toBe('delivery-moved-on');
    expect(code(() => decide(lost, claim))).toBe('delivery-moved-on');
  });

  it('stays with its worker until the lease is over', () => {
    expect(code(() => decide(after(planned, queue, claim), expire(real)))).toBe('delivery-moved-on');
  });

  it('is not taken on by a worker that lost its claim to another', () => {
    const again = after(planned, queue, claim, expire(leaseEnd), claim);
    expect(code(() => decide(again, submit(1)))).toBe('delivery-moved-on');
    expect(after(again, submit(2)).state).toBe('submitting');
  });

  it('can be cancelled until it is handed over, not after', () => {
    const cancel: DeliveryCommand = { do: 'cancel', reason: 'answered' };
    expect(after(planned, queue, claim, cancel)).toMatchObject({ state: 'cancelled', cancelReason: 'answered' });
    expect(code(() => decide(after(planned, queue, claim, submit()), cancel))).toBe('delivery-moved-on');
    expect(code(() => decide(after(planned, queue, claim, submit(), settle('accepted')), cancel))).toBe('delivery-moved-on');
  });

  it('is resolved by staff only when it is unknown: it counts as accepted, or is due again', () => {
    const unknown = after(planned, queue, claim, submit(), settle('unknown'));
    expect(after(unknown, { do: 'resolve', decision: 'accepted', now: t0 }).state).toBe('accepted');
    expect(after(unknown, { do: 'resolve', decision: 'send-again', now: t0 })).toMatchObject({ state: 'planned', dueAt: t0, submittedAt: t0 });
    expect(code(() => decide(planned, { do: 'resolve', decision: 'accepted', now: t0 }))).toBe('delivery-moved-on');
  });

  it('is never handed over twice without a refusal or a decision in between, whatever the order of commands', () => {
    const instant = fc.constantFrom(real, leaseEnd);
    const fence = fc.integer({ min: 1, max: 4 });
    const command: fc.Arbitrary<DeliveryCommand> = fc.oneof(
      fc.record({ do: fc.constant('queue' as const), realNow: instant }),
      fc.record({ do: fc.constant('claim' as const), worker: fc.constantFrom('w1', 'w2'), until: fc.constant(leaseEnd) }),
      fc.record({ do: fc.constant('release' as const), fence, realNow: instant }),
      fc.record({ do: fc.constant('submit' as const), fence, now: fc.constant(t0) }),
      fc.tuple(fc.constantFrom('accepted' as const, 'retriable' as const, 'rejected' as const, 'unknown' as const), fence).map(([kind, by]) => settle(kind, by)),
      fc.record({ do: fc.constant('expire' as const), realNow: instant }),
      fc.record({ do: fc.constant('cancel' as const), reason: fc.constant('answered' as const) }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let delivery: Delivery = planned;
        let mayHaveArrived = false;
        for (const each of commands) {
          let step;
          try {
            step = decide(delivery, each);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            continue;
          }
          const next = evolve(delivery, step);
          expect(next.revision).toBe(delivery.revision + 1);
          if (step.step === 'submitting') {
            expect(mayHaveArrived).toBe(false);
            mayHaveArrived = true;
          }
          if (step.step === 'deferred' || step.step === 'rejected') mayHaveArrived = false;
          delivery = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});
