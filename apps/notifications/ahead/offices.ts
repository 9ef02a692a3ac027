import { Injectable } from '@nestjs/common';
import { ContactStore, type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { type Reached } from './verdict.js';

type Narrowed = { readonly class?: string | undefined; readonly provinceCode?: string | undefined };

/** A meeting's offices with where each is reached now. */
@Injectable()
export class Offices {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly suppressions: Suppressions,
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
    const contacts = await this.contacts.ofOffices(offices);
    return Promise.all(
      offices.map(async (office) => {
        const { email } = contacts.get(office.invitationId) ?? office;
        return { ...office, address: email, isBad: email !== undefined && (await this.suppressions.has(email)) };
      }),
    );
  }
}
