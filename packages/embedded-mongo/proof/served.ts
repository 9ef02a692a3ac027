import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { startEmbeddedMongo, type EmbeddedMongo, type EmbeddedMongoOptions } from '../index.js';

/** A server in memory with a client of the official driver, for one suite. */
export interface Served {
  server: EmbeddedMongo;
  client: MongoClient;
  db: Db;
  stop(): Promise<void>;
}

export async function serve(
  options: EmbeddedMongoOptions = { memory: true },
  clientOptions: MongoClientOptions = {},
): Promise<Served> {
  const server = await startEmbeddedMongo(options);
  const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 5000, ...clientOptions });
  await client.connect();
  return {
    server,
    client,
    db: client.db('proof'),
    async stop() {
      await client.close();
      await server.stop();
    },
  };
}

/** What a call is refused with. Fails when it is not refused. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{
  code?: number;
  codeName?: string;
  message: string;
  keyPattern?: unknown;
  keyValue?: unknown;
  writeErrors?: unknown;
}> {
  try {
    await call;
  } catch (error) {
    return error as { message: string };
  }
  throw new Error('the call was not refused');
}
