import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallListService } from '../call-list/call-list.module.js';
import { BadAddresses } from '../sending/sending.module.js';

/** An office that mail does not reach is called; once a mail reached it, no more for that. A site's people are not called. */
@Injectable()
export class CallOfficeWhenAddressIsBad implements OnModuleInit {
  constructor(
    private readonly addresses: BadAddresses,
    private readonly callList: CallListService,
  ) {}

  onModuleInit(): void {
    this.addresses.watch({
      addressIsBad: (recipientId) => this.callList.badAddress(recipientId),
      addressIsGood: (recipientId) => this.callList.reached(recipientId),
    });
  }
}
