import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '#platform';
import { Addressing } from '../addressing/addressing.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { DeliveryFacts } from '../writing/writing.module.js';
import { missedOf } from './missed.js';

/** Sends what did not arrive at one address of an office or a site to another that it has. */
@Injectable()
export class MissingService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly addressing: Addressing,
    private readonly facts: DeliveryFacts,
    private readonly clock: Clock,
  ) {}

  /** What it missed goes to where it is reached now; again, it finds nothing missed. */
  async sendAgain(recipientId: string): Promise<void> {
    const now = this.clock.now().toISOString();
    const byMeeting = Map.groupBy(await this.deliveries.toRecipient(recipientId), ({ meetingId }) => meetingId);
    for (const mails of byMeeting.values())
      for (const mail of await this.#missed(mails, now)) await this.#again(mail, now);
  }

  async #missed(mails: readonly Delivery[], now: string): Promise<Delivery[]> {
    const [some] = mails;
    if (some === undefined) return [];
    const { isBad } = await this.addressing.of(some);
    const missed = missedOf(mails, isBad);
    const due: Delivery[] = [];
    for (const mail of missed) {
      const [address] = (await this.addressing.of(mail)).to(mail.kind);
      const isOfUse = now < (await this.facts.usefulUntil(mail));
      if (address !== undefined && !isBad(address) && isOfUse && (await this.facts.whyNeedless(mail)) === undefined)
        due.push(mail);
    }
    return due;
  }

  async #again(mail: Delivery, now: string): Promise<void> {
    try {
      await this.ledger.apply(mail, { do: 'resend', now });
    } catch (error) {
      // Somebody else has had it sent again.
      if (!(error instanceof AppError) || error.code !== 'delivery-moved-on') throw error;
    }
    this.ledger.wake();
  }
}
