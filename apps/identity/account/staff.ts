import { type Staff, type StaffDraft } from '#contracts';
import { digestText } from '#platform';
import { type z } from 'zod';

/** One address has one account, however it is capitalised. */
export const accountEmail = (email: string): string => email.trim().toLowerCase();

/** Follows from the address: whoever is added anew is the same person in what was noted before. */
export const staffId = (email: string): string => `staff-${digestText(accountEmail(email), 16)}`;

export const newStaff = ({
  email,
  name,
  roles,
  provinceCode,
}: Omit<z.output<typeof StaffDraft>, 'password'>): Staff => ({
  id: staffId(email),
  email: accountEmail(email),
  name,
  roles: [...new Set(roles)],
  ...(provinceCode !== undefined && { provinceCode }),
  active: true,
});

/** Whether this is one of those without whom nobody could add or mend an account. */
export const isAdministrator = ({ roles, active }: Pick<Staff, 'roles' | 'active'>): boolean =>
  active && roles.includes('administrator');
