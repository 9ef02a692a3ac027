import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Bilingual, isReached, isSiteReached, type Language, ListReadiness, ListWhoCame } from '#contracts';
import { RpcClient } from '#messaging';
import { readAhead } from '#platform';
import { usualLanguage } from '#words';
import { Addressing } from '../addressing/addressing.module.js';
import { CallListService } from '../call-list/call-list.module.js';
import { type Delivery, type NewDelivery, DeliveryService, DeliveryStore } from '../ledger/ledger.module.js';
import { type MailContent } from '../mail/mail.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ContactStore, type Recipient, RecipientStore, siteContact } from '../recipient/recipient.module.js';
import { ShortMessages } from '../short-message/short-message.module.js';
import { outlivingKinds } from '../writing/writing.module.js';
import { dayAt } from './mail-times.js';
import { type CallOrder, type MailOrder } from './reminder-workflow.js';

type Told = { readonly recipientId: string; readonly language: Language; readonly content?: MailContent };

type ToOffices = Exclude<MailOrder['to'], 'sites' | 'unchecked' | { readonly checkedOn: string }>;

/** The last mail of its kind that each recipient has. */
const lastOfEach = (mails: readonly Delivery[]): ReadonlyMap<string, Delivery> => {
  const last = new Map<string, Delivery>();
  for (const mail of mails)
    if (mail.ordinal > (last.get(mail.recipientId)?.ordinal ?? 0)) last.set(mail.recipientId, mail);
  return last;
};

/** Does what the reminder workflow says. Doing it again changes nothing. */
@Injectable()
export class ReminderOrders {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly deliveries: DeliveryStore,
    private readonly addressing: Addressing,
    private readonly service: DeliveryService,
    private readonly calls: CallListService,
    private readonly meetings: MeetingStore,
    private readonly rpc: RpcClient,
    private readonly shortMessages: ShortMessages,
  ) {}

  /** One mail to each of them. Whether it is still to be sent, and had been heard of what changed, is looked at when it leaves. */
  async mail(meetingId: string, order: MailOrder): Promise<void> {
    const { kind, ordinal, dueAt, content } = order;
    const meeting = await this.meetings.get(meetingId);
    const plan = async (to: readonly Told[]) => {
      const mails = to.map((each): NewDelivery => ({ meetingId, kind, ordinal, dueAt, ...each }));
      await this.addressing.plan(mails);
      await this.shortMessages.planBeside(meeting, mails);
    };
    if (order.to === 'sites') return plan(await this.#sites(meetingId, order.content.cancelled.reason));
    if (order.to === 'unchecked') return plan(await this.#unchecked(meetingId, order));
    if (order.kind === 'check-reminder') return plan(await this.#checkedOn(meetingId, order));
    // Whom a later one of its kind goes to at this moment gets that.
    const { of, except = [] } = order;
    const isNews = kind !== 'reminder' && content !== undefined;
    // The same told again under another number, as after registration's data went back, is no second mail.
    const told = isNews ? lastOfEach(await this.deliveries.ofMeeting(meetingId, kind)) : new Map<string, Delivery>();
    const pages = this.#pages(meetingId, order.to);
    for await (const offices of readAhead(pages))
      await plan(
        offices
          .filter((office) => isReached(of, office) && !except.some((other) => isReached(other, office)))
          .filter(({ invitationId }) => !isNews || !isDeepStrictEqual(told.get(invitationId)?.content, content))
          .map(({ invitationId, language }) => ({
            recipientId: invitationId,
            language,
            ...(content !== undefined && { content }),
          })),
      );
  }

  /** What has not left about a meeting that is off. */
  cancel(meetingId: string): Promise<void> {
    return this.service.cancelPlanned(meetingId, outlivingKinds);
  }

  async call(meetingId: string, order: CallOrder): Promise<void> {
    if (order.do === 'close')
      return order.whom === 'all' || order.whom === 'silent'
        ? this.calls.closeAll(meetingId, order.whom)
        : this.calls.close(order.whom.invitationId);
    if (order.do === 'wait') return this.calls.wait(order.whom.invitationId);
    const { whom } = order;
    if (whom !== 'silent' && 'invitationId' in whom) return this.calls.raiseSilent([whom]);
    for await (const silent of this.recipients.pages(meetingId, whom)) await this.calls.raiseSilent(silent);
  }

  async *#pages(meetingId: string, to: ToOffices): AsyncGenerator<readonly Recipient[]> {
    if (typeof to === 'object' && 'late' in to) yield [to.late];
    else yield* to === 'came' ? this.#came(meetingId) : this.recipients.pages(meetingId, to);
  }

  /** Those that came, as registration knows. */
  async *#came(meetingId: string): AsyncGenerator<readonly Recipient[]> {
    for (let after: string | undefined; ;) {
      const page = await this.rpc.call(ListWhoCame, { meetingId, limit: 1000, ...(after !== undefined && { after }) });
      yield [...(await this.recipients.find(page.items)).values()].filter(({ withdrawn }) => !withdrawn);
      if (page.next === undefined) return;
      after = page.next;
    }
  }

  /** The sites that will join and have passed no check, as scheduling knows. */
  async #unchecked(meetingId: string, { of, except = [] }: MailOrder): Promise<Told[]> {
    const { items } = await this.rpc.call(ListReadiness, { meetingId });
    const sites = items.filter(
      ({ attending, status, provinceCode }) =>
        attending > 0
        && status !== 'passed'
        && isSiteReached(of, provinceCode)
        && !except.some((other) => isSiteReached(other, provinceCode)),
    );
    return Promise.all(
      sites.map(async ({ siteId, name: siteName }) => ({
        recipientId: siteId,
        language: (await this.addressing.ofSite(siteId, siteName, meetingId)).contact.language,
        content: { checkMissing: { siteName } },
      })),
    );
  }

  /** The sites whose check is on a day, as scheduling knows. */
  async #checkedOn(meetingId: string, order: Extract<MailOrder, { kind: 'check-reminder' }>): Promise<Told[]> {
    const { timeZone } = await this.meetings.get(meetingId);
    const { items } = await this.rpc.call(ListReadiness, { meetingId });
    const told = items.map(async ({ siteId, name: siteName, provinceCode, next }): Promise<Told[]> => {
      if (next === undefined || dayAt(next.startsAt, timeZone) !== order.to.checkedOn) return [];
      if (!isSiteReached(order.of, provinceCode)) return [];
      if ((order.except ?? []).some((other) => isSiteReached(other, provinceCode))) return [];
      const { language } = (await this.addressing.ofSite(siteId, siteName, meetingId)).contact;
      return [{ recipientId: siteId, language, content: { appointment: { ...next, siteName, occasion: 'first' } } }];
    });
    return (await Promise.all(told)).flat();
  }

  /** Each site that has or had an appointment. */
  async #sites(meetingId: string, reason: string): Promise<Told[]> {
    const names = new Map<string, Bilingual>();
    for (const { recipientId, content } of await this.deliveries.ofMeeting(meetingId, 'appointment'))
      if (content?.appointment) names.set(recipientId, content.appointment.siteName);
    const contacts = await this.contacts.find([...names.keys()].map(siteContact));
    return [...names].map(([siteId, siteName]) => ({
      recipientId: siteId,
      language: contacts.get(siteContact(siteId))?.language ?? usualLanguage,
      content: { cancelled: { reason, siteName } },
    }));
  }
}
