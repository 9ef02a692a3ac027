import { Module } from '@nestjs/common';
import { EnclosureFiles } from './enclosure-files.js';
import { Enclosures } from './enclosures.js';

export { Enclosures } from './enclosures.js';

/** The enclosures of a letter that go with its mails as files. */
@Module({ providers: [EnclosureFiles, Enclosures], exports: [Enclosures] })
export class EnclosureModule {}
