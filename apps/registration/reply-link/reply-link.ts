import { createHmac, timingSafeEqual } from 'node:crypto';
import { forbidden } from '#platform';

/** What a reply link stands for: one invitation, until its link version is raised. */
export type ReplyLink = { readonly invitationId: string; readonly version: number };

/**
 * What a text is signed for, so that one that was signed for another use is none: to answer for an office, or to say of a mail that
 * its address is not the office's.
 */
export type LinkPurpose = 'reply' | 'wrong-address';

/** HMAC-SHA256 (RFC 2104, FIPS 180-4) over purpose, invitation id and version; a line feed stands in none of them. */
const signature = (key: string, link: ReplyLink, purpose: LinkPurpose): Buffer =>
  createHmac('sha256', key).update(`${purpose}\n${link.invitationId}\n${link.version}`).digest();

/** `invitation.version.signature`, the signature as base64url. The token is never stored: it is made anew when it is needed. */
export const signReplyLink = (key: string, link: ReplyLink, purpose: LinkPurpose = 'reply'): string =>
  `${link.invitationId}.${link.version}.${signature(key, link, purpose).toString('base64url')}`;

/** One answer for every link that is not good, so that trying links tells nothing. */
export const unknownReplyLink = () => forbidden('reply-link-invalid');

/** Reads a token; throws `reply-link-invalid` when it was not signed with this key. The version is still to be compared. */
export const readReplyLink = (key: string, token: string, purpose: LinkPurpose = 'reply'): ReplyLink => {
  const [invitationId = '', versionText = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0 || !/^[1-9]\d{0,8}$/.test(versionText)) throw unknownReplyLink();
  const link = { invitationId, version: Number(versionText) };
  const expected = signature(key, link, purpose);
  const received = Buffer.from(given, 'base64url');
  // The text is compared as well: base64url has several spellings of one signature.
  if (
    received.length !== expected.length
    || !timingSafeEqual(received, expected)
    || received.toString('base64url') !== given
  )
    throw unknownReplyLink();
  return link;
};
