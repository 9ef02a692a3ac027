import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isDuplicateKey, text } from '#persistence';

type TestMailDocument = { readonly _id: string; readonly at: string };
const schema = new Schema<TestMailDocument>({ _id: text, at: text }, { strict: 'throw', versionKey: false });

/** Which test mails were sent: one that is asked for twice goes once. */
@Injectable()
export class TestMailStore {
  readonly #sent: Model<TestMailDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sent = connection.model<TestMailDocument>('TestMail', schema, 'test-mails');
  }

  /** Whether it is the first of its id. */
  async begin(testId: string, at: string): Promise<boolean> {
    try {
      await this.#sent.insertOne({ _id: testId, at });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** It did not leave: it may be tried again. */
  async forget(testId: string): Promise<void> {
    await this.#sent.deleteOne({ _id: testId });
  }
}
