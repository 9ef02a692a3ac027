import { ReplyCode } from '#contracts';

/** What stands on a paper that came back and names its invitation: the link in its QR code, or its reply code. */
export type OnPaper = { readonly invitationId: string } | { readonly replyCode: string };

/** What was typed, or read by a scanner that types, where it is no office's name. */
export const onPaper = (typed: string): OnPaper | undefined => {
  const invitationId = /\/r\/(inv-[a-z0-9]+)\.\d+\.[\w-]+/.exec(typed)?.[1];
  if (invitationId !== undefined) return { invitationId };
  // A name in Latin letters may be a code by chance; it has no digit and no hyphen.
  const replyCode = /[\d๐-๙-]/.test(typed) ? ReplyCode.safeParse(typed).data : undefined;
  return replyCode === undefined ? undefined : { replyCode };
};
