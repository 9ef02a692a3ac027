import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { AppError, SystemClock, type Clock } from '#platform';
import { type MailTransport } from '../mail/mail-transport.js';
import { type Delivery } from './delivery.js';
import { type DeliveryLedger } from './delivery-ledger.js';
import { type Errand } from './delivery.queue.js';
import { type DeliveryStore } from './delivery.store.js';
import { type MailWriter, type WrittenMail } from './mail-writer.js';
import { Permits } from './permits.js';

export type SenderOptions = {
  /** How long a claim is held, real time. Longer than an errand may take. */
  readonly leaseMs: number;
  /**
   * Mails being handed over at a time: a few more than connections, so that none idles; a crash leaves at most that many
   * unknown. As many again are checked and wait their turn, no more, so that a check is fresh when its mail goes.
   */
  readonly submissions: number;
};

/** What is carried out of the ledger's reach: the store, the rules, the words, the wire. */
export type SenderParts = {
  readonly store: DeliveryStore;
  readonly ledger: DeliveryLedger;
  readonly writer: MailWriter;
  readonly transport: MailTransport;
  readonly clock: Clock;
};

/** Sends one delivery: claim, check again, write down that it is being handed over, hand it over, write down what came of it. */
export class DeliverySender {
  readonly #logger = new Logger(DeliverySender.name);
  readonly #worker = randomUUID();
  readonly #real = new SystemClock();
  readonly #checked: Permits;
  readonly #submitted: Permits;

  constructor(
    private readonly parts: SenderParts,
    private readonly options: SenderOptions,
  ) {
    this.#checked = new Permits(options.submissions * 2);
    this.#submitted = new Permits(options.submissions);
  }

  async run({ deliveryId }: Errand, signal: AbortSignal): Promise<void> {
    const claimed = await this.#claim(deliveryId);
    if (claimed === undefined) return;
    try {
      await this.#send(claimed, signal);
    } catch (error) {
      // The lease was over and somebody else has it, or it was cancelled meanwhile.
      if (!movedOn(error)) throw error;
    }
  }

  /** Nothing if it is not there to be taken: another worker has it, it was cancelled, or the errand came twice. */
  async #claim(deliveryId: string): Promise<Delivery | undefined> {
    const { store, ledger } = this.parts;
    for (;;) {
      const delivery = await store.get(deliveryId);
      if (delivery.state !== 'queued') return undefined;
      try {
        const until = new Date(this.#real.now().getTime() + this.options.leaseMs).toISOString();
        return await ledger.apply(delivery, { do: 'claim', worker: this.#worker, until });
      } catch (error) {
        if (!movedOn(error)) throw error;
      }
    }
  }

  async #send(claimed: Delivery, signal: AbortSignal): Promise<void> {
    const { ledger, transport, clock } = this.parts;
    const handedOver = await this.#checked.with(async () => {
      const mail = await this.#write(claimed);
      if (mail === undefined) return undefined;
      if ('cancel' in mail) return void (await ledger.apply(claimed, { do: 'cancel', reason: mail.cancel }));
      return this.#submitted.with(async () => {
        const submitting = await ledger.apply(claimed, { do: 'submit', fence: claimed.fence, now: clock.now().toISOString(), to: mail.to });
        if (submitting.state !== 'submitting') throw new Error(`delivery ${submitting.id} is ${submitting.state}, not submitting`);
        return { submitting, outcome: await transport.send(mail.compose(submitting.submittedAt), signal) };
      });
    });
    if (handedOver === undefined) return;
    const { submitting, outcome } = handedOver;
    if (outcome.kind !== 'accepted') this.#logger.warn(`delivery ${submitting.id} ${outcome.kind}: ${outcome.error}`);
    await ledger.apply(submitting, { do: 'settle', fence: claimed.fence, outcome, now: clock.now().toISOString() });
  }

  /** A service that is down is no attempt: the delivery goes back, and the sweep brings it again. */
  async #write(claimed: Delivery): Promise<WrittenMail | undefined> {
    const { writer, ledger } = this.parts;
    try {
      return await writer.write(claimed);
    } catch (error) {
      this.#logger.warn(`delivery ${claimed.id} waits: ${error instanceof Error ? error.message : String(error)}`);
      await ledger.apply(claimed, { do: 'release', fence: claimed.fence, realNow: this.#real.now().toISOString() });
      return undefined;
    }
  }
}

const movedOn = (error: unknown): boolean => error instanceof AppError && error.code === 'delivery-moved-on';
