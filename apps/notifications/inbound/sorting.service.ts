import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { type DeliveryFailure } from '#contracts';
import { AppError, Clock, Metrics, SystemClock, unavailable } from '#platform';
import { decide, type Delivery, type DeliveryCommand, DeliveryLedger } from '../ledger/ledger.module.js';
import { type WayBack, wayBackOf } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { SendingSideService } from '../sending-side/sending-side.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { bounceOf } from './bounce.js';
import { mostTries, type SortedFields, type StoredMail, tryAgainAt } from './inbound-mail.js';
import { InboundStore } from './inbound.store.js';
import { mostText, readMail, type ReadMail } from './read-mail.js';
import { type Meant, Recognition, type Whose } from './recognition.js';
import { type Sorted, sortOf } from './sort.js';

const atOnce = 20;

type CameBack = {
  readonly mailId: string;
  readonly error: string;
  readonly failure: DeliveryFailure;
  readonly nobodyThere: boolean;
};
type Settled = Pick<SortedFields, 'state'> & Partial<Pick<SortedFields, 'said' | 'proposes' | 'deliveryId'>> & Whose;

/** What each mail is that came, and what follows from it. Done again after a crash, all of it comes to the same. */
@Injectable()
export class SortingService {
  readonly #logger = new Logger(SortingService.name);
  readonly #real = new SystemClock();
  readonly #counter: Counter<'sort'>;
  readonly #way: WayBack | undefined;

  constructor(
    private readonly store: InboundStore,
    private readonly recognition: Recognition,
    private readonly ledger: DeliveryLedger,
    private readonly suppressions: Suppressions,
    private readonly side: SendingSideService,
    private readonly clock: Clock,
    metrics: Metrics,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#way = wayBackOf(config.SALA_INBOUND_ADDRESS);
    this.#counter = new Counter({
      name: 'sala_inbound_mails_total',
      help: 'Mails that came, by what they were',
      labelNames: ['sort'],
      registers: [metrics.registry],
    });
  }

  /** Sorts what has come; whether there may be more. */
  async sweep(): Promise<boolean> {
    if (this.#way === undefined) return false;
    const mails = await this.store.toSort(this.#real.now().toISOString(), atOnce);
    for (const mail of mails) await this.#sortOrWait(this.#way, mail);
    return mails.length === atOnce;
  }

  async #sortOrWait(way: WayBack, mail: StoredMail): Promise<void> {
    try {
      await this.#sort(way, mail);
    } catch (error) {
      const tries = mail.tries + 1;
      this.#logger.warn(`mail ${mail.id} waits: ${error instanceof Error ? error.message : String(error)}`);
      if (tries < mostTries)
        await this.store.change(mail, { tries, nextTryAt: tryAgainAt(this.#real.now(), mail.tries) });
      else await this.#settle(mail, undefined, 'unclear', { state: 'open' });
    }
  }

  async #sort(way: WayBack, mail: StoredMail): Promise<void> {
    const read = await readMail(await this.store.raw(mail)).catch((error: unknown) => {
      this.#logger.warn(`mail ${mail.id} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    if (read === undefined) return this.#settle(mail, undefined, 'unclear', { state: 'open' });
    const sorted = sortOf(read, { returnPath: mail.returnPath });
    if (sorted.sort === 'loop') {
      this.#counter.inc({ sort: 'loop' });
      await this.side.cameBack(read.headers.get('x-sala-delivery') ?? '');
      return this.store.remove(mail.id);
    }
    const quoted = 'quoted' in sorted && sorted.quoted.messageId !== undefined ? [sorted.quoted.messageId] : [];
    const meant = await this.recognition.meant(way, mail.recipient, [...quoted, ...read.answers]);
    await this.#settle(mail, read, sorted.sort, await this.#follow(mail, read, sorted, meant));
  }

  /** What follows from it for the mail of ours that it is about. */
  async #follow(mail: StoredMail, read: ReadMail, sorted: Sorted, meant: Meant | undefined): Promise<Settled> {
    if (sorted.sort === 'bounce') return this.#bounced(mail, sorted, meant);
    if (meant !== undefined && sorted.sort !== 'complaint' && sorted.sort !== 'unclear') await this.#proved(meant);
    const whose =
      meant === undefined
        ? sorted.sort === 'mail-of-a-person' || sorted.sort === 'calendar-answer' || sorted.sort === 'unclear'
          ? await this.recognition.ofMail(read)
          : await this.#proposed(read.from?.address)
        : await this.#ofMeant(meant, read);
    const about = { ...whose, ...(meant && { deliveryId: meant.delivery.id }) };
    if (sorted.sort === 'automatic' || sorted.sort === 'read-receipt') return { state: 'noted', ...about };
    // An appointment that a calendar answers is no answer to the meeting.
    const proposes =
      sorted.sort === 'calendar-answer' && sorted.uid?.startsWith('check.') !== true ? sorted.proposes : undefined;
    return { state: 'open', ...about, ...(proposes && { proposes }) };
  }

  /** A mail of several offices is about the one of them whose code it names, if any. */
  async #ofMeant(meant: Meant, read: ReadMail): Promise<Whose> {
    const whose = await this.recognition.ofDelivery(meant);
    if (meant.beside.length === 0) return whose;
    const named = await this.recognition.ofMail(read);
    return named.recognisedBy === 'code' && named.meetingId === whose.meetingId ? named : whose;
  }

  async #bounced(
    { id: mailId }: StoredMail,
    { reports }: Extract<Sorted, { sort: 'bounce' }>,
    meant: Meant | undefined,
  ): Promise<Settled> {
    if (meant === undefined) {
      // Whoever writes such a report need only know an address: it is shown, and nothing is done.
      const [recipient] = reports.flatMap(({ recipients }) => recipients);
      const { said } = bounceOf(reports, []);
      return { state: 'open', ...(said !== '' && { said }), ...(await this.#proposed(recipient)) };
    }
    const { delivery, generation } = meant;
    const addresses = [delivery.address, ...(delivery.past ?? []).map(({ address }) => address)].flatMap(
      (each) => each ?? [],
    );
    const bounce = bounceOf(reports, addresses);
    const about = {
      ...(await this.recognition.ofDelivery(meant)),
      deliveryId: delivery.id,
      ...(bounce.said !== '' && { said: bounce.said }),
    };
    if (bounce.is !== 'failed') {
      if (bounce.is === 'arrived') await this.#proved(meant);
      return { state: bounce.is === 'elsewhere' ? 'open' : 'noted', ...about };
    }
    const { said: error, failure, nobodyThere } = bounce;
    for (const each of [{ delivery, generation }, ...meant.beside])
      await this.#cameBack(each, { mailId, error, failure, nobodyThere });
    return { state: 'noted', ...about };
  }

  async #cameBack(
    { delivery, generation }: Pick<Meant, 'delivery' | 'generation'>,
    { mailId, error, failure, nobodyThere }: CameBack,
  ): Promise<void> {
    const now = this.clock.now().toISOString();
    const command = { do: 'bounce', generation, error, failure, now } as const;
    if (this.#applies(delivery, command)) {
      // Before the delivery says so: in between it may be done again, and afterwards staff may have lifted it.
      if (nobodyThere && delivery.address !== undefined)
        await this.suppressions.suppress(delivery.address, { source: 'bounce', said: error, mailId });
      await this.ledger.apply(delivery, command);
    }
    // Whoever acts on it finds the delivery as it ended; nothing where staff lifted that meanwhile.
    if (nobodyThere && delivery.address !== undefined && (await this.suppressions.has(delivery.address)))
      await this.suppressions.met(delivery.address, delivery);
  }

  async #proved(meant: Meant): Promise<void> {
    for (const { delivery, generation } of [meant, ...meant.beside]) {
      const command = { do: 'prove', generation, now: this.clock.now().toISOString() } as const;
      if (this.#applies(delivery, command)) await this.ledger.apply(delivery, command);
    }
  }

  /** Throws unavailable while the mail is still being handed over: what came of that is written in a moment. */
  #applies(delivery: Delivery, command: DeliveryCommand): boolean {
    if (delivery.state === 'submitting') throw unavailable('mail-in-hand');
    try {
      decide(delivery, command);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'delivery-moved-on') return false;
      throw error;
    }
  }

  async #proposed(address: string | undefined): Promise<Whose> {
    const office = address === undefined ? undefined : await this.recognition.bySender(address);
    if (office === undefined) return {};
    const { invitationId, name, provinceCode, meetingId } = office;
    return { meetingId, office: { invitationId, name, provinceCode }, recognisedBy: 'sender' };
  }

  async #settle(
    mail: StoredMail,
    read: ReadMail | undefined,
    sort: SortedFields['sort'],
    settled: Settled,
  ): Promise<void> {
    const files = read?.parts ?? [];
    for (const [index, { content }] of files.entries())
      await this.store.keepFile(mail.id, `${mail.id}-${index + 1}`, content);
    const text = read?.text ?? '';
    const fields: SortedFields = {
      sort,
      subject: read?.subject ?? '',
      ...(read?.from && { from: read.from }),
      ...((read?.replyTo ?? read?.from?.address) !== undefined && {
        replyTo: read?.replyTo ?? read?.from?.address ?? '',
      }),
      ...(read?.messageId !== undefined && { messageId: read.messageId }),
      ...(read !== undefined && read.answers.length > 0 && { references: read.answers.toReversed() }),
      text: text.slice(0, mostText),
      cut: read === undefined || text.length > mostText,
      attachments: files.map(({ contentType, fileName, content }, index) => ({
        number: index + 1,
        name: fileName ?? '',
        contentType: contentType.slice(0, 100),
        bytes: content.length,
      })),
      ...settled,
    };
    if (await this.store.change(mail, { ...fields, tries: undefined, nextTryAt: undefined }))
      this.#counter.inc({ sort });
  }
}
