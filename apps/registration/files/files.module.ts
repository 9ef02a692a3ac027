import { Module } from '@nestjs/common';
import { FileController } from './file.controller.js';
import { FileUsers } from './file-users.js';
import { Files } from './files.js';
import { ForgettingFiles } from './forgetting-files.js';
import { GridFiles } from './grid-files.js';

export { type FileUser, FileUsers } from './file-users.js';
export { Files } from './files.js';
export { ForgettingFiles } from './forgetting-files.js';

/** Files that people handed in or that were made for them. */
@Module({
  controllers: [FileController],
  providers: [{ provide: Files, useClass: GridFiles }, FileUsers, ForgettingFiles],
  exports: [Files, FileUsers],
})
export class FilesModule {}
