import { Module } from '@nestjs/common';
import { ForgettingSweep } from './forgetting.sweep.js';
import { MailCopyStore } from './mail-copy.store.js';

export { type KeptBy, type MailCopy, MailCopyStore } from './mail-copy.store.js';

/** Mails as they went out, byte for byte. */
@Module({ providers: [MailCopyStore, ForgettingSweep], exports: [MailCopyStore] })
export class MailCopyModule {}
