import { Injectable } from '@nestjs/common';
import { type ParsedRequestOf, type RenewedLink, type ReturnOf, type SaveOrganisation } from '#contracts';
import { DirectoryService } from '../organisation/organisation.module.js';
import { hasLostAddress } from './correcting.js';
import { VoidingService } from './voiding.service.js';

type Asked = ParsedRequestOf<typeof SaveOrganisation>;

/** One organisation is corrected, and what went to its addresses before may become void with that. */
@Injectable()
export class CorrectingService {
  constructor(
    private readonly directory: DirectoryService,
    private readonly voiding: VoidingService,
  ) {}

  async save({ voidLinks = false, ...asked }: Asked): Promise<ReturnOf<typeof SaveOrganisation>> {
    const renewed = voidLinks ? await this.#renewed(asked) : [];
    const kept = await this.directory.saveOrganisation(asked, renewed);
    // Whoever hears of the correction sees to it as well: cut off here, it is done all the same.
    await this.voiding.void(renewed);
    return kept;
  }

  async #renewed({ organisationId, organisation, expectedRevision }: Asked): Promise<RenewedLink[]> {
    if (expectedRevision === undefined) return [];
    // Before it is looked at who came first: whoever saves the same in this moment makes the same links void.
    const instead = await this.voiding.instead(organisationId);
    const kept = await this.directory.organisation(organisationId);
    // Somebody else came first, or it was done: saving says so.
    return kept.revision === expectedRevision && hasLostAddress(kept.organisation, organisation) ? instead : [];
  }
}
