import { Injectable } from '@nestjs/common';
import { mailsOf } from '#contracts';
import { Clock, keepAtMost, ReadsTogether, SystemClock } from '#platform';
import { addressFor, Addressing, type Reach } from '../addressing/addressing.module.js';
import { type Delivery, DeliveryStore, mostInOneMail } from '../ledger/ledger.module.js';
import { ContactStore, RecipientStore } from '../recipient/recipient.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import { DeliveryFacts } from '../writing/writing.module.js';
import { companions, mayJoin } from './joint.js';

/** `others`: those that leave in one mail with it. `waits`: until another of them has carried it, or all of them are there. */
export type Joined =
  | { readonly others: readonly Delivery[]; /** Where it goes, as far as that was asked. */ readonly reach?: Reach }
  | { readonly waits: string };

/** So often one gives way to another that does not leave; then it goes by itself. */
const mostTimes = 60;
const capacity = 10_000;

/** Which deliveries leave in one mail, because their offices share an address. */
@Injectable()
export class Joining {
  readonly #real = new SystemClock();
  readonly #at = new ReadsTogether<readonly string[]>((addresses) => this.contacts.organisationsAtEach(addresses));
  readonly #gaveWay = new Map<string, number>();

  constructor(
    private readonly contacts: ContactStore,
    private readonly recipients: RecipientStore,
    private readonly addressing: Addressing,
    private readonly deliveries: DeliveryStore,
    private readonly facts: DeliveryFacts,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
  ) {}

  async of(delivery: Delivery): Promise<Joined> {
    if (!mayJoin(delivery)) return { others: [] };
    const reach = await this.addressing.of(delivery);
    const alone = { others: [], reach };
    const address = addressFor(delivery, reach);
    if (address === undefined) return alone;
    const organisations = (await this.#at.get(address)) ?? [];
    if (organisations.length < 2) return alone;
    if (mailsOf(await this.facts.meeting(delivery.meetingId)).apart === true) return alone;
    return this.#among(delivery, address, organisations);
  }

  async #among(delivery: Delivery, address: string, organisations: readonly string[]): Promise<Joined> {
    const invited = (await this.recipients.ofOrganisations(organisations)).filter(
      ({ meetingId }) => meetingId === delivery.meetingId,
    );
    const all = await this.deliveries.ofRecipients(
      delivery,
      invited.map(({ invitationId }) => invitationId),
    );
    const told = new Set(all.map(({ recipientId }) => recipientId));
    // Invitations come one by one: those that are on their way are waited for once.
    if (delivery.kind === 'invitation' && delivery.restsUntil === undefined && told.size < organisations.length)
      return { waits: this.#in(this.timings.togetherMs) };
    const reaches = new Map<string, string | undefined>();
    for (const each of all) reaches.set(each.id, addressFor(each, await this.addressing.of(each)));
    const now = this.clock.now().toISOString();
    const together = companions(delivery, { address, all, addressOf: ({ id }) => reaches.get(id), now });
    const [lead] = together;
    if (lead === undefined || lead.id === delivery.id || this.#hasWaited(delivery))
      return { others: together.filter(({ id }) => id !== delivery.id).slice(0, mostInOneMail - 1) };
    const soon = this.#in(this.timings.togetherMs / 20);
    return { waits: lead.restsUntil !== undefined && lead.restsUntil > soon ? lead.restsUntil : soon };
  }

  #hasWaited({ id }: Delivery): boolean {
    const times = (this.#gaveWay.get(id) ?? 0) + 1;
    keepAtMost(capacity, this.#gaveWay, id, times);
    return times > mostTimes;
  }

  #in(ms: number): string {
    return new Date(this.#real.now().getTime() + ms).toISOString();
  }
}
