import { Injectable } from '@nestjs/common';
import { type Due, type DueWork } from '#outbox';
import { ImportStore } from './import.store.js';

/** Imports that are being read, kept or undone. */
@Injectable()
export class ImportsDue implements DueWork {
  constructor(private readonly imports: ImportStore) {}

  async at(): Promise<Due> {
    return { due: await this.imports.countWorking() };
  }
}
