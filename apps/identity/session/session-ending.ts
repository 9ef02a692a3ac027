import { Injectable } from '@nestjs/common';
import { SessionsEnded, sessionsEndedSubject } from '#contracts';
import { Hints } from '#messaging';
import { SessionStore } from './session.store.js';

/** Ends sessions, and tells whoever holds a stream open for them. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: SessionStore,
    private readonly hints: Hints,
  ) {}

  async one(sessionHash: string): Promise<void> {
    const staffId = await this.sessions.remove(sessionHash);
    if (staffId !== undefined) this.#tell({ staffId, sessionHash });
  }

  /** All sessions of a member of staff but `except`; how many there were. */
  async all(staffId: string, except?: string): Promise<number> {
    const ended = await this.sessions.removeAll(staffId, except);
    this.#tell({ staffId, ...(except !== undefined && { except }) });
    return ended;
  }

  /** The sessions stay, and what they may do has changed: open streams are asked anew. */
  changed(staffId: string): void {
    this.#tell({ staffId });
  }

  #tell(hint: SessionsEnded): void {
    this.hints.publish(sessionsEndedSubject, hint);
  }
}
