import type { Role, Staff } from '#contracts';
import { type PageName, pages } from './place.js';

const readers: readonly Role[] = ['viewer', 'desk', 'operations', 'coordinator', 'administrator'];
/** Who may open a page; the API decides, this only keeps people from doors that are closed to them. */
const openTo: Readonly<Record<PageName, readonly Role[]>> = {
  board: readers,
  silent: [...readers, 'focal-point'],
  desk: ['desk', 'coordinator', 'administrator', 'focal-point'],
  callList: readers,
  checks: readers,
};
const plansChecks: readonly Role[] = ['operations', 'coordinator', 'administrator'];
const takesBack: readonly Role[] = ['desk', 'coordinator', 'administrator'];

const hasOneOf = ({ roles }: Staff, wanted: readonly Role[]): boolean => roles.some((role) => wanted.includes(role));
export const pagesFor = (staff: Staff): readonly PageName[] => pages.filter((page) => hasOneOf(staff, openTo[page]));
export const mayPlanChecks = (staff: Staff): boolean => hasOneOf(staff, plansChecks);
export const mayTakeBack = (staff: Staff): boolean => hasOneOf(staff, takesBack);
