import { type DynamicModule, Module } from '@nestjs/common';
import { GetRegistrationWorkState } from '#contracts';
import { DueWork, workStateController } from '#outbox';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { ExportingService } from './exporting.service.js';
import { ImportFiles } from './import-files.js';
import { ImportPageStore } from './import-page.store.js';
import { ImportService } from './import.service.js';
import { ImportStore } from './import.store.js';
import { ImportingController } from './importing.controller.js';
import { ImportsDue } from './imports-due.js';
import { importSweepMs, ImportWork } from './import-work.js';
import { KeepingService } from './keeping.service.js';
import { KnownNames } from './known-names.js';
import { ReadingService } from './reading.service.js';

/** Lists of offices that people hand in: read, compared with the directory, and kept when somebody says so. */
@Module({})
export class ImportingModule {
  static forRoot({ sweepMs }: { readonly sweepMs: number }): DynamicModule {
    return {
      module: ImportingModule,
      imports: [FilesModule, MeetingModule, OrganisationModule, InvitationModule],
      // Of this service only imports are work that waits for nobody: a deadline is compared with the clock when somebody replies.
      controllers: [ImportingController, workStateController(GetRegistrationWorkState)],
      providers: [
        { provide: importSweepMs, useValue: sweepMs },
        { provide: DueWork, useClass: ImportsDue },
        ImportStore,
        ImportFiles,
        ImportPageStore,
        KnownNames,
        ExportingService,
        ReadingService,
        KeepingService,
        ImportWork,
        ImportService,
      ],
    };
  }
}
