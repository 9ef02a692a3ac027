import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallListService } from '../call-list/call-list.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';
import { Suppressions } from '../suppression/suppression.module.js';

/** An office that mail does not reach is called; once a mail reached it, no more for that, though perhaps for its silence. A site's people are not called. */
@Injectable()
export class CallOfficeWhenAddressIsBad implements OnModuleInit {
  constructor(
    private readonly addresses: Suppressions,
    private readonly callList: CallListService,
    private readonly recipients: RecipientStore,
    private readonly reminders: ReminderService,
  ) {}

  onModuleInit(): void {
    this.addresses.watch({
      addressIsBad: (recipientId) => this.callList.badAddress(recipientId),
      addressIsGood: async (recipientId) => {
        await this.callList.reached(recipientId);
        const office = (await this.recipients.find([recipientId])).get(recipientId);
        if (office !== undefined) await this.reminders.officeHeard(office);
      },
    });
  }
}
