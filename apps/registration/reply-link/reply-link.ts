import { forbidden, readSignedParts, signParts } from '#platform';

/** What a reply link stands for: one invitation, until its link version is raised. */
export type ReplyLink = { readonly invitationId: string; readonly version: number };

/**
 * What a text is signed for, so that one that was signed for another use is none: to answer for an office, or to say of a mail that
 * its address is not the office's.
 */
export type LinkPurpose = 'reply' | 'wrong-address';

/** `invitation.version.signature`. */
export const signReplyLink = (
  key: string,
  { invitationId, version }: ReplyLink,
  purpose: LinkPurpose = 'reply',
): string => signParts(key, purpose, [invitationId, String(version)]);

/** One answer for every link that is not good, so that trying links tells nothing. */
export const unknownReplyLink = () => forbidden('reply-link-invalid');

/** Reads a token; throws `reply-link-invalid` when it was not signed with this key. The version is still to be compared. */
export const readReplyLink = (key: string, token: string, purpose: LinkPurpose = 'reply'): ReplyLink => {
  const [invitationId = '', versionText = '', ...rest] = readSignedParts(key, purpose, token) ?? [];
  if (rest.length > 0 || !/^[1-9]\d{0,8}$/.test(versionText)) throw unknownReplyLink();
  return { invitationId, version: Number(versionText) };
};
