import { Injectable } from '@nestjs/common';
import { type CancelReason } from '#contracts';
import { Clock } from '#platform';
import { type Delivery, DeliveryLedger, lapseOf } from '../ledger/ledger.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { type Reach } from '../addressing/addressing.module.js';
import { DeliveryFacts, MailWriter, type ReadyMail } from '../writing/writing.module.js';

/** The mail as it is to be sent now, or why it is not to be sent; of one that has lapsed there is nothing more to say. */
export type Looked = { readonly mail: ReadyMail } | { readonly why: CancelReason | undefined };

/** How things stand with a delivery right now. One that is not in the server's hands is cancelled or lapses at once. */
@Injectable()
export class LastLook {
  constructor(
    private readonly writer: MailWriter,
    private readonly facts: DeliveryFacts,
    private readonly ledger: DeliveryLedger,
    private readonly suppressions: Suppressions,
    private readonly clock: Clock,
  ) {}

  /** `reach`: where it goes, where that was asked this moment. */
  async at(delivery: Delivery, reach?: Reach): Promise<Looked> {
    const begun = delivery.state === 'submitting';
    if (
      !begun
      && (delivery.attempts > 0 || delivery.usefulUntil !== undefined)
      && this.clock.now().toISOString() > (await this.facts.usefulUntil(delivery))
    ) {
      await this.ledger.apply(delivery, lapseOf(await this.facts.whyNeedless(delivery)));
      return { why: undefined };
    }
    const mail = await this.writer.write(delivery, reach);
    const why =
      'cancel' in mail
        ? mail.cancel
        : delivery.sendTo === undefined && (await this.suppressions.has(mail.to.address))
          ? 'bad-address'
          : undefined;
    if ('compose' in mail && why === undefined) return { mail };
    if (begun || why === undefined) return { why };
    await this.ledger.apply(delivery, { do: 'cancel', reason: why });
    if (why === 'bad-address' && 'to' in mail) await this.suppressions.met(mail.to.address, delivery);
    return { why };
  }
}
