import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import {
  type Call,
  type CallListEntry,
  EscalationRaised,
  type ListCallList,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  InjectConnection,
  insertAggregate,
  pendingEvent,
  plain,
  retryOnConflict,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';

type EscalationDocument = Aggregate & Omit<CallListEntry, 'invitationId'> & { readonly open: boolean };

const schema = aggregateSchema<EscalationDocument>({
  meetingId: text,
  organisationId: text,
  name: bilingual,
  class: text,
  provinceCode: text,
  raisedAt: text,
  reason: String,
  lastCall: plain({ outcome: text, at: text, callAgainAt: String }),
  open: { type: Boolean, required: true },
});
schema.index({ meetingId: 1, open: 1, _id: 1 });

/** The call list: an entry for each invitation, open while the office is to be called. */
@Injectable()
export class EscalationStore {
  readonly #escalations: Model<EscalationDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#escalations = connection.model<EscalationDocument>('Escalation', schema, 'escalations');
  }

  get model(): { readonly modelName: string } {
    return this.#escalations;
  }

  /** An office that is on the list already stays there as it is; but once its address is known to be bad, that is why it is called. */
  async raise(entry: CallListEntry, now: Date): Promise<void> {
    const { invitationId, ...content } = entry;
    const event = (revision: number, data = entry) =>
      pendingEvent({ contract: EscalationRaised, aggregateId: invitationId, revision, data, now });
    if (
      (await insertAggregate(this.#escalations, { _id: invitationId, ...content, open: true }, [event(1)]))
      === 'inserted'
    )
      return;
    await this.#change(invitationId, async ({ revision, open, reason, raisedAt }) => {
      if (open && (entry.reason === undefined || entry.reason === reason)) return;
      const since = open ? raisedAt : entry.raisedAt;
      await saveAggregate(
        this.#escalations,
        { id: invitationId, revision },
        { ...content, raisedAt: since, reason: entry.reason, open: true },
        [event(revision + 1, { ...entry, raisedAt: since })],
      );
    });
  }

  /** Takes the office off the list; nothing if it is not on it. */
  async close(invitationId: string): Promise<void> {
    await this.#change(invitationId, async ({ revision, open }) => {
      if (open) await saveAggregate(this.#escalations, { id: invitationId, revision }, { open: false });
    });
  }

  /** Takes an office off the list that is on it for its silence. */
  async wait(invitationId: string): Promise<void> {
    await this.#change(invitationId, async ({ revision, open, reason }) => {
      if (open && reason !== 'bad-address')
        await saveAggregate(this.#escalations, { id: invitationId, revision }, { open: false });
    });
  }

  /** What came of the last call to it; nothing where it is not to be called. */
  async called({ invitationId, outcome, at, callAgainAt }: Call): Promise<void> {
    const lastCall = { outcome, at, ...(callAgainAt !== undefined && { callAgainAt }) };
    await this.#change(invitationId, async ({ revision }) => {
      await saveAggregate(this.#escalations, { id: invitationId, revision }, { lastCall });
    });
  }

  /** An office whose address was bad was reached after all. */
  async reached(invitationId: string): Promise<void> {
    await this.#change(invitationId, async ({ revision, open, reason }) => {
      if (open && reason === 'bad-address')
        await saveAggregate(this.#escalations, { id: invitationId, revision }, { open: false });
    });
  }

  /** Takes a whole meeting off the list, or of it only those that were silent: an address that is bad stays bad. */
  async closeAll(meetingId: string, which: 'all' | 'silent' = 'all'): Promise<void> {
    const open = await this.#escalations
      .find({ meetingId, open: true, ...(which === 'silent' && { reason: { $ne: 'bad-address' } }) }, { _id: 1 })
      .lean<{ _id: string }[]>();
    for (const { _id } of open) await this.close(_id);
  }

  async page(
    { meetingId, after, limit }: ParsedRequestOf<typeof ListCallList>,
    provinceCode?: string,
  ): Promise<ReturnOf<typeof ListCallList>> {
    const docs = await this.#escalations
      .find(
        {
          meetingId,
          open: true,
          ...(provinceCode !== undefined && { provinceCode }),
          ...(after !== undefined && { _id: { $gt: after } }),
        },
        withoutOutbox,
      )
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<EscalationDocument[]>();
    const items = docs
      .slice(0, limit)
      .map(({ _id, revision: _revision, open: _open, ...entry }) => ({ ...entry, invitationId: _id }));
    const last = items.at(-1);
    return { items, ...(docs.length > limit && last && { next: last.invitationId }) };
  }

  /** How many offices of each province are to be called. */
  async countByProvince(meetingId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#escalations.aggregate<{ _id: string; count: number }>([
      { $match: { meetingId, open: true } },
      { $group: { _id: '$provinceCode', count: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, count }) => [_id, count]));
  }

  async #change(invitationId: string, work: (escalation: EscalationDocument) => Promise<void>): Promise<void> {
    await retryOnConflict(async () => {
      const escalation = await this.#escalations
        .findById(invitationId, withoutOutbox)
        .lean<EscalationDocument | null>();
      if (escalation !== null) await work(escalation);
    });
  }
}
