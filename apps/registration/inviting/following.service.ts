import { Injectable } from '@nestjs/common';
import { type Organisation, type Site } from '#contracts';
import { inBatches, notFound } from '#platform';
import {
  followContact,
  followSite,
  type InvitationChanges,
  InvitationChangesInTurn,
  type InvitationRecord,
  InvitationStore,
} from '../invitation/invitation.module.js';
import { OrganisationStore, SiteStore } from '../organisation/organisation.module.js';
import { IssuingService } from './issuing.service.js';

const batchSize = 20;

/**
 * What is corrected in the directory after invitations went out: their copies of names, addresses and languages follow.
 * It looks at what the directory says now, so that it is no matter in which order corrections are heard of.
 */
@Injectable()
export class FollowingService {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly sites: SiteStore,
    private readonly invitations: InvitationStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly issuing: IssuingService,
  ) {}

  async followOrganisation({ id }: Organisation): Promise<void> {
    const organisation = (await this.organisations.find([id])).get(id)?.entry;
    if (organisation === undefined) throw notFound('organisation-not-found', { values: { id } });
    // Invited first: an invitation that is being issued meanwhile from an older copy is there then, and follows.
    await this.issuing.inviteEnrolled(organisation);
    await this.#follow(await this.invitations.idsOfOrganisation(id), (record) => followContact(record, organisation));
  }

  async followSite({ id }: Site): Promise<void> {
    const site = (await this.sites.find([id])).get(id)?.entry;
    if (site === undefined) throw notFound('site-not-found', { values: { id } });
    await this.#follow(await this.invitations.idsOfSite(id), (record) => followSite(record, site));
  }

  #follow(
    invitationIds: readonly string[],
    changesOf: (record: InvitationRecord) => InvitationChanges | undefined,
  ): Promise<void> {
    return inBatches(invitationIds, batchSize, async (invitationId) => {
      await this.changes.change(invitationId, {
        decide: (record, { status }) => {
          const changes = status === 'closed' ? undefined : changesOf(record);
          return { ...(changes && { decision: { changes } }), result: () => undefined };
        },
      });
    });
  }
}
