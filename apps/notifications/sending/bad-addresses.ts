import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, unlessThere } from '#persistence';
import { Clock, SystemClock } from '#platform';
import { type Delivery } from '../ledger/ledger.module.js';

type BadAddressDocument = { readonly _id: string; readonly said: string; readonly since: string };

/** Who acts when the address of a recipient, of an office or a site, proves bad or good. */
export type AddressWatcher = {
  readonly addressIsBad: (recipientId: string) => Promise<void>;
  readonly addressIsGood: (recipientId: string) => Promise<void>;
};

const schema = new Schema<BadAddressDocument>(
  {
    _id: { type: String, required: true },
    said: { type: String, required: true },
    since: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false },
);
/** How old what is known of them may be: another replica may have met one. */
const knownForMs = 1_000;
const keyOf = (address: string): string => address.trim().toLowerCase();

/**
 * Addresses of which a mail server said that there is nobody. Later mails are not sent to them blindly: the office is called
 * instead. Another address is free at once; this one is again when a mail reaches it or somebody says that it is right.
 */
@Injectable()
export class BadAddresses {
  readonly #addresses: Model<BadAddressDocument>;
  readonly #real = new SystemClock();
  /** There are few of them: all are known here, as of a moment ago. */
  #known: Promise<Set<string>> | undefined;
  #knownAt = 0;
  readonly #watchers: AddressWatcher[] = [];

  constructor(
    @InjectConnection() connection: Connection,
    private readonly clock: Clock,
  ) {
    this.#addresses = connection.model<BadAddressDocument>('BadAddress', schema, 'bad-addresses');
  }

  async has(address: string): Promise<boolean> {
    const now = this.#real.now().getTime();
    if (this.#known === undefined || now - this.#knownAt > knownForMs) {
      this.#knownAt = now;
      this.#known = this.#all();
    }
    return (await this.#known).has(keyOf(address));
  }

  async mark(address: string, said: string): Promise<void> {
    await unlessThere(() =>
      this.#addresses.updateOne(
        { _id: keyOf(address) },
        { $setOnInsert: { said, since: this.clock.now().toISOString() } },
        { upsert: true },
      ),
    );
    this.#known = undefined;
  }

  async lift(address: string): Promise<void> {
    await this.#addresses.deleteOne({ _id: keyOf(address) });
    this.#known = undefined;
  }

  /** A mail reached it: the address is good. */
  async reached(address: string, { recipientId }: Delivery): Promise<void> {
    await this.lift(address);
    await Promise.all(this.#watchers.map((watcher) => watcher.addressIsGood(recipientId)));
  }

  /** Mail for this recipient does not go, because of its address. */
  async call({ recipientId }: Delivery): Promise<void> {
    await Promise.all(this.#watchers.map((watcher) => watcher.addressIsBad(recipientId)));
  }

  /** Has somebody told whom mail does not reach, and whom it reached after all. A delivery is settled before that; a failure is logged with its errand. */
  watch(watcher: AddressWatcher): void {
    this.#watchers.push(watcher);
  }

  async #all(): Promise<Set<string>> {
    try {
      return new Set((await this.#addresses.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }
}
