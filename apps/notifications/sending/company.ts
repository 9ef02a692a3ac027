import { type CancelReason } from '#contracts';
import { AppError, type Clock } from '#platform';
import { type Delivery, type DeliveryCommand, type DeliveryLedger, isWaiting } from '../ledger/ledger.module.js';
import { type Outcome, sameAddress } from '../mail/mail.module.js';
import { type OfOne, type ReadyMail } from '../writing/writing.module.js';
import { type LastLook } from './last-look.js';

const mostTries = 4;

type Member = { delivery: Delivery; readonly own: OfOne };

type Options = {
  readonly leaseMs: number;
  readonly worker: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly real: Pick<Clock, 'now'>;
  readonly read: (deliveryId: string) => Promise<Delivery>;
  /** Until when a mail is of use. */
  readonly usefulUntil: (delivery: Delivery) => Promise<string | undefined>;
};

/**
 * The deliveries that leave in one mail with another, as they are for offices at its address. Each stays a delivery of its own: it
 * is claimed, looked at and settled for itself, and shares the other's mail and what becomes of it.
 */
export class Company {
  #own: OfOne | undefined;
  #members: Member[] = [];

  constructor(
    private readonly candidates: readonly Delivery[],
    private readonly look: LastLook,
    private readonly ledger: DeliveryLedger,
    private readonly options: Options,
  ) {}

  /** Whether others may come to leave with it. */
  get isPossible(): boolean {
    return this.candidates.length > 0;
  }

  get deliveries(): readonly Delivery[] {
    return this.#members.map(({ delivery }) => delivery);
  }

  /** Takes those in hand that say the same. Whoever cannot be had, or asked about, goes by itself. */
  async gather(lead: ReadyMail): Promise<void> {
    const { joint } = lead;
    if (joint === undefined || this.candidates.length === 0) return;
    try {
      this.#own = await joint.own();
    } catch {
      return;
    }
    for (const candidate of this.candidates) {
      const claimed = await this.#claim(candidate);
      if (claimed === undefined) continue;
      const own = await this.#ownOf(claimed, lead);
      if (own === undefined) await this.#putBack(claimed);
      else if (own !== 'cancelled') this.#members.push({ delivery: claimed, own });
    }
  }

  /** They are handed over, in the mail of a key. Those that somebody else has since are not in it. */
  async submit(inMail: string, { to }: ReadyMail): Promise<void> {
    const now = this.options.clock.now().toISOString();
    await this.#each((delivery) => ({ do: 'submit', fence: delivery.fence, now, to, until: this.#lease(), inMail }));
  }

  /** The mail that names them all. */
  mailOf(lead: ReadyMail): Promise<ReadyMail> {
    if (this.#members.length === 0 || this.#own === undefined || lead.joint === undefined) return Promise.resolve(lead);
    return lead.joint.forAll([this.#own, ...this.#members.map(({ own }) => own)]);
  }

  /** Whether the mail is still true of all of them. One of whom it is not is out of it, and the server must not have it. */
  async stands(): Promise<boolean> {
    const all = this.#members;
    const gone = new Map<Member, CancelReason | undefined>();
    for (const member of all) {
      const looked = await this.look.at(member.delivery);
      if (!('mail' in looked)) gone.set(member, looked.why);
    }
    this.#members = all.filter((member) => !gone.has(member));
    for (const [{ delivery }, reason] of gone)
      if (reason !== undefined) await this.#apply(delivery, { do: 'cancel', reason, unsent: delivery.fence });
    return gone.size === 0;
  }

  /** What became of the mail became of each. */
  async settle(outcome: Outcome, elsewhere = false): Promise<void> {
    const now = this.options.clock.now().toISOString();
    for (const member of this.#members) {
      const usefulUntil = await this.options.usefulUntil(member.delivery);
      const { fence } = member.delivery;
      const settled = await this.#apply(member.delivery, {
        do: 'settle',
        fence,
        outcome,
        now,
        elsewhere,
        ...(usefulUntil !== undefined && { usefulUntil }),
      });
      member.delivery = settled ?? member.delivery;
    }
  }

  /** The server was not asked: they wait, as they were. */
  async release(): Promise<void> {
    for (const { delivery } of this.#members.splice(0)) await this.#putBack(delivery);
  }

  async #ownOf(claimed: Delivery, lead: ReadyMail): Promise<OfOne | 'cancelled' | undefined> {
    try {
      const looked = await this.look.at(claimed);
      if (!('mail' in looked)) return 'cancelled';
      const { to, joint } = looked.mail;
      const same = sameAddress(to.address, lead.to.address) && joint !== undefined && joint.says === lead.joint?.says;
      return same ? await joint.own() : undefined;
    } catch {
      return undefined;
    }
  }

  /** It may be put into the queue this moment, or its own errand may give way to this one: then it is read anew. */
  async #claim({ id }: Delivery): Promise<Delivery | undefined> {
    for (let times = 0; times < mostTries; times += 1) {
      const candidate = await this.options.read(id);
      const claim = { do: 'claim', worker: this.options.worker, until: this.#lease() } as const;
      const queue = { do: 'queue', realNow: this.options.real.now().toISOString() } as const;
      if (candidate.state !== 'queued' && !isWaiting(candidate)) return undefined;
      const claimed = await this.#apply(candidate, ...(candidate.state === 'queued' ? [] : [queue]), claim);
      if (claimed !== undefined) return claimed;
    }
    return undefined;
  }

  async #putBack(delivery: Delivery): Promise<void> {
    if (delivery.state !== 'claimed') return;
    const realNow = this.options.real.now().toISOString();
    await this.#apply(delivery, { do: 'release', fence: delivery.fence, realNow }, { do: 'hold' });
  }

  async #each(command: (delivery: Delivery) => DeliveryCommand): Promise<void> {
    const kept: Member[] = [];
    for (const member of this.#members) {
      const delivery = await this.#apply(member.delivery, command(member.delivery));
      if (delivery !== undefined) kept.push({ ...member, delivery });
    }
    this.#members = kept;
  }

  /** Nothing where somebody else was first. */
  async #apply(delivery: Delivery, ...commands: readonly DeliveryCommand[]): Promise<Delivery | undefined> {
    try {
      return await this.ledger.apply(delivery, ...commands);
    } catch (error) {
      if (error instanceof AppError && error.code === 'delivery-moved-on') return undefined;
      throw error;
    }
  }

  #lease(): string {
    return new Date(this.options.real.now().getTime() + this.options.leaseMs).toISOString();
  }
}
