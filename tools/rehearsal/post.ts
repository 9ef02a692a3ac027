// The mails that must come: those that wait, and what becomes of them when they may leave.
import { type DeliveryKind } from '#contracts';
import { Mailbag } from './mailbag.js';
import { type OfficeModel } from './model.js';

type Waiting = { readonly kind: DeliveryKind; readonly office: OfficeModel };

/** What nobody needs any more when it may leave: of a withdrawn office, of one that has answered, of what is told later in one go. */
const isOvertaken = ({ kind, office }: Waiting, later: readonly Waiting[]): boolean =>
  !office.invited
  || (kind === 'reminder' && !office.isSilent)
  || (kind === 'receipt'
    && later.some((other) => other.office === office && ['receipt', 'answer-taken-back'].includes(other.kind)));

export class Post {
  readonly bag = new Mailbag();
  #shut: 'all' | DeliveryKind | undefined;
  #waiting: Waiting[] = [];

  /** Nothing leaves, or nothing of a kind. */
  shut(what: 'all' | DeliveryKind): void {
    this.#shut = what;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  send(kind: DeliveryKind, office: OfficeModel, at: string): void {
    if (this.#shut === 'all' || this.#shut === kind) this.#waiting.push({ kind, office });
    else this.#leave({ kind, office }, at);
  }

  open(at: string): void {
    const waiting = this.#waiting;
    this.#shut = undefined;
    this.#waiting = [];
    for (const [index, each] of waiting.entries())
      if (!isOvertaken(each, waiting.slice(index + 1))) this.#leave(each, at);
  }

  #leave({ kind, office }: Waiting, at: string): void {
    if (!office.isUnreachable) this.bag.post(kind, office.address, at);
  }
}
