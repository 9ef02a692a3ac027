import { Module } from '@nestjs/common';
import { PausingModule } from '../pausing/pausing.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { ShortTextModule } from '../short-text/short-text.module.js';
import { WebhookModule } from '../webhook/webhook.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { MessageChannel } from './message-channel.js';
import { ShortMessageStore } from './short-message.store.js';
import { ShortMessageSweep } from './short-message.sweep.js';
import { ShortMessages } from './short-messages.js';
import { WebhookChannel } from './webhook-channel.js';

export { type KeptMessage } from './short-message.store.js';
export { ShortMessages } from './short-messages.js';

/** Short messages to the mobiles of offices, beside their reminders. */
@Module({
  imports: [PausingModule, RecipientModule, ShortTextModule, WebhookModule, WritingModule],
  providers: [
    ShortMessageStore,
    ShortMessages,
    ShortMessageSweep,
    { provide: MessageChannel, useClass: WebhookChannel },
  ],
  exports: [ShortMessages],
})
export class ShortMessageModule {}
