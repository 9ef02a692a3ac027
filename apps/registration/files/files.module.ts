import { Module } from '@nestjs/common';
import { FileController } from './file.controller.js';
import { Files } from './files.js';
import { ForgettingFiles } from './forgetting-files.js';
import { GridFiles } from './grid-files.js';

export { Files } from './files.js';

/** Files that people handed in or that were made for them. */
@Module({
  controllers: [FileController],
  providers: [{ provide: Files, useClass: GridFiles }, ForgettingFiles],
  exports: [Files],
})
export class FilesModule {}
