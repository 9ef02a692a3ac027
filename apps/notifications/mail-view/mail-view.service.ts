import { Injectable } from '@nestjs/common';
import {
  type DeliveryDetail,
  type ListDeliveries,
  type MailAttention,
  type MailPreview,
  type MailRecipient,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import { confinedTo, mustReach } from '#messaging';
import { searchWords } from '#words';
import { MailLateness } from '../lateness/lateness.module.js';
import { isOpen, MailLanes } from '../lane/lane.module.js';
import { type Delivery, DeliveryStore, mayBeResent, siteNameOf, viewOf } from '../ledger/ledger.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { ContactStore, RecipientStore } from '../recipient/recipient.module.js';
import { MailWriter } from '../writing/writing.module.js';
import { attentionOf } from './attention.js';
import { isFoundBy } from './found.js';

type Filter = Pick<
  ParsedRequestOf<typeof ListDeliveries>,
  'meetingId' | 'recipientId' | 'class' | 'provinceCode' | 'q'
>;

/** Deliveries as people look at them: with whom they go to by name, with what their mails say, and what needs a decision. */
@Injectable()
export class MailViewService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly writer: MailWriter,
    private readonly lanes: MailLanes,
    private readonly lateness: MailLateness,
    private readonly pauses: MailPauses,
  ) {}

  /** Throws forbidden 'other-province' where one is asked for whom whoever asks does not reach. */
  async list(request: ParsedRequestOf<typeof ListDeliveries>): Promise<ReturnOf<typeof ListDeliveries>> {
    if (request.provinceCode !== undefined) mustReach(request.provinceCode);
    const recipientIds = await this.#chosen({ ...request, provinceCode: confinedTo() ?? request.provinceCode });
    const { items, ...next } = await this.deliveries.page({ ...request, ...(recipientIds && { recipientIds }) });
    const named = await this.#named(items);
    return { ...next, items: items.map((each) => ({ ...viewOf(each), ...named(each) })) };
  }

  /** Throws not-found 'delivery-not-found', forbidden 'other-province'. */
  async get(deliveryId: string): Promise<DeliveryDetail> {
    const delivery = await this.deliveries.get(deliveryId);
    await this.#mustReach(delivery.recipientId);
    const { plannedFor, submittedAt, usefulUntil, past, state } = delivery;
    const [named, address] = await Promise.all([this.#named([delivery]), this.#addressOf(delivery)]);
    return {
      ...viewOf(delivery),
      ...named(delivery),
      mayResend: mayBeResent(delivery) && state !== 'unknown',
      mayDecide: state === 'unknown',
      ...(address !== undefined && { address }),
      ...(plannedFor !== undefined && { plannedFor }),
      ...(submittedAt !== undefined && { submittedAt }),
      ...(usefulUntil !== undefined && { usefulUntil }),
      ...(past !== undefined && {
        earlier: past.map((each) => ({
          ...(each.address !== undefined && { address: each.address }),
          ...(each.leftAt !== undefined && { leftAt: each.leftAt }),
        })),
      }),
    };
  }

  /** Throws not-found 'delivery-not-found', conflict 'mail-not-writable'. */
  async preview(deliveryId: string): Promise<MailPreview> {
    return this.writer.preview(await this.deliveries.get(deliveryId));
  }

  /** What of a meeting's mails waits for people, of the offices of one province or of all recipients. */
  async undecided(
    meetingId: string,
  ): Promise<(provinceCode?: string) => { readonly unknown: number; readonly unreached: number }> {
    const deliveries = await this.deliveries.besideFailed(meetingId);
    const offices = await this.recipients.find([...new Set(deliveries.map(({ recipientId }) => recipientId))]);
    return (provinceCode) =>
      attentionOf(
        provinceCode === undefined
          ? deliveries
          : deliveries.filter(({ recipientId }) => offices.get(recipientId)?.provinceCode === provinceCode),
        offices,
      );
  }

  async attention(meetingId: string): Promise<MailAttention> {
    const [undecided, overdue, lanes, pauses, lateSince] = await Promise.all([
      this.undecided(meetingId),
      this.deliveries.countOverdue(meetingId),
      this.lanes.now(),
      this.pauses.now(),
      this.lateness.since(),
    ]);
    const paused = pauses.some((pause) => pause.meetingId === undefined || pause.meetingId === meetingId);
    const laneStopped = !lanes.every(isOpen);
    return { meetingId, ...undecided(), overdue, laneStopped, paused, ...(lateSince !== undefined && { lateSince }) };
  }

  /** Where it went last, or would go now. */
  async #addressOf(delivery: Delivery): Promise<string | undefined> {
    return delivery.address ?? delivery.sendTo ?? (await this.writer.addressOf(delivery));
  }

  /** The recipients that are asked for; nothing where that is all of them. */
  async #chosen({
    meetingId,
    recipientId,
    class: ofClass,
    provinceCode,
    q = '',
  }: Filter): Promise<readonly string[] | undefined> {
    if (recipientId !== undefined) {
      await this.#mustReach(recipientId);
      return [recipientId];
    }
    const wanted = searchWords(q);
    if (ofClass === undefined && provinceCode === undefined && wanted.length === 0) return undefined;
    const offices = await this.recipients.named(meetingId, {
      ...(ofClass !== undefined && { class: ofClass }),
      ...(provinceCode !== undefined && { provinceCode }),
    });
    const sites = ofClass === undefined && provinceCode === undefined ? await this.contacts.sites() : [];
    return [...offices, ...sites].filter((each) => isFoundBy(wanted, each)).map(({ id }) => id);
  }

  /** Who is confined to a province reaches its offices alone: no site, and nobody who is written to as staff. */
  async #mustReach(recipientId: string): Promise<void> {
    if (confinedTo() === undefined) return;
    mustReach((await this.recipients.find([recipientId])).get(recipientId)?.provinceCode ?? '');
  }

  async #named(
    deliveries: readonly Delivery[],
  ): Promise<(delivery: Delivery) => { readonly recipient?: MailRecipient }> {
    const offices = await this.recipients.find([...new Set(deliveries.map(({ recipientId }) => recipientId))]);
    return (delivery) => {
      const office = offices.get(delivery.recipientId);
      const siteName = siteNameOf(delivery);
      const { digest } = delivery.content ?? {};
      if (digest !== undefined) return { recipient: { name: { th: digest.name, en: digest.name } } };
      if (office === undefined) return siteName === undefined ? {} : { recipient: { name: siteName } };
      const { name, class: ofClass, provinceCode } = office;
      return { recipient: { name, class: ofClass, provinceCode } };
    };
  }
}
