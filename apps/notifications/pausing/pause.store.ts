import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { type DeliveryKind } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  retryOnConflict,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type Scope, scopeId } from '../ledger/ledger.module.js';

export type Pause = Scope & { readonly reason: string; readonly since: string; readonly pausedBy: string };
type PauseDocument = Aggregate
  & Omit<Pause, keyof Scope> & { readonly meetingId?: string; readonly kind?: DeliveryKind; readonly open: boolean };

const schema = aggregateSchema<PauseDocument>({
  meetingId: String,
  kind: String,
  reason: text,
  since: text,
  pausedBy: text,
  open: { type: Boolean, required: true },
});

/** The pauses, one for each of what can be paused; open while mails are kept back. */
@Injectable()
export class PauseStore {
  readonly #pauses: Model<PauseDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#pauses = connection.model<PauseDocument>('MailPause', schema, 'mail-pauses');
  }

  get model(): { readonly modelName: string } {
    return this.#pauses;
  }

  async open(): Promise<Pause[]> {
    const docs = await this.#pauses.find({ open: true }, withoutOutbox).sort({ _id: 1 }).lean<PauseDocument[]>();
    return docs.map(({ meetingId, kind, reason, since, pausedBy }) => ({ meetingId, kind, reason, since, pausedBy }));
  }

  /** One that is open stays as it is. */
  async begin({ meetingId, kind, ...rest }: Pause, facts: readonly Fact[], now: Date): Promise<void> {
    const id = scopeId({ meetingId, kind });
    const doc = {
      ...rest,
      ...(meetingId !== undefined && { meetingId }),
      ...(kind !== undefined && { kind }),
      open: true,
    };
    const first = eventsOf({ id, revision: 0 }, facts, now);
    if ((await insertAggregate(this.#pauses, { _id: id, ...doc }, first)) === 'inserted') return;
    await this.#change(id, async ({ revision, open }) => {
      if (!open) await saveAggregate(this.#pauses, { id, revision }, doc, eventsOf({ id, revision }, facts, now));
    });
  }

  async end(scope: Scope, facts: readonly Fact[], now: Date): Promise<void> {
    const id = scopeId(scope);
    await this.#change(id, async ({ revision, open }) => {
      if (open)
        await saveAggregate(this.#pauses, { id, revision }, { open: false }, eventsOf({ id, revision }, facts, now));
    });
  }

  async #change(id: string, work: (pause: PauseDocument) => Promise<void>): Promise<void> {
    await retryOnConflict(async () => {
      const pause = await this.#pauses.findById(id, withoutOutbox).lean<PauseDocument | null>();
      if (pause !== null) await work(pause);
    });
  }
}
