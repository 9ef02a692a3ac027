import { Inject, Injectable } from '@nestjs/common';
import {
  type ChangePassword,
  fieldProblem,
  type GetSession,
  type ParsedRequestOf,
  type ReturnOf,
  type Session,
} from '#contracts';
import { Clock, forbidden, invalid } from '#platform';
import { hashPassword, mustBeStrong, passwordMatches, StaffStore } from '../account/account.module.js';
import { newSessionToken, SessionEnding, sessionHash, SessionStore } from '../session/session.module.js';

/** Under this token how long a sign-in lasts is injected, in milliseconds. */
export const SessionLifetimeMs = Symbol('SessionLifetimeMs');

const refused = () => forbidden('sign-in-refused');
const notSignedIn = () => forbidden('session-invalid');

@Injectable()
export class SignInService {
  /** Compared with when the address is unknown, so that this takes as long as a wrong password. */
  readonly #nobodysHash = hashPassword(newSessionToken());

  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: SessionStore,
    private readonly ending: SessionEnding,
    private readonly clock: Clock,
    @Inject(SessionLifetimeMs) private readonly lifetimeMs: number,
  ) {}

  async open(email: string, password: string): Promise<Session> {
    const account = await this.staff.findByEmail(email);
    const matches = await passwordMatches(password, account?.passwordHash ?? (await this.#nobodysHash));
    if (account === undefined || !matches || !account.staff.active) throw refused();
    const sessionToken = newSessionToken();
    const expiresAt = new Date(this.clock.now().getTime() + this.lifetimeMs);
    await this.sessions.insert(sessionHash(sessionToken), account.staff.id, expiresAt);
    // Comparing takes its time. Whoever changed the password or closed the account meanwhile ended the sessions before this one was there.
    const now = await this.staff.findByEmail(email);
    if (now === undefined || !now.staff.active || now.passwordHash !== account.passwordHash) {
      await this.sessions.remove(sessionHash(sessionToken));
      throw refused();
    }
    return { sessionToken, staff: now.staff, expiresAt: expiresAt.toISOString() };
  }

  async get(sessionToken: string): Promise<ReturnOf<typeof GetSession>> {
    const session = await this.sessions.find(sessionHash(sessionToken));
    if (session === undefined || session.expiresAt <= this.clock.now().toISOString()) throw notSignedIn();
    const staff = await this.staff.find(session.staffId);
    if (staff === undefined || !staff.active) throw notSignedIn();
    return { staff, expiresAt: session.expiresAt };
  }

  close(sessionToken: string): Promise<void> {
    return this.ending.one(sessionHash(sessionToken));
  }

  async closeAll(sessionToken: string): Promise<number> {
    const { staff } = await this.get(sessionToken);
    return this.ending.all(staff.id);
  }

  async changePassword({
    sessionToken,
    currentPassword,
    newPassword,
  }: ParsedRequestOf<typeof ChangePassword>): Promise<void> {
    const { staff } = await this.get(sessionToken);
    const account = await this.staff.get(staff.id);
    if (!(await passwordMatches(currentPassword, account.passwordHash)))
      throw invalid('wrong-password', { details: { fields: [fieldProblem('currentPassword', 'password-wrong')] } });
    mustBeStrong(newPassword, staff, 'newPassword');
    await this.staff.save(
      { id: staff.id, revision: account.revision },
      { passwordHash: await hashPassword(newPassword) },
    );
    await this.ending.all(staff.id, sessionHash(sessionToken));
  }
}
