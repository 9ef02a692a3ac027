import { domainToASCII } from 'node:url';

/**
 * Two addresses with one key are the same mailbox for all that can be told: capitals, and a domain in its own script or in
 * ASCII, make no difference (RFC 5890). The local part may tell capitals apart by RFC 5321, but mailboxes of offices do not.
 */
export const addressKey = (address: string): string => {
  const trimmed = address.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  const domain = trimmed.slice(at + 1);
  return `${trimmed.slice(0, at).toLowerCase()}@${(domainToASCII(domain) || domain).toLowerCase()}`;
};

export const sameAddress = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : addressKey(one) === addressKey(other);
