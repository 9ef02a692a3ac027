import { Injectable } from '@nestjs/common';
import { type RenewedLink } from '#contracts';
import { Clock, inBatches } from '#platform';
import { InvitationChangesInTurn, InvitationStore, renewLink } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';

const atOnce = 20;

/** Links and codes of an office that are made void with a correction, and by it alone: one that is refused leaves them as they are. */
@Injectable()
export class VoidingService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
  ) {}

  /** What would hold instead of the links that the office has for meetings to come. */
  async instead(organisationId: string): Promise<RenewedLink[]> {
    const now = this.clock.now().toISOString();
    const records = await this.invitations.findMany(await this.invitations.idsOfOrganisations([organisationId]));
    const renewed: RenewedLink[] = [];
    for (const { id: invitationId, meetingId, status, linkVersion } of records) {
      const meeting = await this.meetings.get(meetingId);
      if (status === 'withdrawn' || meeting.status !== 'announced' || meeting.startsAt <= now) continue;
      renewed.push({ invitationId, linkVersion: linkVersion + 1 });
    }
    return renewed;
  }

  /** Those before these open nothing any more; done again it changes nothing. */
  async void(renewed: readonly RenewedLink[]): Promise<void> {
    await inBatches(renewed, atOnce, async ({ invitationId, linkVersion }) => {
      await this.changes.change(invitationId, {
        decide: (record, meeting) => {
          const stands = record.status === 'withdrawn' || meeting.status !== 'announced';
          const decision = stands || record.linkVersion >= linkVersion ? undefined : renewLink(record);
          return { decision, result: () => undefined };
        },
      });
    });
  }
}
