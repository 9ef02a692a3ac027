import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { InjectConnection } from '#persistence';
import { Clock, Readiness } from '#platform';

/** Since when the mailbox can't be read, and what its server said first. */
export type MailboxTrouble = { readonly since: string; readonly said: string };
type TroubleDocument = MailboxTrouble & { readonly _id: string };

const _id = 'mailbox';
const mostSaid = 500;

/** Whether the mailbox is read. One replica looks into it; each of them, and the people, are to know. */
@Injectable()
export class MailboxState {
  readonly #troubles: Collection<TroubleDocument>;

  constructor(
    @InjectConnection() connection: Connection,
    private readonly clock: Clock,
    readiness: Readiness,
  ) {
    this.#troubles = connection.collection<TroubleDocument>('mailboxtroubles');
    readiness.add({ name: 'mailbox-read', advisory: true, check: () => this.#check() });
  }

  async trouble(): Promise<MailboxTrouble | undefined> {
    const doc = await this.#troubles.findOne({ _id });
    return doc === null ? undefined : { since: doc.since, said: doc.said };
  }

  async isUnread(said: string): Promise<void> {
    const since = this.clock.now().toISOString();
    await this.#troubles.updateOne(
      { _id },
      { $setOnInsert: { since }, $set: { said: said.slice(0, mostSaid) } },
      { upsert: true },
    );
  }

  async isRead(): Promise<void> {
    await this.#troubles.deleteOne({ _id });
  }

  async #check(): Promise<void> {
    const trouble = await this.trouble();
    if (trouble !== undefined) throw new Error(`the mailbox has not been read since ${trouble.since}: ${trouble.said}`);
  }
}
