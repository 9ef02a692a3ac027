import { isDeepStrictEqual } from 'node:util';
import { type Contact, mostContacts, type Organisation } from '#contracts';

/**
 * The contacts of an office with one more, or with it `instead` of those of its role, in the place of the first of them. Undefined where
 * there would be more than there may be.
 */
export const withContact = (
  { contacts = [] }: Pick<Organisation, 'contacts'>,
  contact: Contact,
  instead: boolean,
): readonly Contact[] | undefined => {
  const isThere = contacts.some((each) => isDeepStrictEqual(each, contact));
  if (!instead && isThere) return contacts;
  const first = contacts.findIndex(({ role }) => instead && role === contact.role);
  const at = first < 0 ? contacts.length : first;
  const others = (some: readonly Contact[]) => some.filter(({ role }) => !instead || role !== contact.role);
  const after = [...others(contacts.slice(0, at)), contact, ...others(contacts.slice(at))];
  return after.length > mostContacts ? undefined : after;
};
