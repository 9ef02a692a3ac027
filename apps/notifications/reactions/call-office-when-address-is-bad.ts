import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Addressing } from '../addressing/addressing.module.js';
import { CallListService } from '../call-list/call-list.module.js';
import { MissingService } from '../missed/missed.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';
import { Suppressions } from '../suppression/suppression.module.js';

/**
 * What did not arrive at one address of an office or a site goes to another that it has. An office that mail reaches at none is
 * called; once a mail reached it, no more for that, though perhaps for its silence. A site's people are not called.
 */
@Injectable()
export class CallOfficeWhenAddressIsBad implements OnModuleInit {
  constructor(
    private readonly addresses: Suppressions,
    private readonly addressing: Addressing,
    private readonly missed: MissingService,
    private readonly callList: CallListService,
    private readonly recipients: RecipientStore,
    private readonly reminders: ReminderService,
  ) {}

  onModuleInit(): void {
    this.addresses.watch({
      addressIsBad: async (recipientId) => {
        const office = (await this.recipients.find([recipientId])).get(recipientId);
        if (
          office !== undefined
          && !(await this.addressing.of({ meetingId: office.meetingId, recipientId })).isReachable
        )
          return this.callList.badAddress(recipientId);
        await this.missed.sendAgain(recipientId);
      },
      addressIsGood: async (recipientId) => {
        await this.callList.reached(recipientId);
        const office = (await this.recipients.find([recipientId])).get(recipientId);
        if (office !== undefined) await this.reminders.officeHeard(office);
      },
    });
  }
}
