import { Injectable } from '@nestjs/common';
import { type InvitationFilter, type SeveralChanged } from '#contracts';
import { Clock, inBatches } from '#platform';
import { endedMeeting, type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { assertExtendable, type ExtendCommand, extendInvitation } from './extending.js';
import { InvitationChangesInTurn } from './invitation-changes.js';
import { InvitationStore } from './invitation.store.js';
import { type InvitationDecision, type InvitationRecord, inviteAgain, withdrawInvitation } from './invitation.js';

export type Several = {
  readonly meetingId: string;
  readonly invitationIds?: readonly string[] | undefined;
  readonly filter?: Omit<InvitationFilter, 'meetingId'> | undefined;
  readonly after?: string | undefined;
  readonly preview: boolean;
};
type Records = readonly InvitationRecord[];
type Chosen = { readonly meeting: MeetingRecord; readonly records: Records; readonly next?: string | undefined };
type Decide = (record: InvitationRecord, meeting: MeetingRecord) => InvitationDecision | undefined;

/** Gone through at a time, and changed at once. */
const atATime = 1000;
const atOnce = 50;

/** What is decided of several invitations, each by itself: cut short, what was asked is asked again and changes the rest. */
@Injectable()
export class SeveralInvitationsService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly organisations: OrganisationStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
  ) {}

  async extend(several: Several, command: ExtendCommand): Promise<SeveralChanged> {
    const now = this.clock.now();
    assertExtendable(await this.meetings.get(several.meetingId), command.until, now);
    return this.#decide(several, (record, meeting) => extendInvitation(record, meeting, command, now));
  }

  withdraw(several: Several, reason: string): Promise<SeveralChanged> {
    return this.#decide(several, (record) => withdrawInvitation(record, reason));
  }

  /** Those that were merged into others are passed over: the office that stands is invited. */
  inviteAgain(several: Several, reason?: string): Promise<SeveralChanged> {
    return this.#decide(
      several,
      (record) => inviteAgain(record, reason),
      async (records) => {
        const kept = await this.organisations.kept(records.map(({ organisation }) => organisation.id));
        return records.filter(({ organisation }) => kept.get(organisation.id)?.merged === undefined);
      },
    );
  }

  async #decide(
    several: Several,
    decide: Decide,
    concerned: (records: Records) => Promise<Records> = (records) => Promise.resolve(records),
  ): Promise<SeveralChanged> {
    const { meeting, records, next } = await this.chosen(several);
    const those = await concerned(records);
    let changed = 0;
    if (several.preview) changed = those.filter((record) => decide(record, meeting) !== undefined).length;
    else
      await inBatches(those, atOnce, async ({ id }) => {
        const didChange = await this.changes.change(id, {
          decide: (record, current) => {
            const decision = decide(record, current);
            return { decision, result: () => decision !== undefined };
          },
        });
        if (didChange) changed += 1;
      });
    return { changed, left: records.length - changed, ...(next !== undefined && { next }) };
  }

  /** Which they are this time; those of another meeting are passed over. Throws conflict 'meeting-closed'. */
  async chosen({ meetingId, invitationIds, filter = {}, after }: Several): Promise<Chosen> {
    const meeting = await this.meetings.get(meetingId);
    if (meeting.status === 'closed') throw endedMeeting(meeting);
    if (invitationIds === undefined) {
      const { confirmedFrom } = meeting;
      const from = after !== undefined && { after };
      return {
        meeting,
        ...(await this.invitations.page({ meetingId, ...filter, ...from, limit: atATime, confirmedFrom })),
      };
    }
    const records = await this.invitations.findMany([...new Set(invitationIds)]);
    return { meeting, records: records.filter((record) => record.meetingId === meetingId) };
  }
}
