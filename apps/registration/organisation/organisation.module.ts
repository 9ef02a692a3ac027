import { Module } from '@nestjs/common';
import { ClassNameStore } from './class-name.store.js';
import { DirectoryService } from './directory.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { HeldCodes } from './held-codes.js';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationStore } from './organisation.store.js';
import { SiteStore } from './site.store.js';

export { ClassNameStore } from './class-name.store.js';
export { codeKey } from './code-key.js';
export { organisationFields } from './directory-fields.js';
export { DirectoryService } from './directory.service.js';
export { type Refusal } from './codes.js';
export { type Enrolled, type Merged, withoutBlanks } from './enrolment.js';
export { EnrolmentService } from './enrolment.service.js';
export { OrganisationStore } from './organisation.store.js';
export { SiteStore } from './site.store.js';

/** The directory: the organisations that can be invited and the sites that they go to. */
@Module({
  controllers: [OrganisationController],
  providers: [SiteStore, OrganisationStore, ClassNameStore, EnrolmentService, DirectoryService, HeldCodes],
  exports: [SiteStore, OrganisationStore, ClassNameStore, EnrolmentService, DirectoryService],
})
export class OrganisationModule {}
