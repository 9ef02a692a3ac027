import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentsService } from '../documents/documents.module.js';
import { FileUsers } from '../files/files.module.js';
import { MeetingStore } from './meeting.store.js';

/** Documents are of use while a meeting names them. */
@Injectable()
export class MeetingFiles implements OnModuleInit {
  constructor(
    private readonly users: FileUsers,
    private readonly meetings: MeetingStore,
    private readonly documents: DocumentsService,
  ) {}

  onModuleInit(): void {
    this.users.register('document', {
      named: (fileIds) => this.meetings.filesNamed(fileIds),
      forgotten: (fileId) => this.documents.forgotten(fileId),
    });
  }
}
