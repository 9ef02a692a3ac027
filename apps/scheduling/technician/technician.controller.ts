import { Controller } from '@nestjs/common';
import { ListTechnicians, type ParsedRequestOf, type ReturnOf, SaveTechnician, type Technician } from '#contracts';
import { HandlesRpc } from '#messaging';
import { TechnicianService } from './technician.service.js';
import { TechnicianStore } from './technician.store.js';

@Controller()
export class TechnicianController {
  constructor(
    private readonly service: TechnicianService,
    private readonly technicians: TechnicianStore,
  ) {}

  @HandlesRpc(ListTechnicians)
  async list(): Promise<ReturnOf<typeof ListTechnicians>> {
    return { items: await this.technicians.list() };
  }

  @HandlesRpc(SaveTechnician)
  save(request: ParsedRequestOf<typeof SaveTechnician>): Promise<Technician> {
    return this.service.save(request);
  }
}
