import { Injectable } from '@nestjs/common';
import { type ParsedRequestOf, type SuppressAddress } from '#contracts';
import { ContactStore, RecipientStore } from '../recipient/recipient.module.js';
import { Suppressions } from './suppressions.js';

/** Staff know that an address is wrong: by a call, or by a letter that came back. */
@Injectable()
export class SuppressingByHand {
  constructor(
    private readonly suppressions: Suppressions,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
  ) {}

  async suppress({ address, reason }: ParsedRequestOf<typeof SuppressAddress>): Promise<void> {
    const offices = await this.recipients.ofOrganisations(await this.contacts.organisationsAt(address));
    await this.suppressions.suppressFor(address, reason, offices);
  }
}
