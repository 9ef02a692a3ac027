import { Inject, Injectable } from '@nestjs/common';
import { type GetSession, type ParsedRequestOf, type AddStaff, type ReplyOf, type Session, type Staff } from '#contracts';
import { Clock, conflict, forbidden } from '#platform';
import { SessionLifetimeMs } from '../config.js';
import { hashPassword, passwordMatches } from './password.js';
import { SessionStore } from './session.store.js';
import { newSessionToken, newStaff, sessionHash } from './staff.js';
import { StaffStore } from './staff.store.js';

const notSignedIn = () => forbidden('session-invalid', 'Nobody is signed in by this session, or no longer: sign in again.');

@Injectable()
export class StaffService {
  /** Compared with when the address is unknown, so that this takes as long as a wrong password. */
  readonly #nobodysHash = hashPassword(newSessionToken());

  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
    @Inject(SessionLifetimeMs) private readonly lifetimeMs: number,
  ) {}

  async add({ password, ...draft }: ParsedRequestOf<typeof AddStaff>): Promise<Staff> {
    const staff = newStaff(draft);
    if ((await this.staff.insert(staff, await hashPassword(password))) === 'exists')
      throw conflict('staff-exists', `There is an account for ${staff.email} already: use another address.`, {
        details: { fields: [{ field: 'email', problem: 'has an account already', remedy: 'use another address' }] },
      });
    return staff;
  }

  /** The first administrator; one who is there already stays as they are. */
  async ensureAdministrator(email: string, password: string): Promise<void> {
    if (await this.staff.findByEmail(email)) return;
    await this.staff.insert(newStaff({ email, name: email, roles: ['administrator'] }), await hashPassword(password));
  }

  async open(email: string, password: string): Promise<Session> {
    const account = await this.staff.findByEmail(email);
    const matches = await passwordMatches(password, account?.passwordHash ?? (await this.#nobodysHash));
    if (account === undefined || !matches || !account.staff.active)
      throw forbidden('sign-in-refused', 'The address or the password is not right, or the account is closed. Try again, or ask an administrator.');
    const sessionToken = newSessionToken();
    const expiresAt = new Date(this.clock.now().getTime() + this.lifetimeMs);
    await this.sessions.insert(sessionHash(sessionToken), account.staff.id, expiresAt, this.lifetimeMs);
    return { sessionToken, staff: account.staff, expiresAt: expiresAt.toISOString() };
  }

  async get(sessionToken: string): Promise<ReplyOf<typeof GetSession>> {
    const session = await this.sessions.find(sessionHash(sessionToken));
    if (session === undefined || session.expiresAt <= this.clock.now().toISOString()) throw notSignedIn();
    const staff = await this.staff.find(session.staffId);
    if (staff === undefined || !staff.active) throw notSignedIn();
    return { staff, expiresAt: session.expiresAt };
  }

  close(sessionToken: string): Promise<void> {
    return this.sessions.remove(sessionHash(sessionToken));
  }
}
