import { Injectable } from '@nestjs/common';
import { type AskedBy, type Organisation, type Site } from '#contracts';
import { onBehalfOf } from '#messaging';
import { inBatches, notFound, ReadsTogether } from '#platform';
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
import { SettlingService } from './settling.service.js';

const batchSize = 20;

/** At which revision something of the directory was told of, and who had it written. */
type Told = { readonly revision: number; readonly by?: AskedBy | undefined };

/**
 * What is corrected in the directory after invitations went out: their copies of names, addresses and languages follow.
 * It looks at what the directory says now, so that it is no matter in which order corrections are heard of;
 * who made them is noted unless another has written since.
 */
@Injectable()
export class FollowingService {
  // A list of a whole country is heard of office by office, many at a time.
  readonly #offices = new ReadsTogether((ids) => this.organisations.kept(ids));
  readonly #invited = new ReadsTogether((ids) => this.invitations.idsByOrganisation(ids));
  readonly #mergedInto = new ReadsTogether(async (ids) =>
    Map.groupBy(await this.organisations.mergedInto(ids), ({ merged }) => merged?.into ?? ''),
  );

  constructor(
    private readonly organisations: OrganisationStore,
    private readonly sites: SiteStore,
    private readonly invitations: InvitationStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly issuing: IssuingService,
    private readonly settling: SettlingService,
  ) {}

  async followOrganisation({ id }: Organisation, { revision, by }: Told): Promise<void> {
    const kept = await this.#offices.get(id);
    if (kept === undefined) throw notFound('organisation-not-found', { values: { id } });
    // It has left the directory since: nothing follows what it was.
    if (kept.removed === true) return;
    const organisation = kept.entry;
    // Invited first: an invitation that is being issued meanwhile from an older copy is there then, and follows.
    await this.issuing.inviteEnrolled(organisation);
    await onBehalfOf(kept.revision === revision ? by : undefined, async () => {
      await this.#follow((await this.#invited.get(id)) ?? [], (record) => followContact(record, organisation));
      // What was merged into it may be invited beside it, or stand for it.
      for (const { entry } of (await this.#mergedInto.get(id)) ?? []) await this.settling.settle(entry.id);
    });
  }

  async followSite({ id }: Site, { revision, by }: Told): Promise<void> {
    const kept = (await this.sites.find([id])).get(id);
    if (kept === undefined) throw notFound('site-not-found', { values: { id } });
    await onBehalfOf(kept.revision === revision ? by : undefined, async () =>
      this.#follow(await this.invitations.idsOfSite(id), (record) => followSite(record, kept.entry)),
    );
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
