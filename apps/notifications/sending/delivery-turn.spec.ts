import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind } from '#contracts';
import { type Clock, StoppedClock } from '#platform';
import {
  decide,
  type Delivery,
  type DeliveryCommand,
  type DeliveryLedger,
  type DeliveryStore,
  evolve,
  deliveryOf,
} from '../ledger/ledger.module.js';
import { DeliveryTurn } from './delivery-turn.js';
import { type DeliveryFacts, type MailWriter } from '../writing/writing.module.js';
import { type Suppressions } from '../suppression/suppression.module.js';
import { LastLook } from './last-look.js';

const t0 = '2016-11-11T02:00:00.000Z';
const clock: Clock = new StoppedClock(t0);
const after = (delivery: Delivery, ...commands: readonly DeliveryCommand[]): Delivery =>
  commands.reduce((state, command) => evolve(state, decide(state, command)), delivery);

/** A turn over a ledger of one delivery; `write` says what becomes of the question whether it is still to be sent. */
const turnOf = (
  write: () => Promise<unknown>,
  real: Pick<Clock, 'now'> = clock,
  {
    kind = 'reminder',
    isPaused = () => false,
    keepCopy = () => Promise.resolve(),
  }: { kind?: DeliveryKind; isPaused?: () => boolean; keepCopy?: () => Promise<void> } = {},
) => {
  const kept = {
    delivery: after(
      deliveryOf({ meetingId: 'm', recipientId: 'r', kind, ordinal: 1, language: 'th', dueAt: t0 }, 'c'),
      { do: 'queue', realNow: t0 },
    ),
  };
  const apply = (delivery: Delivery, ...commands: readonly DeliveryCommand[]): Promise<Delivery> => {
    kept.delivery = after(delivery, ...commands);
    return Promise.resolve(kept.delivery);
  };
  const ledger = { apply } as unknown as DeliveryLedger;
  const look = new LastLook(
    { write } as unknown as MailWriter,
    {} as unknown as DeliveryFacts,
    ledger,
    { has: () => Promise.resolve(false) } as unknown as Suppressions,
    clock,
  );
  const store = { get: () => Promise.resolve(kept.delivery) } as unknown as DeliveryStore;
  return {
    kept,
    turn: new DeliveryTurn(kept.delivery, look, store, ledger, {
      leaseMs: 60_000,
      freshMs: 1_000,
      worker: 'w',
      clock,
      real,
      isPaused: () => Promise.resolve(isPaused()),
      keepCopy,
    }),
  };
};
const message = { from: 'sala@ega.example', to: 'a@x.example', raw: Buffer.from('Subject: x') };
const written = { to: { address: 'a@x.example', language: 'th' }, compose: () => ({}) };

describe('a mail that people keep back', () => {
  // An invitation is claimed before it is looked at, a reminder is not.
  it.each<DeliveryKind>(['invitation', 'reminder'])('waits as it was: %s', async (kind) => {
    let isPaused = false;
    const { turn, kept } = turnOf(() => Promise.resolve(written), clock, { kind, isPaused: () => isPaused });
    expect(await turn.prepare()).toBe(true);
    isPaused = true;
    expect(await turn.begin()).toBeUndefined();
    await turn.withdraw();
    expect(kept.delivery).toMatchObject({ state: 'planned', dueAt: t0, attempts: 0 });
    expect(kept.delivery).not.toHaveProperty('holds');
  });

  it('is finished only once its copy is kept, and tried again where that cannot be', async () => {
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const { turn } = turnOf(() => Promise.resolve(written), clock, { keepCopy: () => promise });
    await turn.prepare();
    await turn.begin();
    turn.written(message);
    const finished = turn.finish().then((answer) => order.push(`finished ${String(answer)}`));
    await Promise.resolve();
    order.push('kept');
    resolve();
    await finished;
    expect(order).toEqual(['kept', 'finished true']);

    const broken = turnOf(() => Promise.resolve(written), clock, { keepCopy: () => Promise.reject(new Error('away')) });
    await broken.turn.prepare();
    await broken.turn.begin();
    broken.turn.written(message);
    expect(await broken.turn.finish()).toBe(false);
    await broken.turn.withdraw();
    expect(broken.kept.delivery).toMatchObject({ state: 'retry-wait', attempts: 1 });
  });

  it('is finished once the server has begun to take it', async () => {
    let isPaused = false;
    const { turn, kept } = turnOf(() => Promise.resolve(written), clock, { isPaused: () => isPaused });
    await turn.prepare();
    expect(await turn.begin()).toBeDefined();
    isPaused = true;
    // Its connection proved dead: it is handed over on another.
    expect(await turn.begin()).toBeDefined();
    expect(await turn.finish()).toBe(true);
    expect(kept.delivery.state).toBe('submitting');
  });
});

describe('a mail that the server surely does not have', () => {
  it.each<['begin' | 'finish']>([['begin'], ['finish']])(
    'is tried again when whether it is still to be sent cannot be asked at its %s, once it was begun',
    async (moment) => {
      let now = Date.parse(t0);
      let isAway = false;
      const { turn, kept } = turnOf(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(written)), {
        now: () => new Date(now),
      });
      expect(await turn.prepare()).toBe(true);
      expect(await turn.begin()).toBeDefined();
      // Its connection proved dead, or the server is slow: what was asked before is too old.
      now += 2_000;
      isAway = true;
      expect(moment === 'begin' ? await turn.begin() : await turn.finish()).toBe(
        moment === 'begin' ? undefined : false,
      );
      await turn.withdraw();
      expect(kept.delivery).toMatchObject({ state: 'retry-wait', lastError: expect.stringContaining('away') });
    },
  );

  it('is rejected for a technical reason when it cannot be written', async () => {
    const { turn, kept } = turnOf(() =>
      Promise.resolve({
        ...written,
        compose: () => {
          throw new Error('no such zone');
        },
      }),
    );
    expect(await turn.prepare()).toBe(true);
    expect(await turn.begin()).toBeUndefined();
    await turn.withdraw();
    expect(kept.delivery).toMatchObject({
      state: 'rejected',
      failure: 'technical',
      lastError: expect.stringContaining('no such zone'),
    });
  });
});
