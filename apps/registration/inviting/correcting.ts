import { addressKey, type Organisation } from '#contracts';

type Listed = Pick<Organisation, 'email' | 'contacts'>;

const addresses = ({ email, contacts = [] }: Listed): string[] =>
  [email, ...contacts.map((each) => each.email)].flatMap((address) =>
    address === undefined ? [] : [addressKey(address)],
  );

/** Whether an office had an address, its own or a contact's, that it has no more; spelling and roles make no other one. */
export const hasLostAddress = (before: Listed, after: Listed): boolean => {
  const left = new Set(addresses(after));
  return addresses(before).some((address) => !left.has(address));
};
