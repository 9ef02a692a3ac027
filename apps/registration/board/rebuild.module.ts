import { type DynamicModule, Global, Module } from '@nestjs/common';
import { PersistenceModule } from '#persistence';
import { Readiness } from '#platform';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { BoardStore } from './board.store.js';
import { RebuildService } from './rebuild.service.js';

export { RebuildService } from './rebuild.service.js';

@Global()
@Module({ providers: [Readiness], exports: [Readiness] })
class ReadinessModule {}

/** What counting a board anew needs: the database and nothing else, so that it works while the service is down. */
@Module({})
export class BoardRebuildModule {
  static forRoot({
    MONGODB_URL: url,
    SALA_DATABASE: database,
  }: {
    MONGODB_URL: string;
    SALA_DATABASE: string;
  }): DynamicModule {
    return {
      module: BoardRebuildModule,
      imports: [ReadinessModule, PersistenceModule.forRoot({ url, database })],
      providers: [MeetingStore, InvitationStore, BoardStore, RebuildService],
    };
  }
}
