import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type CancelReason, type DeliveryState } from '#contracts';
import { type Clock } from '#platform';
import {
  type HandOver,
  type Outcome,
  type OutgoingMail,
  type RawMail,
  type WriteMessage,
} from '../mail/mail.module.js';
import {
  type Delivery,
  type DeliveryCommand,
  type DeliveryLedger,
  type DeliveryStore,
  mailKeyOf,
} from '../ledger/ledger.module.js';
import { type Reach } from '../addressing/addressing.module.js';
import { type KeptBy } from '../mail-copy/mail-copy.module.js';
import { mailKinds, type ReadyMail } from '../writing/writing.module.js';
import { type Company } from './company.js';
import { type LastLook } from './last-look.js';

type Options = {
  readonly leaseMs: number;
  readonly freshMs: number;
  readonly worker: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly real: Pick<Clock, 'now'>;
  /** Whether people keep it from leaving for now. */
  readonly isPaused: (delivery: Delivery) => Promise<boolean>;
  /** Keeps the message as it goes out; whether it could, where another may have kept one as well. */
  readonly keepCopy: (delivery: Delivery, message: RawMail, by: KeptBy & { isWon: boolean }) => Promise<boolean>;
  /** Where it goes, and when that was asked. */
  readonly reach?: { readonly now: Reach | undefined; readonly askedAt: Date };
  /** Writes the message while it waits for a connection; without it whoever hands it over does. */
  readonly write?: WriteMessage;
  /** The deliveries that leave in one mail with it. */
  readonly company?: Company;
};

/** What was written while it waited: of what was found out then, as of the instant at which it counts as submitted. */
type Ahead = { readonly ready: ReadyMail; readonly submittedAt: string; readonly message: RawMail };

/** How many steps of the ledger are between a state and the hand-over. */
const stepsToHandOver: Partial<Record<DeliveryState, number>> = { queued: 2, claimed: 1 };

/** One delivery's turn with the mail server, from the first check to the final dot. */
export class DeliveryTurn implements HandOver {
  readonly #logger = new Logger(DeliveryTurn.name);
  readonly #id = randomUUID();
  #delivery: Delivery;
  #ready: ReadyMail | undefined;
  #ahead: Ahead | undefined;
  #checkedAt = 0;
  #leaseUntil = Infinity;
  /** It is written down that the mail is being handed over: before the server has all of it. */
  #begun: Promise<void> | undefined;
  /** Its copy is kept while it is handed over, and is there before the server has all of it. */
  #copied: Promise<void> | undefined;
  /** Why it is not to be sent after all, found when the server was about to have it. */
  #why: CancelReason | Outcome | undefined;

  constructor(
    delivery: Delivery,
    private readonly look: LastLook,
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly options: Options,
  ) {
    this.#delivery = delivery;
  }

  /** As of the last write. */
  get delivery(): Delivery {
    return this.#delivery;
  }

  get address(): string | undefined {
    return this.#ready?.to.address;
  }

  /** Before it waits for a connection: whether it is to be sent, as far as that is known already. */
  async prepare(): Promise<boolean> {
    const isToBeSent = this.#readsUnderClaim() ? await this.#claimAndCheck() : await this.#checked();
    if (isToBeSent) await this.#writeAhead();
    return isToBeSent;
  }

  async #checked(): Promise<boolean> {
    try {
      return await this.#check();
    } catch (error) {
      return this.#waits(error);
    }
  }

  /** So that its copy goes to the database together with what the ledger is told. One that cannot be written is found out in its turn. */
  async #writeAhead(): Promise<void> {
    const { write, company, clock } = this.options;
    if (write === undefined || company?.isPossible === true) return;
    const ready = this.#written();
    const submittedAt = this.#delivery.submittedAt ?? clock.now().toISOString();
    try {
      this.#ahead = { ready, submittedAt, message: await write(ready.compose(submittedAt)) };
    } catch {
      this.#ahead = undefined;
    }
  }

  /** What was written ahead, if it is still what is to be sent. */
  #writtenAhead(): Ahead | undefined {
    const { clock, freshMs } = this.options;
    if (this.#ahead === undefined || this.#ahead.ready !== this.#ready) return undefined;
    const isOfNow = clock.now().getTime() - Date.parse(this.#ahead.submittedAt) <= freshMs;
    return this.#delivery.submittedAt !== undefined || isOfNow ? this.#ahead : undefined;
  }

  isFresh(): boolean {
    return this.#begun !== undefined || this.#isFresh();
  }

  refresh(): Promise<boolean> {
    return this.#delivery.state === 'queued' ? this.prepare() : this.#checkUnderClaim();
  }

  /**
   * The mail goes out while the ledger is told: until its end the server has nothing, and the end waits for the ledger. Where
   * somebody else was first, or it was cancelled, `finish` throws.
   */
  async begin(): Promise<OutgoingMail | RawMail | undefined> {
    await this.#begun;
    if (this.#delivery.state === 'submitting')
      return (await this.#asked(() => this.#stillToBeSent())) ? this.#compose(this.#delivery.submittedAt) : undefined;
    if (!this.#isFresh() && !(await this.refresh())) return undefined;
    if (await this.options.isPaused(this.#delivery)) return this.putBack();
    const { company } = this.options;
    await company?.gather(this.#written());
    try {
      const ahead = this.#writtenAhead();
      const submittedAt = this.#submit(ahead?.submittedAt);
      if (ahead !== undefined) return ahead.message;
      if (company !== undefined && company.deliveries.length > 0) {
        // The others leave with it only where it is its own to send.
        await this.#begun;
        await company.submit(mailKeyOf(this.#delivery), this.#written());
      }
      return await this.#compose(submittedAt);
    } catch (error) {
      await company?.release();
      throw error;
    }
  }

  /** When it counts as submitted. */
  #submit(at?: string): string {
    const claim = { do: 'claim', worker: this.options.worker, until: this.#lease() } as const;
    const ready = this.#written();
    const now = at ?? this.options.clock.now().toISOString();
    const submit = (fence: number) => ({ do: 'submit', fence, now, to: ready.to, until: this.#lease() }) as const;
    const { state, fence } = this.#delivery;
    const commands = state === 'queued' ? [claim, submit(fence + 1)] : [submit(fence)];
    this.#begun = this.#apply(...commands);
    // It is waited for at the end.
    this.#begun.catch(() => undefined);
    return this.#delivery.submittedAt ?? now;
  }

  /** Whether the ledger has nothing of a hand-over, once it has said so. */
  async isUntold(): Promise<boolean> {
    await this.#begun;
    return this.#delivery.state !== 'submitting';
  }

  async #apply(...commands: DeliveryCommand[]): Promise<void> {
    this.#delivery = await this.ledger.apply(this.#delivery, ...commands);
  }

  /** The server was not even asked: it waits, as it was, until people let it go, or until its turn at a real instant. */
  async putBack(restsUntil?: string): Promise<undefined> {
    const { state, fence } = this.#delivery;
    const release = { do: 'release', fence, realNow: this.options.real.now().toISOString() } as const;
    this.#delivery = await this.ledger.apply(this.#delivery, ...(state === 'claimed' ? [release] : []), {
      do: 'hold',
      ...(restsUntil !== undefined && { restsUntil }),
    });
    return undefined;
  }

  written(message: RawMail): void {
    this.#copied = this.#keepCopy(message);
    // It is waited for at the end.
    this.#copied.catch(() => undefined);
  }

  /** While the ledger is told. The copy of an earlier try, which may have left, stays until it is known that this one may leave. */
  async #keepCopy(message: RawMail): Promise<void> {
    if (this.#delivery.keys !== undefined) await this.#begun;
    const { state, revision } = this.#delivery;
    const by = { revision: revision + (stepsToHandOver[state] ?? 0), turn: this.#id };
    if (await this.options.keepCopy(this.#delivery, message, { ...by, isWon: false })) return;
    // Another hoped to hand it over as well.
    await this.#begun;
    if (!(await this.options.keepCopy(this.#delivery, message, { ...by, isWon: true })))
      throw new Error(`delivery ${this.#delivery.id} has a later copy`);
  }

  /** The lease must hold to the last: whoever was stopped longer may not send what others may have decided on. */
  async finish(): Promise<boolean> {
    await this.#begun;
    const now = this.options.real.now().getTime();
    const left = this.#leaseUntil - now;
    return this.#asked(async () => {
      await this.#copied;
      if (left > 0 && (left >= this.options.leaseMs / 2 || (await this.#holds()))) return this.#stillToBeSent();
      this.#why = {
        kind: 'retriable',
        wait: 'connection',
        error: 'the worker was stopped while it was handing the mail over; the server does not have it',
      };
      return false;
    });
  }

  /** Once it was begun: what cannot be asked now is asked at the next try. The server does not have the mail. */
  async #asked(ask: () => Promise<boolean>): Promise<boolean> {
    try {
      return await ask();
    } catch (error) {
      this.#why = {
        kind: 'retriable',
        wait: 'connection',
        error: `whether it was still to be sent could not be asked: ${wordsOf(error)}`,
      };
      return false;
    }
  }

  /** Nothing when it cannot be written: that is known for sure, and no other try would help. */
  async #compose(submittedAt: string): Promise<OutgoingMail | undefined> {
    try {
      const ready = this.#written();
      return ((await this.options.company?.mailOf(ready)) ?? ready).compose(submittedAt);
    } catch (error) {
      this.#why = {
        kind: 'rejected',
        failure: 'technical',
        error: `the message could not be written: ${wordsOf(error)}`,
      };
      return undefined;
    }
  }

  /** The server does not have it: it is cancelled, or tried again. */
  async withdraw(): Promise<void> {
    await this.#begun;
    if (this.#why === undefined || !('fence' in this.#delivery)) return;
    const { fence } = this.#delivery;
    await this.options.company?.settle(typeof this.#why === 'string' ? withoutIt(this.#why) : this.#why);
    if (typeof this.#why === 'string')
      return void (await this.ledger.apply(this.#delivery, { do: 'cancel', reason: this.#why, unsent: fence }));
    const now = this.options.clock.now().toISOString();
    const current = await this.store.get(this.#delivery.id);
    if (current.fence === fence) await this.ledger.apply(current, { do: 'settle', fence, outcome: this.#why, now });
  }

  /** A second one of its kind, to a corrected address, takes a waiting first one to read the new address: so that is read with the claim in hand. */
  #readsUnderClaim(): boolean {
    return mailKinds[this.#delivery.kind].onceAnAddress === true;
  }

  async #claimAndCheck(): Promise<boolean> {
    this.#delivery = await this.ledger.apply(this.#delivery, {
      do: 'claim',
      worker: this.options.worker,
      until: this.#lease(),
    });
    return this.#checkUnderClaim();
  }

  /** Whoever has to be asked is away: the delivery goes back, and the sweep brings it again. That is no attempt. */
  async #checkUnderClaim(): Promise<boolean> {
    try {
      return await this.#check();
    } catch (error) {
      await this.ledger.apply(this.#delivery, {
        do: 'release',
        fence: this.#delivery.fence,
        realNow: this.options.real.now().toISOString(),
      });
      return this.#waits(error);
    }
  }

  #waits(error: unknown): false {
    this.#logger.warn(`delivery ${this.#delivery.id} waits: ${wordsOf(error)}`);
    return false;
  }

  #isFresh(): boolean {
    return this.options.real.now().getTime() - this.#checkedAt <= this.options.freshMs;
  }

  async #stillToBeSent(): Promise<boolean> {
    if (this.#isFresh()) return true;
    if (!(await this.#check())) return false;
    if ((await this.options.company?.stands()) !== false) return true;
    this.#why = withoutIt('an office that it names has answered');
    return false;
  }

  async #check(): Promise<boolean> {
    const asked = this.#checkedAt === 0 ? this.options.reach : undefined;
    const askedAt = (asked?.askedAt ?? this.options.real.now()).getTime();
    const looked = await this.look.at(this.#delivery, asked?.now);
    if ('mail' in looked) {
      this.#ready = looked.mail;
      this.#checkedAt = askedAt;
      return true;
    }
    this.#why = looked.why ?? this.#why;
    return false;
  }

  async #holds(): Promise<boolean> {
    const { state, fence } = await this.store.get(this.#delivery.id);
    return state === 'submitting' && fence === this.#delivery.fence;
  }

  #lease(): string {
    this.#leaseUntil = this.options.real.now().getTime() + this.options.leaseMs;
    return new Date(this.#leaseUntil).toISOString();
  }

  #written(): ReadyMail {
    if (this.#ready === undefined) throw new Error(`delivery ${this.#delivery.id} was not checked`);
    return this.#ready;
  }
}

/** The server does not have a mail that was for several offices, as one of them needs it no more: the others get another. */
const withoutIt = (why: string): Outcome => ({
  kind: 'retriable',
  wait: 'connection',
  error: `the mail was for several offices, and one of them is not to get it: ${why}`,
});

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
