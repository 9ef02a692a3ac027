import { Injectable } from '@nestjs/common';
import { FindByReplyCode, type RecognisedBy, ReplyCode } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError } from '#platform';
import { type Delivery, DeliveryStore, generationOf } from '../ledger/ledger.module.js';
import { keyIn, type WayBack } from '../mail/mail.module.js';
import { ContactStore, type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { type OfficeOfMail } from './inbound-mail.js';
import { type ReadMail } from './read-mail.js';

/** A mail of ours that another one speaks of, and which of those that were sent for the same reason. `beside`: those of other offices that left in it. */
export type Meant = {
  readonly delivery: Delivery;
  readonly generation: number;
  readonly beside: readonly { readonly delivery: Delivery; readonly generation: number }[];
  readonly by: 'answers' | 'address';
};

export type Whose = {
  readonly meetingId?: string;
  readonly office?: OfficeOfMail;
  readonly recognisedBy?: RecognisedBy;
};

const mostCodes = 5;
/** What may be a reply code: two groups of five, as it is printed. */
const codeLike = /(?<![\p{L}\p{N}])[0-9A-Za-z๐-๙]{5}[-\u2010-\u2015 ]?[0-9A-Za-z๐-๙]{5}(?![\p{L}\p{N}])/gu;

/** The reply codes that stand in a text: by their check they are hardly ever anything else. */
export const replyCodesIn = (text: string): string[] => {
  const codes = new Set<string>();
  for (const [like] of text.slice(0, 50_000).matchAll(codeLike)) {
    // A word of ten letters is none.
    const code = /[0-9๐-๙]/.test(like) ? ReplyCode.safeParse(like) : undefined;
    if (code?.success === true) codes.add(code.data);
    if (codes.size === mostCodes) break;
  }
  return [...codes];
};

/** The keys of our mails that Message-IDs begin with. */
export const keysIn = (messageIds: readonly string[]): string[] =>
  messageIds.flatMap((id) => /^<([0-9a-f]{32})@/.exec(id)?.slice(1) ?? []);

export const officeOf = ({ invitationId, name, provinceCode }: Recipient): OfficeOfMail => ({
  invitationId,
  name,
  provinceCode,
});

/** Whose mail it is that came. */
@Injectable()
export class Recognition {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly rpc: RpcClient,
  ) {}

  /** The mail of ours that it is about: by the address that only this mail had, or by the Message-IDs that it names, the nearest first. */
  async meant(way: WayBack, recipient: string, messageIds: readonly string[]): Promise<Meant | undefined> {
    const ownKey = keyIn(way, recipient);
    const keys = [...(ownKey === undefined ? [] : [ownKey]), ...keysIn(messageIds)];
    const found = await this.deliveries.ofKeys(keys);
    for (const key of keys) {
      const [first, ...beside] = found.flatMap((delivery) => {
        const generation = generationOf(delivery, key);
        return generation === undefined ? [] : [{ delivery, generation }];
      });
      if (first !== undefined) return { ...first, beside, by: key === ownKey ? 'address' : 'answers' };
    }
    return undefined;
  }

  /** The office of a mail of ours; a site has none, and which of several it is about nobody knows. */
  async ofDelivery({ delivery, beside, by }: Meant): Promise<Whose> {
    const { meetingId, recipientId } = delivery;
    if (beside.length > 0) return { meetingId, recognisedBy: by };
    const office = (await this.recipients.find([recipientId])).get(recipientId);
    return { meetingId, recognisedBy: by, ...(office && { office: officeOf(office) }) };
  }

  /** By the reply code in its text; else by its sender, which is no more than a proposal. */
  async ofMail({ text, subject, from }: ReadMail): Promise<Whose> {
    for (const replyCode of replyCodesIn(`${subject}\n${text}`)) {
      const office = await this.#byCode(replyCode);
      if (office !== undefined) return { meetingId: office.meetingId, office: officeOf(office), recognisedBy: 'code' };
    }
    const office = from === undefined ? undefined : await this.bySender(from.address);
    return office === undefined
      ? {}
      : { meetingId: office.meetingId, office: officeOf(office), recognisedBy: 'sender' };
  }

  /** The one organisation that is reached at an address, as it was invited last; nothing where several are. */
  async bySender(address: string): Promise<Recipient | undefined> {
    const organisations = await this.contacts.organisationsAt(address);
    if (organisations.length !== 1) return undefined;
    const invited = await this.recipients.ofOrganisations(organisations);
    // Ids of invitations say nothing of time; of several meetings a person has to say which.
    return invited.length === 1 ? invited[0] : undefined;
  }

  async #byCode(replyCode: string): Promise<Recipient | undefined> {
    try {
      const { id } = await this.rpc.call(FindByReplyCode, { replyCode });
      return (await this.recipients.find([id])).get(id);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }
}
