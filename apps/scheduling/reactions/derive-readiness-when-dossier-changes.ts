import { Controller } from '@nestjs/common';
import { type EventOf, SiteDossierChanged } from '#contracts';
import { HandlesEvent } from '#messaging';
import { ReadinessService } from '../readiness/readiness.module.js';

/** Other equipment makes a pass stale at every meeting that the site joins. */
@Controller()
export class DeriveReadinessWhenDossierChanges {
  constructor(private readonly readiness: ReadinessService) {}

  @HandlesEvent(SiteDossierChanged, { consumer: 'dossiers', from: 'start' })
  async changed({ data }: EventOf<typeof SiteDossierChanged>): Promise<void> {
    await this.readiness.deriveEverywhere(data.siteId);
  }
}
