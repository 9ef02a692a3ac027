import { randomBytes } from 'node:crypto';

/** `url` names the server without a database; `database` gives a new random name at each call. */
export type RunningMongo = {
  readonly url: string;
  readonly database: () => string;
  readonly stop: () => Promise<void>;
};

/** The document server: the one that `MONGODB_URL` names when it is set, else an embedded one in memory. */
export const startMongo = async (): Promise<RunningMongo> => {
  const database = (): string => `test-${randomBytes(6).toString('hex')}`;
  const given = process.env.MONGODB_URL;
  if (given !== undefined && given !== '') return { url: given, database, stop: () => Promise.resolve() };
  // Loaded only where it is used: most tests need no documents.
  const { startEmbeddedMongo } = await import('#embedded-mongo');
  const server = await startEmbeddedMongo({ memory: true, port: 0 });
  return { url: server.url, database, stop: () => server.stop() };
};
