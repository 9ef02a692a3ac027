import { Injectable } from '@nestjs/common';
import { type Invitation } from '#contracts';
import { asker, mustReach } from '#messaging';
import { notFound } from '#platform';
import { ReplyLinks } from '../reply-link/reply-link.module.js';
import { invitationOf, type InvitationRecord } from './invitation.js';
import { InvitationStore } from './invitation.store.js';
import { openedTo } from './opened.js';

const linkOf = ({ id, linkVersion }: InvitationRecord) => ({ invitationId: id, version: linkVersion });

/** The codes that stand on letters for the reply links: made when they are first asked for, void with the link. */
@Injectable()
export class ReplyCodes {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly links: ReplyLinks,
  ) {}

  /** The code of an invitation. No other one has it: the database refuses a second, which then gets its next. */
  async of(record: InvitationRecord): Promise<string> {
    for (let [now, attempt] = [record, 0]; ;) {
      if (now.codeAttempt !== undefined) return this.links.code(linkOf(now), now.codeAttempt);
      const code = this.links.code(linkOf(now), attempt);
      const outcome = await this.invitations.keepCode(now, { key: this.links.codeKey(code), attempt });
      if (outcome === 'kept') return code;
      if (outcome === 'taken') attempt += 1;
      else [now, attempt] = [await this.invitations.get(now.id), 0];
    }
  }

  /** The link that a code stands for. Throws not-found 'reply-code-unknown'. */
  async open(replyCode: string): Promise<{ replyToken: string }> {
    return { replyToken: this.links.sign(linkOf(await this.#find(replyCode))) };
  }

  /** Throws not-found 'reply-code-unknown'. */
  async find(replyCode: string): Promise<Invitation> {
    const record = await this.#find(replyCode);
    mustReach(record.organisation.provinceCode);
    return openedTo(asker(), invitationOf(record));
  }

  async #find(replyCode: string): Promise<InvitationRecord> {
    const record = await this.invitations.findByCode(this.links.codeKey(replyCode));
    if (record === undefined) throw notFound('reply-code-unknown');
    return record;
  }
}
