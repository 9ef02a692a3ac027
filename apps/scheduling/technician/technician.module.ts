import { Module } from '@nestjs/common';
import { TechnicianController } from './technician.controller.js';
import { TechnicianService } from './technician.service.js';
import { TechnicianStore } from './technician.store.js';

export { isOnDuty, knows } from './technician.js';
export { TechnicianStore } from './technician.store.js';

/** Who checks sites: the centre's technicians, the same for all meetings. */
@Module({
  controllers: [TechnicianController],
  providers: [TechnicianStore, TechnicianService],
  exports: [TechnicianStore],
})
export class TechnicianModule {}
