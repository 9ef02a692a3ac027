import { Injectable } from '@nestjs/common';
import {
  copyPrefix,
  DeliveryKind,
  type FileMade,
  GetInvitation,
  GetMeeting,
  type NoticeProof,
  type Response,
} from '#contracts';
import { mustReach, RpcClient } from '#messaging';
import { Clock, notFound } from '#platform';
import { CallService } from '../call-list/call-list.module.js';
import { InboundStore, type SortedMail } from '../inbound/inbound.module.js';
import { DeliveryStore, generationOf } from '../ledger/ledger.module.js';
import { MailCopyStore } from '../mail-copy/mail-copy.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ShortMessages } from '../short-message/short-message.module.js';
import { noticeEntries } from './notice.js';

const atOnce = 100;
/** Of answers and of mails that came, more than any office has. */
const mostAsked = 20;

/** What proves that an office was told. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly copies: MailCopyStore,
    private readonly inbound: InboundStore,
    private readonly calls: CallService,
    private readonly messages: ShortMessages,
    private readonly meetings: MeetingStore,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /** Throws not-found 'invitation-not-found', forbidden 'other-province'. */
  async of(invitationId: string): Promise<NoticeProof> {
    const { invitation, responses } = await this.#responses(invitationId);
    const { meetingId, organisation } = invitation;
    mustReach(organisation.provinceCode);
    const meeting = (await this.meetings.find(meetingId)) ?? (await this.rpc.call(GetMeeting, { meetingId }));
    const deliveries = await this.deliveries.ofRecipient(meetingId, invitationId, DeliveryKind.options);
    const [copies, came, calls, messages] = await Promise.all([
      this.copies.ofKeys(deliveries.flatMap(({ keys = [] }) => keys)),
      this.#came(meetingId, invitationId),
      this.calls.list(invitationId),
      this.messages.of(invitationId),
    ]);
    const { title, organiser, timeZone, startsAt, replyBy } = meeting;
    const { name, class: organisationClass, provinceCode, code } = organisation;
    return {
      meeting: { id: meetingId, title, organiser, timeZone, startsAt, replyBy },
      office: { invitationId, name, class: organisationClass, provinceCode, ...(code !== undefined && { code }) },
      madeAt: this.clock.now().toISOString(),
      entries: noticeEntries({ deliveries, copies, came, calls, responses, messages }),
    };
  }

  async #responses(invitationId: string) {
    const ask = (before?: number) =>
      this.rpc.call(GetInvitation, { invitationId, limit: atOnce, ...(before !== undefined && { before }) });
    let page = await ask();
    const { invitation } = page;
    const responses: Response[] = [...page.responses];
    for (let asked = 1; page.earlier !== undefined && asked < mostAsked; asked += 1) {
      page = await ask(page.earlier);
      responses.unshift(...page.responses);
    }
    return { invitation, responses };
  }

  async #came(meetingId: string, invitationId: string): Promise<Omit<SortedMail, 'text'>[]> {
    const found: Omit<SortedMail, 'text'>[] = [];
    let after: string | undefined;
    for (let asked = 0; asked < mostAsked; asked += 1) {
      const page = await this.inbound.page({ meetingId, invitationId, limit: atOnce, after }, undefined);
      found.push(...page.items);
      after = page.next;
      if (after === undefined) break;
    }
    return found;
  }

  /** Throws not-found 'file-not-found' where it is no mail of the delivery, or its bytes are kept no longer. */
  async copy(deliveryId: string, key: string): Promise<FileMade> {
    const delivery = await this.deliveries.get(deliveryId);
    if (generationOf(delivery, key) === undefined) throw notFound('file-not-found', { values: { id: key } });
    const copy = (await this.copies.ofKeys([key])).get(key);
    if (copy?.kept !== true) throw notFound('file-not-found', { values: { id: key } });
    return { fileId: `${copyPrefix}${key}`, name: `${key}.eml`, contentType: 'message/rfc822', bytes: copy.bytes };
  }

  raw(fileId: string): Promise<Buffer> {
    return this.copies.raw(fileId.slice(copyPrefix.length));
  }
}
