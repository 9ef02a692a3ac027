import { Injectable } from '@nestjs/common';
import { type Organisation } from '#contracts';
import { Clock, inBatches, notFound, ReadsTogether } from '#platform';
import {
  InvitationChangesInTurn,
  InvitationStore,
  issueInvitation,
  withdrawInvitation,
} from '../invitation/invitation.module.js';
import { type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import { OrganisationStore, SiteStore } from '../organisation/organisation.module.js';
import { SettlingService } from './settling.service.js';

/** Organisations read at a time, and invitations written at a time. */
const pageSize = 200;
const batchSize = 50;

/**
 * Invites the organisations of a meeting's classes. An invitation's id follows from meeting and organisation, so going
 * over them again after an interruption adds only those that are missing. Whoever calls it nudges the relay.
 */
@Injectable()
export class IssuingService {
  readonly #inviting = new ReadsTogether<readonly MeetingRecord[]>((classes) =>
    this.meetings.openForClasses(classes, this.clock.now()),
  );

  constructor(
    private readonly meetings: MeetingStore,
    private readonly organisations: OrganisationStore,
    private readonly sites: SiteStore,
    private readonly invitations: InvitationStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly settling: SettlingService,
    private readonly clock: Clock,
  ) {}

  async inviteAll(meetingId: string): Promise<void> {
    const { classes } = await this.meetings.get(meetingId);
    for (const each of classes) await this.#inviteClass(meetingId, each.class);
  }

  /** Its classes are others: as the meeting says now, however many changes of it are still to be heard of. */
  async bringInLine(meetingId: string): Promise<void> {
    const { status, classes } = await this.meetings.get(meetingId);
    if (status !== 'announced') return;
    const invited = new Set(classes.map((each) => each.class));
    for await (const page of this.invitations.each(meetingId))
      await inBatches(
        page.filter((record) => record.status === 'issued' && !invited.has(record.organisation.class)),
        batchSize,
        async ({ id }) => {
          await this.changes.change(id, {
            decide: (record) => ({ decision: withdrawInvitation(record), result: () => undefined }),
          });
        },
      );
    await this.inviteAll(meetingId);
  }

  /** An organisation that was enrolled: meetings of its class that were announced before, and are still to begin, invite it. */
  async inviteEnrolled(organisation: Organisation): Promise<void> {
    for (const meeting of (await this.#inviting.get(organisation.class)) ?? [])
      await this.#invite(meeting, [organisation]);
  }

  async #inviteClass(meetingId: string, organisationClass: string): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.organisations.pageOfClass(organisationClass, after, pageSize);
      await this.#invite(await this.meetings.get(meetingId), page);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.id;
    }
  }

  async #invite(meeting: MeetingRecord, organisations: readonly Organisation[]): Promise<void> {
    // Cancelled while invitations were being issued: nobody else need hear of it.
    if (meeting.status !== 'announced') return;
    const sites = await this.sites.find(organisations.map(({ siteId }) => siteId));
    await inBatches(organisations, batchSize, async (organisation) => {
      const site = sites.get(organisation.siteId)?.entry;
      if (site === undefined) throw notFound('site-not-found', { values: { id: organisation.siteId } });
      const { record, fact } = issueInvitation(meeting.id, organisation, site);
      await this.invitations.insert(record, fact, this.clock.now());
    });
    // Merged into another since they were read: whoever merged them did not see these invitations.
    const kept = await this.organisations.kept(organisations.map(({ id }) => id));
    for (const { entry, merged } of kept.values()) if (merged !== undefined) await this.settling.settle(entry.id);
  }
}
