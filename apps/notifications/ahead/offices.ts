import { Injectable } from '@nestjs/common';
import { type DeliveryKind } from '#contracts';
import { Addressing, type Reach } from '../addressing/addressing.module.js';
import { type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { type Reached, type Whereto } from './verdict.js';

type Narrowed = { readonly class?: string | undefined; readonly provinceCode?: string | undefined };

/** Where a mail would go first. */
export const whereto = (reach: Reach | undefined, kind: DeliveryKind): Whereto => {
  const [address] = reach?.to(kind) ?? [];
  return { address, isBad: address !== undefined && reach?.isBad(address) === true };
};

/** A meeting's offices with where each is reached now. */
@Injectable()
export class Offices {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly addressing: Addressing,
  ) {}

  /** All that are invited, or those that were withdrawn as well, in order of id, after an id. */
  async *pages(
    meetingId: string,
    of: Narrowed,
    after = '',
    which: 'invited' | 'all' = 'invited',
  ): AsyncGenerator<Reached[]> {
    for await (const page of this.recipients.pages(meetingId, which, after))
      yield this.#reached(
        page.filter(
          (office) =>
            (of.class === undefined || office.class === of.class)
            && (of.provinceCode === undefined || office.provinceCode === of.provinceCode),
        ),
      );
  }

  /** Those of them that the meeting invites. */
  async find(meetingId: string, invitationIds: readonly string[]): Promise<Reached[]> {
    const found = [...(await this.recipients.find(invitationIds)).values()];
    return this.#reached(found.filter((office) => office.meetingId === meetingId && !office.withdrawn));
  }

  async #reached(offices: readonly Recipient[]): Promise<Reached[]> {
    const reaches = await this.addressing.ofOffices(offices);
    return offices.map((office) => {
      const reach = reaches.get(office.invitationId);
      return { ...office, at: (kind) => whereto(reach, kind) };
    });
  }
}
