import { Inject, Injectable } from '@nestjs/common';
import { type AddStaff, type ChangePassword, fieldProblem, type GetSession, type ParsedRequestOf, type ReplyOf, type Session, type Staff } from '#contracts';
import { conflict, forbidden, invalid, SystemClock } from '#platform';
import { SessionLifetimeMs } from '../config.js';
import { AdministratorsStore } from './administrators.store.js';
import { hashPassword, passwordMatches } from './password.js';
import { mustBeStrong } from './password-strength.js';
import { SessionEnding } from './session-ending.js';
import { SessionStore } from './session.store.js';
import { isAdministrator, newSessionToken, newStaff, sessionHash } from './staff.js';
import { StaffStore } from './staff.store.js';

const refused = () => forbidden('sign-in-refused', 'The address or the password is not right, or the account is closed. Try again, or ask an administrator.');
const notSignedIn = () => forbidden('session-invalid', 'Nobody is signed in by this session, or no longer: sign in again.');

@Injectable()
export class StaffService {
  /** Compared with when the address is unknown, so that this takes as long as a wrong password. */
  readonly #nobodysHash = hashPassword(newSessionToken());
  /** A meeting's clock that is moved or stands still signs nobody out and keeps nobody in. */
  readonly #system = new SystemClock();

  constructor(
    private readonly staff: StaffStore,
    private readonly sessions: SessionStore,
    private readonly administrators: AdministratorsStore,
    private readonly ending: SessionEnding,
    @Inject(SessionLifetimeMs) private readonly lifetimeMs: number,
  ) {}

  async add({ password, ...draft }: ParsedRequestOf<typeof AddStaff>): Promise<Staff> {
    const staff = newStaff(draft);
    mustBeStrong(password, staff, 'password');
    if ((await this.staff.insert(staff, await hashPassword(password))) === 'exists')
      throw conflict('staff-exists', `There is an account for ${staff.email} already: use another address.`, {
        details: { fields: [fieldProblem('email', 'address-taken')] },
      });
    if (isAdministrator(staff)) await this.administrators.add(staff.id);
    return staff;
  }

  /** The first administrator; one who is there already stays as they are. */
  async ensureAdministrator(email: string, password: string): Promise<void> {
    if (!(await this.staff.findByEmail(email))) {
      const first = newStaff({ email, name: email, roles: ['administrator'] });
      mustBeStrong(password, first, 'SALA_ADMIN_PASSWORD');
      await this.staff.insert(first, await hashPassword(password));
    }
  }

  async open(email: string, password: string): Promise<Session> {
    const account = await this.staff.findByEmail(email);
    const matches = await passwordMatches(password, account?.passwordHash ?? (await this.#nobodysHash));
    if (account === undefined || !matches || !account.staff.active) throw refused();
    const sessionToken = newSessionToken();
    const expiresAt = new Date(this.#system.now().getTime() + this.lifetimeMs);
    await this.sessions.insert(sessionHash(sessionToken), account.staff.id, expiresAt);
    // Comparing takes its time. Whoever changed the password or closed the account meanwhile ended the sessions before this one was there.
    const now = await this.staff.findByEmail(email);
    if (now === undefined || !now.staff.active || now.passwordHash !== account.passwordHash) {
      await this.sessions.remove(sessionHash(sessionToken));
      throw refused();
    }
    return { sessionToken, staff: now.staff, expiresAt: expiresAt.toISOString() };
  }

  async get(sessionToken: string): Promise<ReplyOf<typeof GetSession>> {
    const session = await this.sessions.find(sessionHash(sessionToken));
    if (session === undefined || session.expiresAt <= this.#system.now().toISOString()) throw notSignedIn();
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

  async changePassword({ sessionToken, currentPassword, newPassword }: ParsedRequestOf<typeof ChangePassword>): Promise<void> {
    const { staff } = await this.get(sessionToken);
    const account = await this.staff.get(staff.id);
    if (!(await passwordMatches(currentPassword, account.passwordHash)))
      throw invalid('wrong-password', 'The present password is not right.', { details: { fields: [fieldProblem('currentPassword', 'password-wrong')] } });
    mustBeStrong(newPassword, staff, 'newPassword');
    await this.staff.save({ id: staff.id, revision: account.revision }, { passwordHash: await hashPassword(newPassword) });
    await this.ending.all(staff.id, sessionHash(sessionToken));
  }
}
