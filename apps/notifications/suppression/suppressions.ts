import { Injectable } from '@nestjs/common';
import { askedBy } from '#messaging';
import { type HistoryWhat, MailsNoted } from '#contracts';
import { OutboxRelay } from '#outbox';
import { type Fact, fact, retryOnConflict } from '#persistence';
import { Clock, KnownBriefly } from '#platform';
import { type Delivery } from '../ledger/ledger.module.js';
import { addressKey } from '../mail/mail.module.js';
import { type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { type FoundOut, SuppressionStore } from './suppression.store.js';

/** Who acts when the address of a recipient, of an office or a site, proves bad or good. */
export type AddressWatcher = {
  readonly addressIsBad: (recipientId: string) => Promise<void>;
  readonly addressIsGood: (recipientId: string) => Promise<void>;
};

/** For the history of each office that is reached there: the address itself is no part of it. */
const notedOf = (
  what: HistoryWhat & ('address-suppressed' | 'address-lifted'),
  offices: Iterable<Recipient>,
  reason?: string,
): Fact[] =>
  [...offices].map(({ meetingId, invitationId, organisationId, provinceCode }) => ({
    ...fact(MailsNoted, {
      meetingId,
      what,
      invitationId,
      organisationId,
      provinceCode,
      changes: [{ field: 'email', personal: true }],
      ...(reason !== undefined && { reason }),
    }),
    by: askedBy(),
  }));

/** How old what is known of them may be: another replica may have met one. */
const knownForMs = 1_000;

/**
 * Addresses of which a mail server said that there is nobody. Later mails are not sent to them blindly: the office is called
 * instead. Another address is free at once; this one is again when a mail reaches it or somebody says that it is right.
 */
@Injectable()
export class Suppressions {
  /** There are few of them: all are known here, as of a moment ago. */
  readonly #known = new KnownBriefly(() => this.store.keys());
  readonly #watchers: AddressWatcher[] = [];

  constructor(
    private readonly store: SuppressionStore,
    private readonly recipients: RecipientStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async has(address: string): Promise<boolean> {
    return (await this.now())(address);
  }

  /** Which addresses get no mail, as of a moment ago. */
  async now(): Promise<(address: string) => boolean> {
    const keys = await this.#known.get(knownForMs);
    return (address) => keys.has(addressKey(address));
  }

  /** Mail does not arrive there, for the delivery's recipient where there is one. */
  async suppress(address: string, how: FoundOut, delivery?: Pick<Delivery, 'recipientId'>): Promise<void> {
    await this.store.keep(address, how, [], this.clock.now());
    this.#known.forget();
    if (delivery !== undefined) await this.met(address, delivery);
  }

  /** Staff say that it is the wrong one for these offices. */
  async suppressFor(address: string, reason: string, offices: readonly Recipient[]): Promise<void> {
    const facts = notedOf('address-suppressed', offices, reason);
    await this.store.keep(address, { source: 'staff', said: reason }, facts, this.clock.now());
    this.relay.nudge(this.store.outbox);
    this.#known.forget();
    for (const { invitationId } of offices) await this.met(address, { recipientId: invitationId });
  }

  /** A mail was to go there, and does not. */
  async met(address: string, { recipientId }: Pick<Delivery, 'recipientId'>): Promise<void> {
    await this.store.addRecipient(address, recipientId);
    await Promise.all(this.#watchers.map((watcher) => watcher.addressIsBad(recipientId)));
  }

  /** A mail reached it: the address is good. Where people said that it is the wrong one, a server that takes it proves nothing. */
  async reached(address: string, { recipientId }: Pick<Delivery, 'recipientId'>): Promise<void> {
    if (!(await this.store.isSaidByPeople(address))) await this.#lift(address, [recipientId], false);
  }

  /** Somebody knows that it is right; nothing where it is not suppressed. */
  lift(address: string): Promise<void> {
    return this.#lift(address, [], true);
  }

  /** Has somebody told whom mail does not reach, and whom it reached after all. A delivery is settled before that; a failure is logged with its errand. */
  watch(watcher: AddressWatcher): void {
    this.#watchers.push(watcher);
  }

  /** `noted`: somebody had it done. */
  async #lift(address: string, reached: readonly string[], noted: boolean): Promise<void> {
    const gone = await retryOnConflict(async () => {
      const there = await this.store.find(address);
      if (there === undefined) return undefined;
      const offices = noted ? (await this.recipients.find(there.recipientIds)).values() : [];
      await this.store.lift(
        { address, revision: there.revision },
        notedOf('address-lifted', offices),
        this.clock.now(),
      );
      return there;
    });
    if (noted) this.relay.nudge(this.store.outbox);
    this.#known.forget();
    for (const recipientId of new Set([...reached, ...(gone?.recipientIds ?? [])]))
      await Promise.all(this.#watchers.map((watcher) => watcher.addressIsGood(recipientId)));
  }
}
