// Does what staff do, by the requests that the console sends.
import {
  ChangeMeeting,
  CloseMeeting,
  ExtendInvitations,
  GetInvitation,
  GetMeeting,
  GetReplyForm,
  GetResponseBoard,
  GiveOpinion,
  InviteAgain,
  ListCallList,
  meetingContentOf,
  MergeOrganisations,
  MoveInvitation,
  PreviewMerge,
  PreviewMeetingChange,
  RecordDeskReply,
  SaveOrganisation,
  type SeveralChanged,
  TakeBackReply,
  WithdrawInvitations,
} from '#contracts';
import { type ApiClient } from './api-client.js';
import { ConferenceHosts, type OrderBridge } from './conference-hosts.js';
import { type Invited } from './invited.js';
import { enterAtDesk } from './perform.js';
import { type MailDeeds } from './mail-deeds.js';
import { type Deed } from './plot.js';
import { RegisterKeepers } from './register-keepers.js';
import { type Act } from './scenario.js';
import { type Staff } from './stage.js';
import { type LookView } from './view.js';

type Stage = {
  readonly meetingId: string;
  readonly staff: Staff;
  readonly invited: Invited;
  readonly mails: MailDeeds;
  /** Where an office's mails go now. */
  readonly addressOf: (office: string) => string;
  readonly correctAddress: (office: string, email: string) => Promise<void>;
  readonly movedTo: (office: string, email: string) => void;
  readonly orderBridge: OrderBridge;
};
type Of<Kind extends Deed['do']> = Extract<Deed, { do: Kind }>;
const conflict = [409];

export class Deeds {
  readonly looks: LookView[] = [];
  /** How many offices moving the meeting was said to ask again. */
  foretold = 0;

  readonly #registers: RegisterKeepers;
  readonly #hosts: ConferenceHosts;

  constructor(private readonly stage: Stage) {
    this.#registers = new RegisterKeepers(stage);
    this.#hosts = new ConferenceHosts(stage);
  }

  async perform(deed: Deed): Promise<void> {
    const { meetingId, staff, invited, correctAddress } = this.stage;
    const { coordinator } = staff;
    switch (deed.do) {
      case 'correct-address':
        return correctAddress(deed.organisationId, deed.email);
      case 'clash':
        return this.#clash(deed);
      case 'enter-twice': {
        const invitationId = invited.invitationId(deed.act.organisationId);
        await Promise.all([staff.desk, staff.colleague].map((each) => enterAtDesk(each, deed.act, invitationId)));
        return;
      }
      case 'take-back':
        return this.#takeBack(deed);
      case 'withdraw':
        return this.#several(deed.organisationIds, (invitationIds) =>
          coordinator.send(WithdrawInvitations, { meetingId, invitationIds, reason: deed.reason }),
        );
      case 'invite-again':
        return this.#several(deed.organisationIds, (invitationIds) =>
          coordinator.send(InviteAgain, { meetingId, invitationIds }),
        );
      case 'merge': {
        const organisationId = invited.organisationId(deed.into);
        const from = [invited.organisationId(deed.from)];
        const { items } = await coordinator.send(PreviewMerge, { organisationId, from });
        if (items.length !== 1) throw new Error(`merging ${deed.from} would do ${items.length} things`);
        await coordinator.send(MergeOrganisations, { organisationId, from, reason: deed.reason });
        return;
      }
      case 'merge-into-new':
        return this.#mergeIntoNew(deed);
      case 'join-at': {
        const invitationId = invited.invitationId(deed.organisationId);
        const move = { invitationId, siteId: deed.siteId, reason: deed.reason };
        // The same once more changes nothing.
        for (let sent = 0; sent < 2; sent += 1) await coordinator.send(MoveInvitation, move);
        return;
      }
      case 'extend': {
        const filter = { provinceCode: deed.provinceCode, standing: 'silent' } as const;
        await coordinator.send(ExtendInvitations, { meetingId, filter, until: deed.until, reason: deed.reason });
        return;
      }
      case 'move':
        return this.#move(deed);
      case 'register':
        return this.#registers.keep(deed.hall);
      case 'begin-conference':
        return this.#hosts.begin();
      case 'end-conference':
        return this.#hosts.end();
      case 'correct-register':
        return this.#registers.correct(deed);
      case 'give-opinion': {
        const replyToken = this.#newestLink(deed.organisationId);
        const opinionId = `opinion-${deed.organisationId}`;
        await staff.office.send(GiveOpinion, { replyToken, opinionId, text: deed.text });
        return;
      }
      case 'close':
        await coordinator.send(CloseMeeting, { meetingId });
        return;
      case 'look':
        return void this.looks.push(await this.look(deed.at));
      default:
        return this.stage.mails.perform(deed);
    }
  }

  /** The office is made, with a class that is not invited, and is told before what becomes of the other's invitation. */
  async #mergeIntoNew({ from, into, reason }: Of<'merge-into-new'>): Promise<void> {
    const { staff, invited, movedTo } = this.stage;
    const { coordinator } = staff;
    const { id: organisationId, ...organisation } = into;
    // What was kept by a service that died before it could say so is refused the second time.
    await coordinator.send(SaveOrganisation, { organisationId, organisation }, [200, 201, 409]);
    const merge = { organisationId, from: [invited.organisationId(from)] };
    const { items } = await coordinator.send(PreviewMerge, merge);
    const becomes = items.flatMap(({ invitations }) => invitations).map((each) => (each.answer ? 'stays' : 'follows'));
    const told = items.flatMap(({ invitations }) => invitations).map((each) => each.becomes);
    if (told.length !== 1 || told[0] !== becomes[0]) throw new Error(`merging ${from} would do ${told.join(', ')}`);
    await coordinator.send(MergeOrganisations, { ...merge, reason });
    movedTo(from, into.email ?? '');
  }

  async look(at: string): Promise<LookView> {
    const { meetingId, staff, invited } = this.stage;
    const board = await staff.coordinator.send(GetResponseBoard, { meetingId });
    const toCall = await staff.coordinator.all(ListCallList, { meetingId });
    return {
      at,
      total: board.total,
      unconfirmed: board.unconfirmed ?? 0,
      toCall: toCall.map(({ invitationId }) => invited.officeOf(invitationId)).sort(),
    };
  }

  /** Both have read the office as it is; the second is refused, reads it anew, sees what came in between and enters hers. */
  async #clash({ first, second }: Of<'clash'>): Promise<void> {
    const { desk, colleague } = this.stage.staff;
    const invitationId = this.stage.invited.invitationId(first.organisationId);
    const [seen] = await Promise.all([desk, colleague].map((each) => each.send(GetInvitation, { invitationId })));
    if (seen === undefined) throw new Error('nobody read the invitation');
    const enter = (
      who: ApiClient,
      { content, channel, receivedAt }: Act,
      expectedRevision: number,
      expect?: number[],
    ) => {
      if (channel === 'web') throw new Error('nothing is entered at the desk that came by the web');
      return who.send(
        RecordDeskReply,
        { invitationId, content, channel, receivedAt, reason: 'ตามแบบตอบรับที่ได้รับ', expectedRevision },
        expect,
      );
    };
    await enter(desk, first, seen.invitation.revision);
    await enter(colleague, second, seen.invitation.revision, conflict);
    const { invitation } = await colleague.send(GetInvitation, { invitationId });
    if (invitation.response?.answer !== first.content.answer)
      throw new Error(`${first.organisationId} does not show what was entered in between`);
    await enter(colleague, second, invitation.revision);
  }

  async #takeBack({ organisationId, reason }: Of<'take-back'>): Promise<void> {
    const { desk } = this.stage.staff;
    const invitationId = this.stage.invited.invitationId(organisationId);
    const { responses } = await desk.send(GetInvitation, { invitationId });
    const responseRevision = Math.max(...responses.map(({ revision }) => revision));
    await desk.send(TakeBackReply, { invitationId, responseRevision, reason });
  }

  /** Said once more, as after an answer that was lost, it changes nothing. */
  async #several(
    offices: readonly string[],
    change: (invitationIds: string[]) => Promise<SeveralChanged>,
  ): Promise<void> {
    const ids = offices.map((each) => this.stage.invited.invitationId(each));
    await change(ids);
    const again = await change(ids);
    if (again.changed !== 0) throw new Error(`said again it changed ${again.changed} of ${offices.join(', ')}`);
  }

  async #move({ startsAt, endsAt, reason }: Of<'move'>): Promise<void> {
    const { meetingId, staff } = this.stage;
    const { coordinator } = staff;
    const { revision: expectedRevision, ...meeting } = await coordinator.send(GetMeeting, { meetingId });
    const change = { meetingId, content: { ...meetingContentOf(meeting), startsAt, endsAt }, expectedRevision };
    this.foretold = (await coordinator.send(PreviewMeetingChange, change)).toConfirm;
    await coordinator.send(ChangeMeeting, { ...change, reason, confirmAgain: true });
  }

  /** A link from before is void. */
  #newestLink(office: string): string {
    const token = this.stage.invited.tokensAt(this.stage.addressOf(office)).at(-1);
    if (token === undefined) throw new Error(`${office} has no reply link in its mail`);
    return token;
  }

  /** The link that an office has now; whoever still has one from before it was withdrawn is refused. */
  async linkOf(office: string): Promise<string> {
    const newest = this.#newestLink(office);
    const [first] = this.stage.invited.tokensAt(this.stage.addressOf(office));
    if (first !== undefined && first !== newest)
      await this.stage.staff.office.send(GetReplyForm, { replyToken: first }, [403, 404]);
    return newest;
  }
}
