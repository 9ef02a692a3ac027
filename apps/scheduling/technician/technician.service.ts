import { Injectable } from '@nestjs/common';
import { type SaveTechnician, type ParsedRequestOf, type Technician } from '#contracts';
import { conflict } from '#platform';
import { TechnicianStore } from './technician.store.js';

/** So many the centre has at most. */
export const mostTechnicians = 200;

@Injectable()
export class TechnicianService {
  constructor(private readonly technicians: TechnicianStore) {}

  /** Throws conflict 'technicians-too-many', 'revision-conflict'. */
  async save({ expectedRevision, ...technician }: ParsedRequestOf<typeof SaveTechnician>): Promise<Technician> {
    if (expectedRevision === undefined && (await this.technicians.count()) >= mostTechnicians)
      throw conflict('technicians-too-many', { values: { most: mostTechnicians } });
    return this.technicians.save(technician, expectedRevision);
  }
}
