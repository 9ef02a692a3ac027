import { Global, Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import mongoose, { type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import { Readiness } from '#platform';
import { type Aggregate } from './aggregate.js';
import { connectionToken, InjectConnection } from './connection.js';
import { Leases, usualLeaseMs } from './leases.js';

/** The environment of a service that keeps documents, each in a database of its own. */
export const persistenceConfig = (database: string) => ({
  MONGODB_URL: z
    .url({ protocol: /^mongodb(\+srv)?$/ })
    .describe('the address of the MongoDB server, such as mongodb://127.0.0.1:27017'),
  SALA_DATABASE: z
    .string()
    .regex(/^[\w-]{1,63}$/)
    .default(database)
    .describe('the name of the service’s own database: letters, digits, - and _'),
});

/** Opens a connection whose writes are acknowledged by a majority and journaled. */
export const connectMongo = (url: string, database: string): Promise<Connection> =>
  mongoose
    .createConnection(url, {
      dbName: database,
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: 10_000,
      autoIndex: true,
    })
    .asPromise();

/** Every model made on the connection whose documents have an outbox: what the relay publishes from. */
export const outboxModels = (connection: Connection): Model<Aggregate>[] =>
  Object.values(connection.models).filter((model) => model.schema.path('outbox') !== undefined) as Model<Aggregate>[];

/** One connection for the service. Unique indexes stand before any work is taken; the connection closes last. */
@Global()
@Module({})
export class PersistenceModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    readiness: Readiness,
  ) {
    readiness.add({
      name: 'mongodb',
      check: async () => {
        await connection.db?.command({ ping: 1 });
        if (connection.readyState !== mongoose.ConnectionStates.connected) throw new Error('is not connected');
      },
    });
  }

  /** `takeOverSeconds`: after how long without a sign of life another replica does what one does alone. */
  static forRoot({
    url,
    database,
    takeOverSeconds,
  }: {
    url: string;
    database: string;
    takeOverSeconds?: number | undefined;
  }): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: connectionToken, useFactory: () => connectMongo(url, database) },
        {
          provide: Leases,
          useFactory: (connection: Connection) =>
            new Leases(connection, takeOverSeconds === undefined ? usualLeaseMs : takeOverSeconds * 1_000),
          inject: [connectionToken],
        },
      ],
      exports: [connectionToken, Leases],
    };
  }

  async onModuleInit(): Promise<void> {
    await Promise.all(Object.values(this.connection.models).map((model) => model.init()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
