import { Injectable } from '@nestjs/common';
import { type Handed, type HandOver, type Relay } from '../mail/mail.module.js';
import { MailLanes } from './mail-lanes.js';

export type HandedBy = { readonly relay: string; readonly outcome: Handed };

/** Hands mails to the mail servers that take them. */
@Injectable()
export class MailWays {
  constructor(private readonly lanes: MailLanes) {}

  /**
   * By the first server that lets us in, from `first` on; a refusal that is about us stops that server's lane. Once a server was
   * told of the mail no other is, in this turn: `isUntold` says whether that is still so.
   */
  async send(mail: HandOver, id: string, first: Relay, isUntold: () => boolean): Promise<HandedBy> {
    const shut = new Set<string>();
    for (let way = first; ;) {
      const relay = way.name;
      const outcome = await way.transport.send(mail);
      if (outcome.kind !== 'held') return { relay, outcome };
      const { cause, error, asked } = outcome;
      await this.lanes.stop(relay, { cause, said: error, needsMail: asked, by: id });
      const next = asked || !isUntold() ? undefined : await this.lanes.wayFor(id, shut.add(relay));
      if (next === undefined) return { relay, outcome };
      way = next;
    }
  }
}
