import { type Asker, type Check, seeSitePersons } from '#contracts';

/**
 * Whether whoever asks sees who will be at a site: whoever rings sites. A focal point is shown the checks of its province alone,
 * and sees who is there.
 */
export const seesPresent = (who: Asker): boolean => {
  if (who.kind !== 'staff') return who.kind === 'system';
  const { role, roles = [role] } = who;
  return role === 'focal-point' || roles.some((each) => seeSitePersons.includes(each));
};

/** That the site has confirmed stays; by whom it will be manned goes. */
export const withoutPresent = (check: Check): Check =>
  check.confirmed === undefined ? check : { ...check, confirmed: { ...check.confirmed, present: [] } };
