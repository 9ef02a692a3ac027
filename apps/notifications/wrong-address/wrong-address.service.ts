import { Injectable } from '@nestjs/common';
import { type GetWrongAddress, type ParsedRequestOf, ReadAddressToken, type ReturnOf } from '#contracts';
import { RpcClient } from '#messaging';
import { forbidden } from '#platform';
import { DeliveryStore } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { mailedAddress } from './mailed-address.js';

type Asked = ParsedRequestOf<typeof GetWrongAddress>;
type Told = ReturnOf<typeof GetWrongAddress>;

/** Whoever got a mail that was meant for somebody else says so: with what only that mail has, and of its address alone. */
@Injectable()
export class WrongAddressService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly deliveries: DeliveryStore,
    private readonly recipients: RecipientStore,
    private readonly meetings: MeetingStore,
    private readonly suppressions: Suppressions,
  ) {}

  /** @throws forbidden 'reply-link-invalid' */
  async get(asked: Asked): Promise<Told> {
    const { address, office, meeting } = await this.#mail(asked);
    return { office, meeting, said: await this.suppressions.has(address) };
  }

  /** @throws forbidden 'reply-link-invalid' */
  async say(asked: Asked): Promise<Told> {
    const { address, recipientIds, office, meeting } = await this.#mail(asked);
    await this.suppressions.suppress(address, { source: 'recipient', said: '' });
    for (const recipientId of recipientIds) await this.suppressions.met(address, { recipientId });
    return { office, meeting, said: true };
  }

  async #mail({ addressToken, mailKey }: Asked) {
    const { invitationId } = await this.rpc.call(ReadAddressToken, { addressToken });
    // One mail may have gone to several offices at the address.
    const deliveries = await this.deliveries.ofKeys([mailKey]);
    const delivery = deliveries.find(({ recipientId }) => recipientId === invitationId);
    const address = delivery === undefined ? undefined : mailedAddress(delivery, mailKey);
    if (delivery === undefined || address === undefined) throw forbidden('reply-link-invalid');
    const [office, meeting] = await Promise.all([
      this.recipients.get(invitationId),
      this.meetings.get(delivery.meetingId),
    ]);
    const recipientIds = [...new Set(deliveries.map(({ recipientId }) => recipientId))];
    return { meeting, office: office.name, address, recipientIds };
  }
}
