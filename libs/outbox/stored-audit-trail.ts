import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Asker, type AuditEntry, type AuditQuery, isWrite, type RpcContract } from '#contracts';
import { AuditTrail } from '#messaging';
import { InjectConnection, text } from '#persistence';
import { AppError, correlationId, SystemClock } from '#platform';

type EntryDocument = Omit<AuditEntry, 'id'> & { readonly _id: string };

const schema = new Schema<EntryDocument>(
  {
    _id: text,
    at: text,
    staffId: String,
    role: String,
    siteId: String,
    request: text,
    objects: [String],
    outcome: text,
    correlationId: text,
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ staffId: 1, _id: -1 });
schema.index({ objects: 1, _id: -1 });

const mostObjects = 50;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const plainId = (value: unknown): value is string => typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value);

/** The ids of what a message is about: its own `id` and `…Id`, and the `id` of each item of its lists. Nothing else of it is kept. */
export const objectsOf = (...messages: readonly unknown[]): string[] => {
  const found = messages.filter(isRecord).flatMap((message) =>
    Object.entries(message).flatMap(([name, value]) => {
      if (name === 'id' || name.endsWith('Id')) return [value];
      return Array.isArray(value) ? value.map((item: unknown) => (isRecord(item) ? item['id'] : undefined)) : [];
    }),
  );
  return [...new Set(found.filter(plainId))].slice(0, mostObjects);
};

/** Members of staff, and a site that is known by its link. */
const whoIn = (asker: Asker): Pick<EntryDocument, 'staffId' | 'role' | 'siteId'> | undefined => {
  if (asker.kind === 'staff') return { staffId: asker.staffId, role: asker.role };
  return asker.kind === 'site' ? { siteId: asker.siteId } : undefined;
};

/**
 * A service's own list of what staff had it do, and sites by their links: an entry before the work begins, its outcome after it. A write that can't
 * be noted is not begun. What the system and the offices do by themselves is told by events instead.
 */
@Injectable()
export class StoredAuditTrail extends AuditTrail {
  readonly #entries: Model<EntryDocument>;
  readonly #clock = new SystemClock();

  constructor(@InjectConnection() connection: Connection) {
    super();
    this.#entries = connection.model<EntryDocument>('AuditEntry', schema, 'audit');
  }

  override async note<Reply>(
    contract: RpcContract,
    asker: Asker,
    request: unknown,
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    const who = whoIn(asker);
    if (who === undefined || !isWrite(contract)) return work();
    const at = this.#clock.now().toISOString();
    const _id = `${at}-${randomBytes(4).toString('hex')}`;
    await this.#entries.insertOne({
      _id,
      at,
      ...who,
      request: contract.subject,
      objects: objectsOf(request),
      outcome: 'begun',
      correlationId: correlationId(),
    });
    try {
      const reply = await work();
      await this.#end(_id, 'done', objectsOf(request, reply));
      return reply;
    } catch (error) {
      await this.#end(_id, error instanceof AppError ? error.code : 'internal-error', objectsOf(request));
      throw error;
    }
  }

  async list({ before, limit, staffId, object }: AuditQuery): Promise<AuditEntry[]> {
    const filter = {
      ...(before !== undefined && { _id: { $lt: before } }),
      ...(staffId !== undefined && { staffId }),
      ...(object !== undefined && { objects: object }),
    };
    const docs = await this.#entries.find(filter).sort({ _id: -1 }).limit(limit).lean<EntryDocument[]>();
    return docs.map(({ _id, ...entry }) => ({ id: _id, ...entry }));
  }

  /** The work is done or refused by now, whatever becomes of the note: one that stays `begun` says that its end is not known. */
  async #end(_id: string, outcome: string, objects: readonly string[]): Promise<void> {
    await this.#entries.updateOne({ _id }, { $set: { outcome, objects: [...objects] } }).catch(() => undefined);
  }
}
