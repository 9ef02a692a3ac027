import { type DynamicModule, Global, Module } from '@nestjs/common';
import { PersistenceModule } from '#persistence';
import { Readiness } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { HistoryStore } from './history.store.js';
import { VerifyingService } from './verifying.service.js';

export { VerifyingService } from './verifying.service.js';

@Global()
@Module({ providers: [Readiness], exports: [Readiness] })
class ReadinessModule {}

/** What going over a history needs: the database and nothing else, so that it asks nobody who could have changed it. */
@Module({})
export class HistoryVerifyingModule {
  static forRoot({
    MONGODB_URL: url,
    SALA_DATABASE: database,
  }: {
    MONGODB_URL: string;
    SALA_DATABASE: string;
  }): DynamicModule {
    return {
      module: HistoryVerifyingModule,
      imports: [ReadinessModule, PersistenceModule.forRoot({ url, database })],
      providers: [MeetingStore, HistoryStore, VerifyingService],
    };
  }
}
