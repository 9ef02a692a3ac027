import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import {
  type ListSuppressions,
  type ParsedRequestOf,
  type ReturnOf,
  type Suppression,
  type SuppressionSource,
} from '#contracts';
import { InjectConnection, text, unlessThere } from '#persistence';
import { addressKey } from '../mail/mail.module.js';

/** How it was found out that there is nobody, and the mail that came back where one did. */
export type FoundOut = { readonly source: SuppressionSource; readonly said: string; readonly mailId?: string };

/** Of one that was kept before sources were, the mail server said it in its dialogue. */
type SuppressionDocument = {
  readonly _id: string;
  readonly address?: string;
  readonly source?: SuppressionSource;
  readonly said: string;
  readonly since: string;
  readonly mailId?: string;
  readonly recipientIds?: readonly string[];
};

const schema = new Schema<SuppressionDocument>(
  {
    _id: text,
    address: String,
    source: String,
    said: text,
    since: text,
    mailId: String,
    recipientIds: { type: [String], default: undefined },
  },
  { strict: 'throw', versionKey: false },
);
const mostSaid = 500;
/** An address that stands for more than these is called about for the first of them. */
const mostRecipients = 1000;

const suppressionOf = ({
  _id,
  address = _id,
  source = 'smtp',
  recipientIds = [],
  ...rest
}: SuppressionDocument): Suppression => ({
  ...rest,
  address,
  source,
  recipientIds: recipientIds.slice(0, mostRecipients),
});

@Injectable()
export class SuppressionStore {
  readonly #addresses: Model<SuppressionDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#addresses = connection.model<SuppressionDocument>('Suppression', schema, 'bad-addresses');
  }

  async keys(): Promise<ReadonlySet<string>> {
    return new Set((await this.#addresses.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
  }

  /** What was found out first stays. */
  async keep(address: string, { source, said, mailId }: FoundOut, since: string): Promise<void> {
    const found = { address, source, said: said.slice(0, mostSaid), since, ...(mailId !== undefined && { mailId }) };
    await unlessThere(() =>
      this.#addresses.updateOne({ _id: addressKey(address) }, { $setOnInsert: found }, { upsert: true }),
    );
  }

  /** Nobody but people can take back what people said. */
  async isSaidByPeople(address: string): Promise<boolean> {
    const doc = await this.#addresses
      .findById(addressKey(address), { source: 1 })
      .lean<Pick<SuppressionDocument, 'source'> | null>();
    return doc?.source === 'recipient' || doc?.source === 'staff';
  }

  async addRecipient(address: string, recipientId: string): Promise<void> {
    await this.#addresses.updateOne({ _id: addressKey(address) }, { $addToSet: { recipientIds: recipientId } });
  }

  /** What there was. */
  async remove(address: string): Promise<Suppression | undefined> {
    const gone = await this.#addresses
      .findOneAndDelete({ _id: addressKey(address) })
      .lean<SuppressionDocument | null>();
    return gone === null ? undefined : suppressionOf(gone);
  }

  async page({ after, limit }: ParsedRequestOf<typeof ListSuppressions>): Promise<ReturnOf<typeof ListSuppressions>> {
    const docs = await this.#addresses
      .find(after === undefined ? {} : { _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<SuppressionDocument[]>();
    const last = docs.slice(0, limit).at(-1);
    return { items: docs.slice(0, limit).map(suppressionOf), ...(docs.length > limit && last && { next: last._id }) };
  }
}
