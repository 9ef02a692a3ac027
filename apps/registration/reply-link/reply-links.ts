import { readReplyLink, type ReplyLink, signReplyLink } from './reply-link.js';

/** Makes and reads reply links with the service's key. */
export class ReplyLinks {
  constructor(private readonly key: string) {}

  sign(link: ReplyLink): string {
    return signReplyLink(this.key, link);
  }

  /** Throws forbidden 'reply-link-invalid'. */
  read(token: string): ReplyLink {
    return readReplyLink(this.key, token);
  }
}
