// Reply links as offices find them: in their mails.

/** A mail as the mailbox's API gives it. */
type Mail = { readonly to: readonly { readonly address: string }[]; readonly text?: string; readonly html?: string };

/** The token of the reply link in a mail's text. */
export const replyTokenIn = (text: string): string | undefined => /\/r\/([A-Za-z0-9_.-]+)/.exec(text)?.[1];

/** What the mailbox's invitations hold: each office's newest token, by its address; of one address alone where it is given. */
export const invitedTokens = async (mailboxUrl: string, address?: string): Promise<ReadonlyMap<string, string>> => {
  const query = new URLSearchParams({
    'headers.x-sala-kind': 'invitation',
    ...(address !== undefined && { 'to.address': address }),
  });
  const answer = await fetch(new URL(`/api/email?${query.toString()}`, mailboxUrl), {
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`the mailbox answered ${answer.status}`);
  const tokens = new Map<string, string>();
  for (const { to, text, html } of (await answer.json()) as readonly Mail[]) {
    const token = replyTokenIn(text ?? html ?? '');
    for (const each of to) if (token !== undefined) tokens.set(each.address, token);
  }
  return tokens;
};
