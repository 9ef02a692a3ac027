import { Module } from '@nestjs/common';
import { SessionEnding } from './session-ending.js';
import { SessionStore } from './session.store.js';

/** Sessions by the hash of their token, and whose they are. */
@Module({ providers: [SessionStore, SessionEnding], exports: [SessionStore, SessionEnding] })
export class SessionModule {}

export { newSessionToken, sessionHash } from './session.js';
export { SessionEnding, SessionStore };
