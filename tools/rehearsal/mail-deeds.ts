// What befalls mails, and what staff do about it.
import { randomUUID } from 'node:crypto';
import {
  DecideOverdueMails,
  ListAnnouncementOffices,
  GetOrganisation,
  ListMailLanes,
  PauseMails,
  RecordCall,
  ReleaseAnnouncement,
  ResumeMails,
  SaveOrganisation,
  TryMailLanes,
  WriteAnnouncement,
} from '#contracts';
import { eventually, type MailSink } from '#testing';
import { type OfficeServers } from './came-back.js';
import { type Invited } from './invited.js';
import { type Deed } from './plot.js';
import { type Staff } from './stage.js';

type Stage = {
  readonly meetingId: string;
  readonly staff: Staff;
  readonly invited: Invited;
  readonly sink: MailSink;
  readonly servers: OfficeServers;
  readonly addressOf: (office: string) => string;
  readonly movedTo: (office: string, email: string) => void;
  readonly quiet: () => Promise<unknown>;
};
export type MailDeed = Extract<
  Deed,
  {
    do:
      | 'bounce'
      | 'answer-automatically'
      | 'mend-address'
      | 'relay'
      | 'pause-reminders'
      | 'resume-reminders'
      | 'send-overdue'
      | 'call'
      | 'announce';
  }
>;
const kind = 'reminder';
const patience = { within: 120_000, every: 50 };

export class MailDeeds {
  readonly steered: Record<string, number | string> = {};

  constructor(private readonly stage: Stage) {}

  async perform(deed: MailDeed): Promise<void> {
    const { meetingId, staff, invited, servers, addressOf, sink } = this.stage;
    const { coordinator } = staff;
    switch (deed.do) {
      case 'bounce':
        for (const office of deed.organisationIds) await servers.bounce(addressOf(office));
        return;
      case 'answer-automatically':
        for (const office of deed.organisationIds) await servers.answerAutomatically(addressOf(office));
        return;
      case 'mend-address':
        return this.#mend(deed);
      case 'relay':
        if (deed.is === 'away') return sink.follow(() => 'drop');
        return this.letIn('at the weekend');
      case 'pause-reminders':
        await coordinator.send(PauseMails, { meetingId, kind, reason: deed.reason });
        return;
      case 'resume-reminders':
        await coordinator.send(ResumeMails, { meetingId, kind });
        return;
      case 'send-overdue': {
        const decision = { meetingId, kind, decision: 'send', pressId: randomUUID() } as const;
        const { changed } = await coordinator.send(DecideOverdueMails, decision);
        this.steered['set aside through the pause'] = changed;
        return;
      }
      case 'call': {
        const invitationId = invited.invitationId(deed.organisationId);
        await staff.desk.send(RecordCall, { invitationId, callId: randomUUID(), outcome: deed.outcome });
        return;
      }
      case 'announce':
        return this.#announce(deed);
      default:
        return deed satisfies never;
    }
  }

  /** The mail server does not take our password. */
  refuseSignIn(): void {
    this.stage.sink.follow((moment) => (moment === 'sign-in' ? '535 5.7.8 Authentication failed' : undefined));
  }

  /** Staff read why no mail leaves, have it seen to, and have it tried at once. */
  async letIn(when: string): Promise<void> {
    const { staff, sink, quiet } = this.stage;
    const lane = async () => {
      const { items, waiting } = await staff.coordinator.send(ListMailLanes, {});
      return { waiting, ...items[0] };
    };
    await eventually(async () => (await lane()).status === 'stopped', patience);
    await quiet();
    const { cause, waiting } = await lane();
    this.steered[`stopped ${when}`] = cause ?? '';
    this.steered[`waiting ${when}`] = waiting;
    sink.follow(undefined);
    await staff.coordinator.send(TryMailLanes, {});
    await eventually(async () => (await lane()).status === 'open', patience);
  }

  /** Whoever wrote it can't release it herself. */
  async #announce({ announcementId, subject, text }: Extract<MailDeed, { do: 'announce' }>): Promise<void> {
    const { meetingId, staff } = this.stage;
    const { coordinator, second } = staff;
    const offices = await coordinator.all(ListAnnouncementOffices, { meetingId, said: 'coming' });
    const invitationIds = offices.filter(({ whyNot }) => whyNot === undefined).map((each) => each.invitationId);
    const words = { th: { subject, text } };
    const { state, revision } = await coordinator.send(WriteAnnouncement, {
      meetingId,
      announcementId,
      words,
      invitationIds,
    });
    this.steered['announced to'] = invitationIds.length;
    this.steered['before it was released'] = state;
    const release = { meetingId, announcementId, expectedRevision: revision };
    await coordinator.send(ReleaseAnnouncement, release, [403]);
    await second.send(ReleaseAnnouncement, release);
  }

  async #mend({ organisationId: office, email }: Extract<MailDeed, { do: 'mend-address' }>): Promise<void> {
    const { staff, invited, movedTo } = this.stage;
    const organisationId = invited.organisationId(office);
    const { organisation, revision } = await staff.coordinator.send(GetOrganisation, { organisationId });
    const { id: _id, ...rest } = organisation;
    // What was kept by a service that died before it could say so is refused the second time.
    await staff.coordinator.send(
      SaveOrganisation,
      { organisationId, organisation: { ...rest, email }, expectedRevision: revision },
      [200, 409],
    );
    movedTo(office, email);
  }
}
