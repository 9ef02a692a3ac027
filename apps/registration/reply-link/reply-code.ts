import { createHmac } from 'node:crypto';
import { replyCodeFrom } from '#contracts';
import { type ReplyLink } from './reply-link.js';

/** Parts of what is signed, so that no signature stands for two things. */
const purposes = { code: 'reply-code', key: 'reply-code-key' } as const;

/** The code of a link: made anew when it is needed, as the link is. `attempt` is 0 unless another invitation had the same one. */
export const replyCodeOf = (key: string, { invitationId, version }: ReplyLink, attempt: number): string =>
  replyCodeFrom([
    ...createHmac('sha256', key).update(`${purposes.code}\n${invitationId}\n${version}\n${attempt}`).digest(),
  ]);

/** What the database keeps of a code: whoever reads it there can answer for nobody. */
export const replyCodeKey = (key: string, code: string): string =>
  createHmac('sha256', key).update(`${purposes.key}\n${code}`).digest('base64url');
