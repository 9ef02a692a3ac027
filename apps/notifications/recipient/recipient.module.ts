import { Module } from '@nestjs/common';
import { ContactStore } from './contact.store.js';
import { RecipientStore } from './recipient.store.js';

export { ContactStore, organisationContact, siteContact } from './contact.store.js';
export { type Contact, isSilent, type Mailbox, mayCome, type Recipient } from './recipient.js';
export { mobileOf } from './mobile.js';
export { RecipientStore } from './recipient.store.js';

/** Whom mails go to: invited offices, and where they and the sites are reached. */
@Module({ providers: [RecipientStore, ContactStore], exports: [RecipientStore, ContactStore] })
export class RecipientModule {}
