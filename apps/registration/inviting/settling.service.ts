import { Injectable } from '@nestjs/common';
import { Clock, inBatches } from '#platform';
import { invitationId, InvitationChangesInTurn, InvitationStore } from '../invitation/invitation.module.js';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { becomesOf, settleInvitation, unsettleInvitation } from './settling.js';

const batchSize = 20;

/**
 * Invitations of an office that was merged into another, settled by what the directory and the meetings say now: done again,
 * it changes nothing.
 */
@Injectable()
export class SettlingService {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly invitations: InvitationStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
  ) {}

  async settle(organisationId: string): Promise<void> {
    const merged = (await this.organisations.kept([organisationId])).get(organisationId)?.merged;
    const into = merged === undefined ? undefined : await this.organisations.standingFor(organisationId);
    if (merged === undefined || into === undefined) return;
    await inBatches(await this.invitations.idsOfOrganisations([organisationId]), batchSize, async (id) => {
      const { meetingId } = await this.invitations.get(id);
      const isInvited = await this.isInvited(meetingId, into.entry.id);
      await this.changes.change(id, {
        decide: (record, meeting) => {
          const becomes = becomesOf(record, meeting, isInvited, this.clock.now());
          return { decision: settleInvitation(record, becomes, into.entry, merged.reason), result: () => undefined };
        },
      });
    });
    // Undone meanwhile: whoever made its invitations again may have been earlier than this.
    if ((await this.organisations.find([organisationId])).has(organisationId)) await this.unsettle(organisationId);
  }

  /** The office is one of its own again: what its merge withdrew is made again, and what followed the other follows it. */
  async unsettle(organisationId: string): Promise<void> {
    const office = (await this.organisations.find([organisationId])).get(organisationId)?.entry;
    if (office === undefined) return;
    await inBatches(await this.invitations.idsOfOrganisations([organisationId]), batchSize, async (id) => {
      await this.changes.change(id, {
        decide: (record, meeting) => ({
          decision: unsettleInvitation(record, meeting, office, this.clock.now()),
          result: () => undefined,
        }),
      });
    });
  }

  /** Whether an office has an invitation to a meeting that holds. */
  async isInvited(meetingId: string, organisationId: string): Promise<boolean> {
    return (await this.invitations.find(invitationId(meetingId, organisationId)))?.status === 'issued';
  }
}
