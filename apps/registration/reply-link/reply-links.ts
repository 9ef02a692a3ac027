import { replyCodeKey, replyCodeOf } from './reply-code.js';
import { readReplyLink, type ReplyLink, signReplyLink } from './reply-link.js';

/** Makes and reads reply links with the service's key, and makes the codes that stand for them on paper. */
export class ReplyLinks {
  constructor(private readonly key: string) {}

  sign(link: ReplyLink): string {
    return signReplyLink(this.key, link);
  }

  /** Throws forbidden 'reply-link-invalid'. */
  read(token: string): ReplyLink {
    return readReplyLink(this.key, token);
  }

  /** Says of a mail that its address is not the office's, and opens nothing. */
  signAddress(link: ReplyLink): string {
    return signReplyLink(this.key, link, 'wrong-address');
  }

  /** Throws forbidden 'reply-link-invalid'. */
  readAddress(token: string): ReplyLink {
    return readReplyLink(this.key, token, 'wrong-address');
  }

  code(link: ReplyLink, attempt: number): string {
    return replyCodeOf(this.key, link, attempt);
  }

  /** What a code is found by. */
  codeKey(code: string): string {
    return replyCodeKey(this.key, code);
  }
}
