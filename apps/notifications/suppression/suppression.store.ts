import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import {
  type ListSuppressions,
  type ParsedRequestOf,
  type ReturnOf,
  type Suppression,
  type SuppressionSource,
} from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  firstRevisionOf,
  InjectConnection,
  insertAggregate,
  retryOnConflict,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { addressKey } from '../mail/mail.module.js';

/** How it was found out that there is nobody, and the mail that came back where one did. */
export type FoundOut = { readonly source: SuppressionSource; readonly said: string; readonly mailId?: string };

/** Of one that was kept before sources were, the mail server said it in its dialogue. `lifted`: it gets mail again. */
type SuppressionDocument = Aggregate & {
  readonly address?: string;
  readonly source?: SuppressionSource;
  readonly said: string;
  readonly since: string;
  readonly mailId?: string;
  readonly recipientIds?: readonly string[];
  readonly lifted?: boolean;
};

const schema = aggregateSchema<SuppressionDocument>({
  address: String,
  source: String,
  // Whoever got a mail that was not meant for them says no more than that.
  said: String,
  since: text,
  mailId: String,
  recipientIds: { type: [String], default: undefined },
  lifted: Boolean,
});
const standing = { lifted: { $ne: true } } as QueryFilter<SuppressionDocument>;
const mostSaid = 500;
/** An address that stands for more than these is called about for the first of them. */
const mostRecipients = 1000;

const suppressionOf = ({
  _id,
  address = _id,
  source = 'smtp',
  recipientIds = [],
  revision: _revision,
  outbox: _outbox,
  lifted: _lifted,
  ...rest
}: SuppressionDocument): Suppression => ({
  ...rest,
  address,
  source,
  recipientIds: recipientIds.slice(0, mostRecipients),
});

@Injectable()
export class SuppressionStore implements OnModuleInit {
  readonly #addresses: Model<SuppressionDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#addresses = connection.model<SuppressionDocument>('Suppression', schema, 'bad-addresses');
  }

  /** Those that were kept before they told anything have their first revision now. */
  async onModuleInit(): Promise<void> {
    await this.#addresses.updateMany({ revision: { $exists: false } } as QueryFilter<SuppressionDocument>, {
      $set: { revision: firstRevisionOf(this.#addresses), outbox: [] },
    });
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#addresses;
  }

  async keys(): Promise<ReadonlySet<string>> {
    return new Set((await this.#addresses.find(standing, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
  }

  /** What was found out first stays. */
  async keep(address: string, { source, said, mailId }: FoundOut, facts: readonly Fact[], now: Date): Promise<void> {
    const id = addressKey(address);
    const found = { address, source, said: said.slice(0, mostSaid), since: now.toISOString(), mailId };
    await retryOnConflict(async () => {
      const { mailId: _mailId, ...known } = found;
      const fresh = { _id: id, ...known, ...(mailId !== undefined && { mailId }) };
      if ((await insertAggregate(this.#addresses, fresh, eventsOf({ id, revision: 0 }, facts, now))) === 'inserted')
        return;
      const doc = await this.#addresses.findById(id, withoutOutbox).lean<SuppressionDocument | null>();
      if (doc?.lifted !== true) return;
      const at = { id, revision: doc.revision };
      const anew = { ...found, recipientIds: undefined, lifted: undefined };
      await saveAggregate(this.#addresses, at, anew, eventsOf(at, facts, now));
    });
  }

  /** Nobody but people can take back what people said. */
  async isSaidByPeople(address: string): Promise<boolean> {
    const doc = await this.#addresses
      .findOne({ _id: addressKey(address), ...standing }, { source: 1 })
      .lean<Pick<SuppressionDocument, 'source'> | null>();
    return doc?.source === 'recipient' || doc?.source === 'staff';
  }

  async addRecipient(address: string, recipientId: string): Promise<void> {
    await this.#addresses.updateOne({ _id: addressKey(address) }, { $addToSet: { recipientIds: recipientId } });
  }

  /** As it stands; undefined where the address gets mail. */
  async find(address: string): Promise<(Suppression & { readonly revision: number }) | undefined> {
    const doc = await this.#addresses
      .findOne({ _id: addressKey(address), ...standing }, withoutOutbox)
      .lean<SuppressionDocument | null>();
    return doc === null ? undefined : { ...suppressionOf(doc), revision: doc.revision };
  }

  /** Throws conflict 'revision-conflict' where another changed it since it was read. */
  async lift(
    { address, revision }: { address: string; revision: number },
    facts: readonly Fact[],
    now: Date,
  ): Promise<void> {
    const at = { id: addressKey(address), revision };
    await saveAggregate(this.#addresses, at, { lifted: true }, eventsOf(at, facts, now));
  }

  async page({ after, limit }: ParsedRequestOf<typeof ListSuppressions>): Promise<ReturnOf<typeof ListSuppressions>> {
    const docs = await this.#addresses
      .find({ ...standing, ...(after !== undefined && { _id: { $gt: after } }) }, withoutOutbox)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<SuppressionDocument[]>();
    const last = docs.slice(0, limit).at(-1);
    return { items: docs.slice(0, limit).map(suppressionOf), ...(docs.length > limit && last && { next: last._id }) };
  }
}
