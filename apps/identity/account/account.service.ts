import { Injectable } from '@nestjs/common';
import { type AddStaff, fieldProblem, type ParsedRequestOf, type Staff } from '#contracts';
import { retryOnConflict } from '#persistence';
import { conflict } from '#platform';
import { SessionEnding } from '../session/session.module.js';
import { AdministratorsStore } from './administrators.store.js';
import { hashPassword } from './password.js';
import { mustBeStrong } from './password-strength.js';
import { isAdministrator, newStaff } from './staff.js';
import { StaffStore } from './staff.store.js';

type Changeable = Pick<Staff, 'name' | 'roles' | 'active'> & { readonly provinceCode?: string | undefined };

const lastAdministrator = () =>
  conflict('last-administrator', { details: { fields: [fieldProblem('roles', 'last-administrator')] } });

/** What administrators do to accounts. */
@Injectable()
export class AccountService {
  constructor(
    private readonly staff: StaffStore,
    private readonly administrators: AdministratorsStore,
    private readonly ending: SessionEnding,
  ) {}

  /** Whoever is an active administrator when the roll is begun. */
  async beginRoll(): Promise<void> {
    await this.administrators.begin(await this.staff.activeAdministrators());
  }

  async add({ password, ...draft }: ParsedRequestOf<typeof AddStaff>): Promise<Staff> {
    const staff = newStaff(draft);
    mustBeStrong(password, staff, 'password');
    if ((await this.staff.insert(staff, await hashPassword(password))) === 'exists')
      throw conflict('staff-exists', { details: { fields: [fieldProblem('email', 'address-taken')] } });
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

  /** Throws conflict 'last-administrator' if nobody could administer after it. */
  change(staffId: string, decide: (staff: Staff) => Changeable): Promise<Staff> {
    return retryOnConflict(async () => {
      const { staff, revision } = await this.staff.get(staffId);
      const { name, active, provinceCode, ...wanted } = decide(staff);
      const roles = [...new Set(wanted.roles)];
      const changed: Staff = {
        id: staff.id,
        email: staff.email,
        name,
        roles,
        active,
        ...(provinceCode !== undefined && { provinceCode }),
      };
      const leaves = isAdministrator(staff) && !isAdministrator(changed);
      if (leaves) await this.#leave(staffId);
      try {
        await this.staff.save({ id: staffId, revision }, { name, roles, active, provinceCode });
      } catch (error) {
        if (leaves) await this.administrators.add(staffId);
        throw error;
      }
      if (isAdministrator(changed)) await this.administrators.add(staffId);
      if (active) this.ending.changed(staffId);
      else await this.ending.all(staffId);
      return changed;
    });
  }

  async resetPassword(staffId: string, password: string): Promise<void> {
    await retryOnConflict(async () => {
      const { staff, revision } = await this.staff.get(staffId);
      mustBeStrong(password, staff, 'password');
      await this.staff.save({ id: staffId, revision }, { passwordHash: await hashPassword(password) });
    });
    await this.ending.all(staffId);
  }

  async signOut(staffId: string): Promise<number> {
    await this.staff.get(staffId);
    return this.ending.all(staffId);
  }

  /** The roll refuses the last one, whoever leaves at the same time; the accounts themselves are looked at too, as the roll may be ahead of them. */
  async #leave(staffId: string): Promise<void> {
    if (!(await this.administrators.take(staffId))) throw lastAdministrator();
    const others = (await this.staff.activeAdministrators()).filter((each) => each !== staffId);
    if (others.length > 0) return;
    await this.administrators.add(staffId);
    throw lastAdministrator();
  }
}
