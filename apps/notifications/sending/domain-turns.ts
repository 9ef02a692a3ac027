import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SystemClock } from '#platform';
import { isUrgent } from '../ledger/ledger.module.js';
import { Pace } from '../pacing/pacing.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { type DeliveryTurn } from './delivery-turn.js';

/** So short a wait is waited with the mail in hand; for longer it goes back to the others. */
const inHandMs = 500;
/** A turn that was given to a mail counts for so long, should the mail be kept from it. */
const turnKeptMs = 10 * 60_000;

/** Mails to the addresses of one domain leave at its rate: each that comes too early is given its turn, and rests until then. */
@Injectable()
export class DomainTurns {
  readonly #real = new SystemClock();
  readonly #perMinute: number | undefined;

  constructor(
    private readonly pace: Pace,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#perMinute = config.SALA_MAIL_DOMAIN_RATE;
  }

  /** Whether it is the mail's turn; if not, it was put back until then. What is urgent does not wait, and counts. */
  async isThere(turn: DeliveryTurn): Promise<boolean> {
    const { kind, restsUntil } = turn.delivery;
    const name = turn.address?.slice(turn.address.lastIndexOf('@') + 1).toLowerCase();
    if (this.#perMinute === undefined || name === undefined) return true;
    const now = this.#real.now().getTime();
    if (restsUntil !== undefined && now - Date.parse(restsUntil) <= turnKeptMs) return true;
    const wait = (await this.pace.take({ of: 'domain', name }, this.#perMinute, Number.MAX_SAFE_INTEGER)) ?? 0;
    if (isUrgent(kind)) return true;
    if (wait > inHandMs) await turn.putBack(new Date(now + wait).toISOString());
    else if (wait > 0) await sleep(wait);
    return wait <= inHandMs;
  }
}
