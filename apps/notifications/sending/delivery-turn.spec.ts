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
import { type RawMail, type WriteMessage } from '../mail/mail.module.js';
import { type KeptBy } from '../mail-copy/mail-copy.module.js';
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
    keepCopy = () => Promise.resolve(true),
    writeAhead,
    before = [{ do: 'queue', realNow: t0 }],
    told = Promise.resolve(),
  }: {
    kind?: DeliveryKind;
    isPaused?: () => boolean;
    keepCopy?: (delivery: Delivery, message: RawMail, by: KeptBy & { isWon: boolean }) => Promise<boolean>;
    writeAhead?: WriteMessage;
    before?: readonly DeliveryCommand[];
    told?: Promise<void>;
  } = {},
) => {
  const kept = {
    delivery: after(
      deliveryOf({ meetingId: 'm', recipientId: 'r', kind, ordinal: 1, language: 'th', dueAt: t0 }, 'c'),
      ...before,
    ),
  };
  const apply = async (delivery: Delivery, ...commands: readonly DeliveryCommand[]): Promise<Delivery> => {
    await told;
    return (kept.delivery = after(delivery, ...commands));
  };
  const ledger = { apply } as unknown as DeliveryLedger;
  const look = new LastLook(
    { write } as unknown as MailWriter,
    { usefulUntil: () => Promise.resolve('2016-11-18T16:59:59.000Z') } as unknown as DeliveryFacts,
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
      ...(writeAhead && { write: writeAhead }),
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
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { turn } = turnOf(() => Promise.resolve(written), clock, { keepCopy: () => promise });
    await turn.prepare();
    await turn.begin();
    turn.written(message);
    const finished = turn.finish().then((answer) => order.push(`finished ${String(answer)}`));
    await Promise.resolve();
    order.push('kept');
    resolve(true);
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

  it('is written while it waits, once, and leaves as it was written then; what was found out later is written anew', async () => {
    let now = Date.parse(t0);
    const texts: unknown[] = [];
    const writeAhead = (mail: unknown) => Promise.resolve(texts.push(mail)).then(() => message);
    const ready = () => Promise.resolve({ ...written, compose: (at: string) => ({ at }) });
    const { turn, kept } = turnOf(ready, { now: () => new Date(now) }, { writeAhead });
    await turn.prepare();
    expect(texts).toEqual([{ at: t0 }]);
    expect(await turn.begin()).toBe(message);
    expect(kept.delivery).toMatchObject({ state: 'submitting', submittedAt: t0 });

    const late = turnOf(ready, { now: () => new Date(now) }, { writeAhead });
    await late.turn.prepare();
    now += 2_000;
    expect(await late.turn.begin()).toBe(message);
    expect(texts).toHaveLength(3);
  });

  it('keeps its copy while the ledger is told, under the claim that it hopes for; where it was tried before only once that is won', async () => {
    const by: KeptBy[] = [];
    const keepCopy = (_delivery: Delivery, _message: RawMail, kept: KeptBy) => Promise.resolve(by.push(kept) > 0);
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const { turn, kept } = turnOf(() => Promise.resolve(written), clock, { keepCopy, told });
    await turn.prepare();
    await turn.begin();
    turn.written(message);
    const { state, revision } = kept.delivery;
    expect([by, state]).toMatchObject([[{ revision: revision + 2 }], 'queued']);

    const outcome = { kind: 'retriable', wait: 'connection', error: 'it broke' } as const;
    const before = [
      { do: 'queue', realNow: t0 },
      { do: 'claim', worker: 'w', until: t0 },
      { do: 'submit', fence: 1, now: t0 },
      { do: 'settle', fence: 1, outcome, now: t0 },
      { do: 'queue', realNow: t0 },
    ] as const;
    const again = turnOf(() => Promise.resolve(written), clock, { keepCopy, told, before });
    await again.turn.prepare();
    await again.turn.begin();
    again.turn.written(message);
    await new Promise((resolve) => setImmediate(resolve));
    expect(by).toHaveLength(1);
    tell();
    expect(await again.turn.finish()).toBe(true);
    expect(by[1]).toMatchObject({ revision: again.kept.delivery.revision });
  });

  it('keeps its copy in place of that of one who hoped in vain', async () => {
    const asked: boolean[] = [];
    const keepCopy = (_delivery: Delivery, _message: RawMail, { isWon }: { isWon: boolean }) =>
      Promise.resolve(asked.push(isWon) > 1);
    const { turn, kept } = turnOf(() => Promise.resolve(written), clock, { keepCopy });
    await turn.prepare();
    await turn.begin();
    turn.written(message);
    expect(await turn.finish()).toBe(true);
    expect(asked).toEqual([false, true]);
    expect(kept.delivery.state).toBe('submitting');
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
