import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Bilingual, type Contact as ListedContact } from '#contracts';
import { bilingual, InjectConnection, plain, projectAllIfNewer, text } from '#persistence';
import { ReadsTogether } from '#platform';
import { addressKey } from '../mail/mail.module.js';
import { type Contact, type Mailbox, type Recipient } from './recipient.js';

type ContactDocument = Contact & { readonly _id: string; readonly revision: number };

const schema = new Schema<ContactDocument>(
  {
    _id: text,
    revision: { type: Number, required: true },
    name: bilingual,
    email: String,
    mailboxes: { type: [plain({ role: text, email: text })], default: undefined },
    mobile: String,
    language: text,
  },
  { strict: 'throw', versionKey: false },
);

schema.index({ email: 1 }, { partialFilterExpression: { email: { $exists: true } } });
schema.index({ 'mailboxes.email': 1 }, { partialFilterExpression: { mailboxes: { $exists: true } } });

/** An organisation or site as registration tells of it. */
export type Enrolled = Omit<Contact, 'mailboxes'> & { readonly contacts?: readonly ListedContact[] | undefined };

const mailboxesOf = (contacts: readonly ListedContact[] = []): readonly Mailbox[] =>
  contacts.flatMap(({ role, email }) => (email === undefined ? [] : [{ role, email }]));

/** The newest contact of each organisation and site; ids are `organisation.<id>` and `site.<id>`. */
@Injectable()
export class ContactStore {
  readonly #contacts: Model<ContactDocument>;
  readonly #reads = new ReadsTogether<Contact>((ids) => this.#find(ids));

  constructor(@InjectConnection() connection: Connection) {
    this.#contacts = connection.model<ContactDocument>('Contact', schema, 'contacts');
  }

  /** An older event never undoes a newer one. An address that was taken away is gone. */
  async keep(
    all: readonly { readonly id: ContactId; readonly contact: Enrolled; readonly revision: number }[],
  ): Promise<void> {
    await projectAllIfNewer(
      this.#contacts,
      all.map(({ id, contact: { name, email, mobile, contacts, language }, revision }) => {
        const mailboxes = mailboxesOf(contacts);
        return {
          id,
          revision,
          content: { name, email, mobile, mailboxes: mailboxes.length > 0 ? mailboxes : undefined, language },
        };
      }),
    );
  }

  /** What the sites are called. */
  async sites(): Promise<{ readonly id: string; readonly name: Bilingual }[]> {
    const docs = await this.#contacts
      .find({ _id: { $regex: '^site\\.' } }, { name: 1 })
      .lean<Pick<ContactDocument, '_id' | 'name'>[]>();
    return docs.map(({ _id, name }) => ({ id: _id.slice('site.'.length), name }));
  }

  /** Look-ups that come together make one trip. */
  async find(ids: readonly ContactId[]): Promise<ReadonlyMap<string, Contact>> {
    const found = await Promise.all(ids.map(async (id) => [id, await this.#reads.get(id)] as const));
    return new Map(found.flatMap(([id, contact]) => (contact === undefined ? [] : [[id, contact] as const])));
  }

  async #find(ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    const docs = await this.#contacts.find({ _id: { $in: [...ids] } }).lean<ContactDocument[]>();
    return new Map(docs.map(({ _id, revision: _revision, ...contact }) => [_id, contact]));
  }

  /** Where offices are reached, by their invitations: as enrolled last; until that is heard of, as they were invited. */
  async ofOffices<Office extends Contact & Pick<Recipient, 'invitationId' | 'organisationId'>>(
    offices: readonly Office[],
  ): Promise<ReadonlyMap<string, Contact>> {
    const enrolled = await this.find(offices.map(({ organisationId }) => organisationContact(organisationId)));
    return new Map(
      offices.map((office) => [
        office.invitationId,
        enrolled.get(organisationContact(office.organisationId)) ?? office,
      ]),
    );
  }

  /** The organisations that are reached at each of some addresses; looked for as they stand and in small letters. */
  async organisationsAtEach(addresses: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const spelt = { $in: [...new Set(addresses.flatMap((address) => [address, address.toLowerCase()]))] };
    const docs = await this.#contacts
      .find({ $or: [{ email: spelt }, { 'mailboxes.email': spelt }] }, { email: 1, mailboxes: 1 })
      .lean<Pick<ContactDocument, '_id' | 'email' | 'mailboxes'>[]>();
    const at = new Map<string, string[]>();
    for (const { _id, email, mailboxes = [] } of docs) {
      const organisation = /^organisation\.(.+)$/.exec(_id)?.[1];
      const own = [...(email === undefined ? [] : [email]), ...mailboxes.map((each) => each.email)];
      for (const key of organisation === undefined ? [] : new Set(own.map(addressKey)))
        at.set(key, [...(at.get(key) ?? []), organisation ?? '']);
    }
    return new Map(addresses.map((address) => [address, at.get(addressKey(address)) ?? []]));
  }

  /** The organisations that are reached at an address; it is looked for as it stands and in small letters. */
  async organisationsAt(address: string): Promise<string[]> {
    const spelt = { $in: [address, address.toLowerCase()] };
    const docs = await this.#contacts
      .find({ $or: [{ email: spelt }, { 'mailboxes.email': spelt }] }, { _id: 1 })
      .limit(100)
      .lean<{ _id: string }[]>();
    return docs.flatMap(({ _id }) => /^organisation\.(.+)$/.exec(_id)?.slice(1) ?? []);
  }
}

export type ContactId = `organisation.${string}` | `site.${string}`;
export const organisationContact = (organisationId: string): ContactId => `organisation.${organisationId}`;
export const siteContact = (siteId: string): ContactId => `site.${siteId}`;
