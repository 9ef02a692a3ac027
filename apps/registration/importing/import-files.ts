import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileUsers } from '../files/files.module.js';
import { ImportStore } from './import.store.js';

/** A list's file is of use until its import has ended. */
@Injectable()
export class ImportFiles implements OnModuleInit {
  constructor(
    private readonly users: FileUsers,
    private readonly imports: ImportStore,
  ) {}

  onModuleInit(): void {
    this.users.register('table', { named: (fileIds) => this.imports.stillRead(fileIds) });
  }
}
