import { Module } from '@nestjs/common';
import { RecipientModule } from '../recipient/recipient.module.js';
import { WritingModule } from '../writing/writing.module.js';
import { ShortTextController } from './short-text.controller.js';
import { ShortTexts } from './short-text.service.js';

export { ShortTexts } from './short-text.service.js';

/** What an office is told in a few lines, by LINE or SMS. */
@Module({
  imports: [RecipientModule, WritingModule],
  controllers: [ShortTextController],
  providers: [ShortTexts],
  exports: [ShortTexts],
})
export class ShortTextModule {}
