import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#platform';
import { type Wait } from '../mail/mail.module.js';
import { type Delivery, type DeliveryCommand } from './delivery.js';
import { decide } from './delivery-decision.js';
import { evolve } from './delivery-steps.js';
import { generationOf, mailKeyOf } from './mail-key.js';
import { everLeft } from './past.js';
import { waitMs } from './waits.js';
import { deliveryOf } from './new-delivery.js';

const t0 = '2016-11-11T02:00:00.000Z';
const real = '2026-11-23T10:00:00.000Z';
const leaseEnd = '2026-11-23T10:02:00.000Z';
const planned = deliveryOf(
  { meetingId: 'm', recipientId: 'inv-1', kind: 'reminder', ordinal: 1, language: 'th', dueAt: t0 },
  'correlation-1',
);
const after = (delivery: Delivery, ...commands: DeliveryCommand[]): Delivery =>
  commands.reduce((state, command) => evolve(state, decide(state, command)), delivery);
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
  do: 'settle',
  fence,
  now: t0,
  outcome: kind === 'accepted' ? { kind } : { kind, error: 'E' },
});
const bounce = {
  do: 'bounce',
  generation: 1,
  error: '550 5.1.1 no',
  failure: 'permanent',
  now: '2016-11-12T02:00:00.000Z',
} as const;
const expire = (realNow: string): DeliveryCommand => ({ do: 'expire', realNow });

describe('a delivery', () => {
  it('has an id that is its meaning', () => {
    expect(planned.id).toBe('m.inv-1.reminder.1');
  });

  it('goes from planned to accepted, counting the attempt when it is handed over', () => {
    expect(after(planned, queue, claim, submit(), settle('accepted'))).toEqual({
      ...planned,
      state: 'accepted',
      acceptedAt: t0,
      submittedAt: t0,
      attempts: 1,
      fence: 1,
      keys: [mailKeyOf(planned)],
      revision: 5,
    });
  });

  it('waits for a retry with growing waits, and keeps the instant of its first submission', () => {
    const once = after(planned, queue, claim, submit(), settle('retriable'));
    expect(once).toMatchObject({ state: 'retry-wait', dueAt: '2016-11-11T02:01:00.000Z', lastError: 'E' });
    const twice = after(once, queue, claim, { do: 'submit', fence: 2, now: '2016-11-11T02:01:30.000Z' });
    expect(twice).toMatchObject({ state: 'submitting', attempts: 2, submittedAt: t0 });
    expect([1, 2, 3, 8, 20].map((attempts) => waitMs('deferred', attempts) / 60_000)).toEqual([1, 2, 4, 120, 120]);
  });

  it.each<Wait>(['connection', 'deferred', 'greylisted', 'full'])(
    'is tried again for as long as it is of use after refusals of kind %s, and has expired then, not been rejected',
    (wait) => {
      const usefulUntil = '2016-11-18T16:59:59.000Z';
      let delivery: Delivery = planned;
      let now = t0;
      let fence = 0;
      const tries: string[] = [];
      while (delivery.state !== 'expired') {
        fence += 1;
        tries.push(now);
        const outcome = { kind: 'retriable', error: 'E', wait } as const;
        delivery = after(
          delivery,
          queue,
          claim,
          { do: 'submit', fence, now },
          { do: 'settle', fence, now, outcome, usefulUntil },
        );
        now = delivery.dueAt;
      }
      expect(delivery).toMatchObject({ state: 'expired', lastError: 'E', attempts: tries.length });
      // The last one while there is still time for it.
      expect(tries.at(-1)! < usefulUntil).toBe(true);
      expect(Date.parse(usefulUntil) - Date.parse(tries.at(-1)!)).toBeLessThanOrEqual(6 * 60_000);
      const waits = tries.slice(1, -1).map((each, index) => Date.parse(each) - Date.parse(tries[index] ?? each));
      expect(Math.max(...waits)).toBeLessThanOrEqual(6 * 3_600_000);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(wait === 'greylisted' ? 300_000 : 60_000);
    },
  );

  it('waits uncounted while the mail server takes none of our mails, and keeps what was said', () => {
    const held = after(planned, queue, claim, submit(), {
      do: 'settle',
      fence: 1,
      now: t0,
      outcome: { kind: 'held', cause: 'relay', error: '554 relay denied', asked: true },
    });
    expect(held).toMatchObject({ state: 'retry-wait', attempts: 0, dueAt: t0, lastError: '554 relay denied' });
    expect(after(planned, queue, { do: 'hold' })).toMatchObject({ state: 'planned', attempts: 0, dueAt: t0 });
    const again = after(held, queue, claim, submit(2), {
      do: 'settle',
      fence: 2,
      now: t0,
      outcome: { kind: 'held', cause: 'relay', error: 'E', asked: true },
    });
    expect(again).toMatchObject({ attempts: 0, holds: 2, dueAt: '2016-11-11T02:01:00.000Z' });
    const outcome = { kind: 'held', cause: 'relay', error: 'E', asked: true } as const;
    const goesOn = after(held, queue, claim, submit(2), { do: 'settle', fence: 2, now: t0, outcome, elsewhere: true });
    expect(goesOn).toMatchObject({ attempts: 0, holds: 2, dueAt: t0 });
  });

  it('keeps its turn among the mails to a domain until it is handed over', () => {
    const rests = after(planned, queue, { do: 'hold', restsUntil: leaseEnd });
    expect(rests).toMatchObject({ state: 'planned', attempts: 0, dueAt: t0, restsUntil: leaseEnd });
    expect(after(rests, queue, { do: 'hold' })).toMatchObject({ restsUntil: leaseEnd });
    expect(after(rests, queue, claim)).toMatchObject({ restsUntil: leaseEnd });
    expect(after(rests, queue, claim, submit())).not.toHaveProperty('restsUntil');
  });

  it('has expired, not been cancelled, when it waited too long for the mail server', () => {
    expect(
      after(planned, queue, { do: 'hold' }, { do: 'appraise', usefulUntil: t0 }, { do: 'lapse', reason: 'too long' }),
    ).toMatchObject({ state: 'expired', lastError: 'too long' });
  });

  it('that waited through an outage waits for people, until they let it go or it is of no use', () => {
    const setAside: DeliveryCommand = { do: 'set-aside', usefulUntil: '2016-11-18T00:00:00.000Z' };
    const now = '2016-11-12T02:00:00.000Z';
    for (const before of [[], [queue], [queue, claim, submit(), settle('retriable')]]) {
      const held = after(planned, ...before, setAside);
      expect(held).toMatchObject({ state: 'overdue', usefulUntil: '2016-11-18T00:00:00.000Z' });
      for (const command of [queue, claim, { do: 'hold' } as const, setAside, { do: 'resend', now } as const])
        expect(code(() => decide(held, command))).toBe('delivery-moved-on');
      expect(after(held, { do: 'let-go', now })).toMatchObject({ state: 'planned', dueAt: now, plannedFor: t0 });
      expect(after(held, { do: 'cancel', reason: 'too-late' })).toMatchObject({ cancelReason: 'too-late' });
      const dropped = after(held, { do: 'cancel', reason: 'dropped' });
      expect(after(dropped, { do: 'resend', now })).toMatchObject({ state: 'planned', generation: 2 });
    }
    expect(code(() => decide(planned, { do: 'let-go', now }))).toBe('delivery-moved-on');
    expect(code(() => decide(after(planned, queue, claim), setAside))).toBe('delivery-moved-on');
  });

  it.each<[string, DeliveryCommand[]]>([
    ['rejected', [queue, claim, submit(), settle('rejected')]],
    ['accepted', [queue, claim, submit(), settle('accepted')]],
    ['unknown', [queue, claim, submit(), settle('unknown')]],
    ['expired', [{ do: 'lapse', reason: 'E' }]],
    ['cancelled as too late', [{ do: 'cancel', reason: 'too-late' }]],
    ['cancelled without an address', [{ do: 'cancel', reason: 'no-address' }]],
  ])('that is %s is sent again by staff as a mail of its own, also to another address, once', (_what, commands) => {
    const resent = after(planned, ...commands, {
      do: 'resend',
      now: '2016-11-12T02:00:00.000Z',
      to: 'other@th-50.example',
    });
    expect(resent).toMatchObject({
      state: 'planned',
      generation: 2,
      attempts: 0,
      dueAt: '2016-11-12T02:00:00.000Z',
      sendTo: 'other@th-50.example',
    });
    expect(resent).not.toHaveProperty('submittedAt');
    expect(code(() => decide(resent, { do: 'resend', now: t0 }))).toBe('delivery-moved-on');
  });

  it('keeps what left before it was sent again, and what was refused, however often', () => {
    const to = (address: string, fence: number): DeliveryCommand => ({
      do: 'submit',
      fence,
      now: t0,
      to: { address, language: 'th' },
    });
    const office = after(planned, queue, claim, to('office@x.example', 1), settle('accepted'), {
      do: 'resend',
      now: t0,
      to: 'deputy@x.example',
    });
    expect(office).toMatchObject({ state: 'planned', past: [{ address: 'office@x.example', leftAt: t0 }] });
    const deputy = after(office, queue, claim, to('deputy@x.example', 2), settle('rejected', 2));
    expect(everLeft(deputy)).toBe(true);
    const again = after(
      deputy,
      { do: 'resend', now: t0 },
      queue,
      claim,
      to('office@x.example', 3),
      settle('unknown', 3),
      { do: 'resolve', decision: 'send-again', now: t0 },
    );
    expect(again.past).toMatchObject([
      { address: 'office@x.example', leftAt: t0 },
      { address: 'deputy@x.example' },
      { address: 'office@x.example', leftAt: t0 },
    ]);
    expect(new Set(again.past?.map(({ key }) => key)).size).toBe(3);
    expect(everLeft(after(planned, { do: 'cancel', reason: 'no-address' }, { do: 'resend', now: t0 }))).toBe(false);
  });

  it('that stopped the lane again and again is tried before it is of use no more', () => {
    const usefulUntil = '2016-11-11T02:30:00.000Z';
    const held = (delivery: Delivery): Delivery =>
      after(delivery, queue, claim, submit(delivery.fence + 1), {
        do: 'settle',
        fence: delivery.fence + 1,
        now: t0,
        usefulUntil,
        outcome: { kind: 'held', cause: 'relay', error: 'E', asked: true },
      });
    let delivery = planned as Delivery;
    for (let turn = 0; turn < 9; turn += 1) delivery = held(delivery);
    expect(delivery).toMatchObject({ state: 'retry-wait', dueAt: '2016-11-11T02:25:00.000Z' });
  });

  it.each<[string, DeliveryCommand[]]>([
    ['planned', []],
    ['queued', [queue]],
    ['claimed', [queue, claim]],
    ['being handed over', [queue, claim, submit()]],
    ['waiting for another try', [queue, claim, submit(), settle('retriable')]],
    ['cancelled because the office answered', [{ do: 'cancel', reason: 'answered' }]],
  ])('that is %s is not sent again by staff', (_what, commands) => {
    expect(code(() => decide(after(planned, ...commands), { do: 'resend', now: t0 }))).toBe('delivery-moved-on');
  });

  it('waits again when its worker, taken for dead, knows that the server does not have it; a late acceptance changes nothing', () => {
    const lost = after(planned, queue, claim, submit(), expire(leaseEnd));
    expect(after(lost, settle('retriable'))).toMatchObject({ state: 'retry-wait' });
    expect(code(() => decide(lost, settle('accepted')))).toBe('delivery-moved-on');
    expect(code(() => decide(lost, settle('retriable', 2)))).toBe('delivery-moved-on');
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
    expect(code(() => decide(after(planned, queue, claim, submit(), settle('accepted')), cancel))).toBe(
      'delivery-moved-on',
    );
  });

  it('is resolved by staff only when it is unknown: it counts as accepted, or is due again', () => {
    const unknown = after(planned, queue, claim, submit(), settle('unknown'));
    expect(after(unknown, { do: 'resolve', decision: 'accepted', now: t0 }).state).toBe('accepted');
    expect(after(unknown, { do: 'resolve', decision: 'send-again', now: t0 })).toMatchObject({
      state: 'planned',
      dueAt: t0,
      submittedAt: t0,
    });
    expect(code(() => decide(planned, { do: 'resolve', decision: 'accepted', now: t0 }))).toBe('delivery-moved-on');
  });

  it.each<[string, DeliveryCommand[]]>([
    ['was accepted', [queue, claim, submit(), settle('accepted')]],
    ['may have arrived', [queue, claim, submit(), settle('unknown')]],
  ])('that %s and comes back is rejected, once, and may be sent again', (_what, commands) => {
    const back = after(planned, ...commands, bounce);
    expect(back).toMatchObject({ state: 'rejected', failure: 'permanent', lastError: '550 5.1.1 no' });
    expect(back).not.toHaveProperty('acceptedAt');
    expect(everLeft(back)).toBe(false);
    expect(code(() => decide(back, bounce))).toBe('delivery-moved-on');
    const again = after(back, { do: 'resend', now: t0 }, queue, claim, submit(2), settle('accepted', 2));
    expect(code(() => decide(again, bounce))).toBe('delivery-moved-on');
    expect(after(again, { ...bounce, generation: 2 })).toMatchObject({ state: 'rejected' });
  });

  it.each<[string, DeliveryCommand[]]>([
    ['has not left', []],
    ['is being handed over', [queue, claim, submit()]],
    ['waits for another try', [queue, claim, submit(), settle('retriable')]],
    ['was cancelled', [{ do: 'cancel', reason: 'answered' }]],
  ])('that %s does not come back', (_what, commands) => {
    expect(code(() => decide(after(planned, ...commands), bounce))).toBe('delivery-moved-on');
  });

  it('that may have arrived has, once something comes that only whoever got it can have sent', () => {
    const lost = after(planned, queue, claim, submit(), settle('unknown'));
    expect(after(lost, { do: 'prove', generation: 1, now: t0 })).toMatchObject({ state: 'accepted', acceptedAt: t0 });
    expect(code(() => decide(lost, { do: 'prove', generation: 2, now: t0 }))).toBe('delivery-moved-on');
    expect(code(() => decide(planned, { do: 'prove', generation: 1, now: t0 }))).toBe('delivery-moved-on');
  });

  it('is found by the key of each mail that was sent for it, and which one that was is known', () => {
    const again = after(
      planned,
      ...[queue, claim, submit(), settle('accepted')],
      { do: 'resend', now: t0 },
      ...[queue, claim, submit(2), settle('accepted', 2)],
    );
    expect(again.keys).toHaveLength(2);
    expect(again.keys?.map((key) => generationOf(again, key))).toEqual([1, 2]);
    expect(generationOf(again, 'f'.repeat(32))).toBeUndefined();
    // One that left in the mail of another is found by that mail's key, as long as it left.
    const carrier = 'c'.repeat(32);
    const begun = after(planned, queue, claim, { ...submit(), inMail: carrier } as DeliveryCommand);
    const left = after(begun, settle('accepted'));
    expect(left).toMatchObject({ inMail: carrier, keys: [carrier] });
    expect(generationOf(left, carrier)).toBe(1);
    const sentAgain = after(left, { do: 'resend', now: t0 });
    expect(sentAgain).not.toHaveProperty('inMail');
    expect([carrier, mailKeyOf(sentAgain)].map((key) => generationOf(sentAgain, key))).toEqual([1, 2]);
    const waits = after(begun, settle('retriable'));
    expect(waits).not.toHaveProperty('inMail');
    expect(mailKeyOf(waits)).not.toBe(carrier);
  });

  it('is never handed over twice without a refusal or a decision in between, whatever the order of commands', () => {
    const instant = fc.constantFrom(real, leaseEnd);
    const fence = fc.integer({ min: 1, max: 4 });
    const generation = fc.integer({ min: 1, max: 3 });
    const command: fc.Arbitrary<DeliveryCommand> = fc.oneof(
      fc.record({ do: fc.constant('queue' as const), realNow: instant }),
      fc.record({
        do: fc.constant('claim' as const),
        worker: fc.constantFrom('w1', 'w2'),
        until: fc.constant(leaseEnd),
      }),
      fc.record({ do: fc.constant('release' as const), fence, realNow: instant }),
      fc.record({ do: fc.constant('submit' as const), fence, now: fc.constant(t0) }),
      fc
        .tuple(
          fc.constantFrom('accepted' as const, 'retriable' as const, 'rejected' as const, 'unknown' as const),
          fence,
        )
        .map(([kind, by]) => settle(kind, by)),
      fc.record({ do: fc.constant('expire' as const), realNow: instant }),
      fc.record({
        do: fc.constant('cancel' as const),
        reason: fc.constantFrom('answered' as const, 'too-late' as const),
      }),
      fence.map((by): DeliveryCommand => ({ do: 'cancel', reason: 'answered', unsent: by })),
      fence.map((by): DeliveryCommand => ({
        do: 'settle',
        fence: by,
        now: t0,
        outcome: { kind: 'held', cause: 'relay', error: 'E', asked: true },
      })),
      fc.constant<DeliveryCommand>({ do: 'hold' }),
      fc.constant<DeliveryCommand>({ do: 'lapse', reason: 'E' }),
      fc.constant<DeliveryCommand>({ do: 'resend', now: t0 }),
      generation.map((of): DeliveryCommand => ({ ...bounce, generation: of })),
      generation.map((of): DeliveryCommand => ({ do: 'prove', generation: of, now: t0 })),
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
          // A refusal, or a decision of staff: from then on another one may go.
          if (['deferred', 'rejected', 'held', 'resent'].includes(step.step)) mayHaveArrived = false;
          delivery = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});
