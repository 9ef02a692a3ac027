import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.js';
import { DocumentStore } from './document.store.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';

export { DocumentsService } from './documents.service.js';

/** Files that a meeting may name: enclosures of its letter, and its documents. */
@Module({
  imports: [FilesModule],
  controllers: [DocumentsController],
  providers: [DocumentStore, DocumentsService],
  exports: [DocumentsService],
})
export class DocumentsModule {}
