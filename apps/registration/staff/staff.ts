import { createHash, randomBytes } from 'node:crypto';
import { type Staff, type StaffDraft } from '#contracts';
import { type z } from 'zod';
import { digestText } from '../invitation/invitation.js';

/** One address has one account, however it is capitalised. */
export const accountEmail = (email: string): string => email.trim().toLowerCase();

export const staffId = (email: string): string => `staff-${digestText(accountEmail(email), 16)}`;

export const newStaff = ({ email, name, roles, provinceCode }: Omit<z.output<typeof StaffDraft>, 'password'>): Staff => ({
  id: staffId(email), email: accountEmail(email), name, roles: [...new Set(roles)], ...(provinceCode !== undefined && { provinceCode }), active: true,
});

/** Whether this is one of those without whom nobody could add or mend an account. */
export const isAdministrator = ({ roles, active }: Pick<Staff, 'roles' | 'active'>): boolean => active && roles.includes('administrator');

/** 256 random bits; only their hash is kept, so whoever reads the database can't sign in with it. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');
export const sessionHash = (sessionToken: string): string => createHash('sha256').update(sessionToken).digest('hex');
