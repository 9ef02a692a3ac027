import { Module } from '@nestjs/common';
import { AddressingModule } from '../addressing/addressing.module.js';
import { AnnouncementModule } from '../announcement/announcement.module.js';
import { EnclosureModule } from '../enclosure/enclosure.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { WordingModule } from '../wording/wording.module.js';
import { DeliveryFacts, Standings } from './delivery-facts.js';
import { MailWriter } from './mail-writer.js';
import { RegistrationStandings } from './registration-standings.js';

export { DeliveryFacts } from './delivery-facts.js';
export { MailWriter, type OfOne, type ReadyMail, type WrittenMail } from './mail-writer.js';
export { type InvitationStanding } from './kind.js';
export { mailKinds, outlivingKinds } from './kinds.js';

/** Whether a delivery is still to be sent as things stand, and the mail that it becomes. */
@Module({
  imports: [
    AnnouncementModule,
    EnclosureModule,
    MailModule,
    MeetingModule,
    RecipientModule,
    AddressingModule,
    LedgerModule,
    WordingModule,
  ],
  providers: [DeliveryFacts, { provide: Standings, useClass: RegistrationStandings }, MailWriter],
  exports: [DeliveryFacts, MailWriter],
})
export class WritingModule {}
