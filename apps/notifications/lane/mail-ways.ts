import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Handed, type HandOver, type Relay } from '../mail/mail.module.js';
import { horizonMs, Pace, roomFor } from '../pacing/pacing.module.js';
import { MailLanes } from './mail-lanes.js';

/** `not-yet`: the server's rate is used up for longer than anybody should wait with a mail in hand. */
export type HandedBy = { readonly relay: string; readonly outcome: Handed | { readonly kind: 'not-yet' } };

/** Longer than turns are given out ahead. */
const atMostMs = 2 * horizonMs;

/** Hands mails to the mail servers that take them. */
@Injectable()
export class MailWays {
  constructor(
    private readonly lanes: MailLanes,
    private readonly pace: Pace,
  ) {}

  /**
   * By the first server that lets us in, from `first` on, whose turn was waited for; a refusal that is about us stops that server's lane. Once a server was
   * told of the mail no other is, in this turn: `isUntold` says whether that is still so.
   */
  async send(mail: HandOver, id: string, first: Relay, isUntold: () => Promise<boolean>): Promise<HandedBy> {
    const shut = new Set<string>();
    for (let way = first; ;) {
      const relay = way.name;
      const outcome = await way.transport.send(mail);
      if (outcome.kind !== 'held') return { relay, outcome };
      const { cause, error, asked } = outcome;
      await this.lanes.stop(relay, { cause, said: error, needsMail: asked, by: id });
      const next = asked || !(await isUntold()) ? undefined : await this.lanes.wayFor(id, shut.add(relay));
      if (next === undefined) return { relay, outcome };
      if (!(await this.turn(next))) return { relay, outcome: { kind: 'not-yet' } };
      way = next;
    }
  }
  /** Waits for a mail's turn where the server has a rate; false where that would take too long. */
  async turn({ name, perMinute }: Relay): Promise<boolean> {
    if (perMinute === undefined) return true;
    const wait = await this.pace.take({ of: 'relay', name }, perMinute, atMostMs);
    if (wait === undefined) return false;
    if (wait > 0) await sleep(wait);
    return true;
  }

  /** How many mails may be on their way at once by the server that they go by now. */
  async room(most: number): Promise<number> {
    const way = await this.lanes.wayFor('');
    if (way?.perMinute === undefined) return most;
    const { name, perMinute } = way;
    return Math.min(most, roomFor(perMinute, await this.pace.ahead({ of: 'relay', name }, perMinute)));
  }
}
