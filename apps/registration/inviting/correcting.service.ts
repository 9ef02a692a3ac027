import { Injectable } from '@nestjs/common';
import { type ParsedRequestOf, type RenewedLink, type ReturnOf, type SaveOrganisation } from '#contracts';
import { Clock } from '#platform';
import { InvitationChangesInTurn, InvitationStore, renewLink } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { DirectoryService, withoutBlanks } from '../organisation/organisation.module.js';
import { hasLostAddress } from './correcting.js';

type Asked = ParsedRequestOf<typeof SaveOrganisation>;

/** One organisation is corrected, and what went to its addresses before may become void with that. */
@Injectable()
export class CorrectingService {
  constructor(
    private readonly directory: DirectoryService,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
  ) {}

  async save({ voidLinks = false, ...asked }: Asked): Promise<ReturnOf<typeof SaveOrganisation>> {
    // First: the mails to its addresses leave as soon as it is saved, and must have the links that hold.
    const renewed = voidLinks ? await this.#voidLinks(asked) : [];
    return this.directory.saveOrganisation(asked, renewed);
  }

  async #voidLinks({ organisationId, organisation, expectedRevision }: Asked): Promise<RenewedLink[]> {
    if (expectedRevision === undefined) return [];
    const kept = await this.directory.organisation(organisationId);
    // Somebody else came first, or it was done: saving says so.
    if (kept.revision !== expectedRevision || !hasLostAddress(kept.organisation, organisation)) return [];
    await this.directory.check(withoutBlanks({ id: organisationId, ...organisation }));
    const now = this.clock.now().toISOString();
    const records = await this.invitations.findMany(await this.invitations.idsOfOrganisations([organisationId]));
    const renewed: RenewedLink[] = [];
    for (const { id: invitationId, meetingId, status } of records) {
      const meeting = await this.meetings.get(meetingId);
      if (status === 'withdrawn' || meeting.status !== 'announced' || meeting.startsAt <= now) continue;
      renewed.push(
        await this.changes.change(invitationId, {
          decide: (record) => ({
            decision: renewLink(record),
            result: ({ linkVersion }) => ({ invitationId, linkVersion }),
          }),
        }),
      );
    }
    return renewed;
  }
}
