import {
  type Answer,
  type CheckCalendar,
  type EventContract,
  exampleCalendar,
  exampleMeeting,
  exampleSite,
  GetSchedulingWorkState,
  InvitationIssued,
  InvitationMoved,
  InvitationWithdrawn,
  MeetingAnnounced,
  MeetingCancelled,
  MeetingChanged,
  type Meeting,
  type ReturnOf,
  type RequestOf,
  ResponseRecorded,
  ResponseTakenBack,
  type RpcContract,
  type Site,
  SiteEnrolled,
} from '#contracts';
import { NatsLink, RpcClient } from '#messaging';
import { fact, eventsOf, type Fact } from '#persistence';
import { MeetingClock, type RunningService } from '#platform';
import { createScheduling } from '../service.js';
import { schedulingConfig } from '../settings/settings.module.js';

export const meetingId = exampleMeeting.id;
/** Two days with 12 slots each and two rooms: 48 places. */
export const twoDays: CheckCalendar = { ...exampleCalendar, firstDay: '2016-11-14', lastDay: '2016-11-15' };
export const planningDay = '2016-11-10T02:00:00.000Z';

export const siteNumbered = (index: number): Site => ({
  ...exampleSite,
  id: `th-${index}`,
  name: { th: `ศาลากลาง ${index}`, en: `Hall ${index}` },
});

/** A scheduling service on real servers whose clock stands where the test puts it; the test speaks for registration. */
export class SchedulingUnderTest {
  private constructor(readonly service: RunningService) {}

  static async start(
    servers: { natsUrl: string; mongoUrl: string; database: string },
    now = planningDay,
    env: Readonly<Record<string, string>> = {},
  ): Promise<SchedulingUnderTest> {
    const config = schedulingConfig.parse({
      NODE_ENV: 'test',
      SALA_HTTP_PORT: '0',
      SALA_LOG_LEVEL: 'silent',
      SALA_SWEEP_MS: '250',
      SALA_CHECK_FRESH_DAYS: '7',
      SALA_LINK_KEY: 'a key that only the tests know, 32+',
      NATS_URL: servers.natsUrl,
      MONGODB_URL: servers.mongoUrl,
      SALA_DATABASE: servers.database,
      ...env,
    });
    const under = new SchedulingUnderTest(await createScheduling(config));
    under.moveClockTo(now);
    return under;
  }

  moveClockTo(instant: string): void {
    this.service.app
      .get(MeetingClock)
      .set({ realInstant: '2026-01-01T00:00:00.000Z', meetingInstant: instant, speed: 0 });
  }

  /** Patient, as many tests run beside each other on a busy machine. */
  call<C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> {
    return this.service.app.get(RpcClient).call(contract, request, { timeoutMs: 60_000 });
  }

  /** Whether all is published and handled; for `eventually`. */
  async idle(): Promise<boolean> {
    return (await this.call(GetSchedulingWorkState, {})).idle;
  }

  announceMeeting(meeting: Meeting = exampleMeeting): Promise<void> {
    return this.#tell(meeting.id, 2, fact(MeetingAnnounced, { meeting }));
  }

  cancelMeeting(): Promise<void> {
    return this.#tell(
      meetingId,
      3,
      fact(MeetingCancelled, { ...MeetingCancelled.data.parse(MeetingCancelled.example), meetingId }),
    );
  }

  changeMeeting(changes: Partial<Meeting>, revision = 3): Promise<void> {
    const meeting = { ...exampleMeeting, ...changes, revision };
    return this.#tell(
      meetingId,
      revision,
      fact(MeetingChanged, { meeting, previous: exampleMeeting, changed: Object.keys(changes) }),
    );
  }

  enrol(site: Site, revision = 1): Promise<void> {
    return this.#tell(site.id, revision, fact(SiteEnrolled, { site }));
  }

  /** What the office of an invitation said; revision 1 is the invitation's issue. */
  answer(invitationId: string, siteId: string, answer: Answer, revision = 2, at = meetingId): Promise<void> {
    const { class: officeClass, provinceCode, organisationId, channel, receivedAt } = ResponseRecorded.example;
    const data = {
      invitationId,
      meetingId: at,
      siteId,
      organisationId,
      class: officeClass,
      provinceCode,
      channel,
      receivedAt,
      answer,
      responseRevision: revision - 1,
      attendeeCount: answer === 'decline' ? 0 : 1,
      late: false,
    };
    return this.#tell(invitationId, revision, fact(ResponseRecorded, data));
  }

  /** The only answer of an invitation was taken back. */
  takeBack(invitationId: string, siteId: string, revision: number): Promise<void> {
    const { counts: _counts, ...data } = ResponseTakenBack.data.parse(ResponseTakenBack.example);
    return this.#tell(invitationId, revision, fact(ResponseTakenBack, { ...data, invitationId, meetingId, siteId }));
  }

  issueAgain(invitationId: string, siteId: string, revision: number): Promise<void> {
    const data = InvitationIssued.data.parse(InvitationIssued.example);
    return this.#tell(
      invitationId,
      revision,
      fact(InvitationIssued, { ...data, invitationId, meetingId, organisation: { ...data.organisation, siteId } }),
    );
  }

  withdraw(invitationId: string, siteId: string, revision: number): Promise<void> {
    return this.#tell(
      invitationId,
      revision,
      fact(InvitationWithdrawn, { invitationId, meetingId, siteId, class: 'revenue', provinceCode: 'TH-50' }),
    );
  }

  /** Two halls; whether the office that moves had said that it comes. */
  move(invitationId: string, from: string, to: string, revision: number, comes = true): Promise<void> {
    const { counts, ...data } = InvitationMoved.data.parse(InvitationMoved.example);
    const moved = { ...data, invitationId, meetingId, from, to, ...(comes && counts && { counts }) };
    return this.#tell(invitationId, revision, fact(InvitationMoved, moved));
  }

  /** Every event of the contract that is in the stream for the meeting, the oldest first. */
  async told(contract: EventContract): Promise<unknown[]> {
    const { jsm } = this.service.app.get(NatsLink);
    const { last_seq: last } = (await jsm.streams.info('EVENTS')).state;
    const stored = await Promise.all(
      Array.from({ length: last }, (_, index) => jsm.streams.getMessage('EVENTS', { seq: index + 1 })),
    );
    return stored.flatMap((message) =>
      message?.subject === contract.subject ? [message.json<{ data: unknown }>().data] : [],
    );
  }

  stop(): Promise<void> {
    return this.service.close();
  }

  async #tell(id: string, revision: number, told: Fact): Promise<void> {
    const [event] = eventsOf({ id, revision: revision - 1 }, [told], new Date(planningDay));
    if (event !== undefined)
      await this.service.app.get(NatsLink).js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
  }
}
