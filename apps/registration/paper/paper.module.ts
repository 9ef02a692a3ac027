import { type DynamicModule, Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { PaperController } from './paper.controller.js';
import { PrintingService } from './printing.service.js';
import { PrintRunStore } from './print-run.store.js';
import { printSettings, type PrintSettings, PrintWork } from './print-work.js';
import { WritingService } from './writing.service.js';

/** Letters and reply forms on paper: all of a meeting's offices as one document. */
@Module({})
export class PaperModule {
  static forRoot(settings: PrintSettings): DynamicModule {
    return {
      module: PaperModule,
      imports: [FilesModule, MeetingModule, InvitationModule],
      controllers: [PaperController],
      providers: [
        { provide: printSettings, useValue: settings },
        PrintRunStore,
        WritingService,
        PrintWork,
        PrintingService,
      ],
    };
  }
}
