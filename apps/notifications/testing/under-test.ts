import { isDeepStrictEqual } from 'node:util';
import { type z } from 'zod';
import {
  type Contact,
  type Delivery,
  type EventContract,
  exampleMeeting,
  exampleOrganisation,
  exampleResponse,
  exampleSite,
  GetInvitationStanding,
  GetSiteLink,
  GetNotificationsWorkState,
  GetSession,
  InvitationExtended,
  InvitationIssued,
  InvitationWithdrawn,
  ListDeliveries,
  ListFocalPoints,
  ListInvitationStandings,
  ListReadiness,
  ListWhoCame,
  type Meeting,
  MeetingAnnounced,
  MeetingCancelled,
  MeetingChanged,
  OrganisationEnrolled,
  ReadAddressToken,
  type ReturnOf,
  type RequestOf,
  type Response,
  ResponseRecorded,
  ResponseTakenBack,
  type RpcContract,
  SiteEnrolled,
  type SiteReadiness,
  type Staff,
  type Bilingual,
  InvitationMoved,
  OtherHallDeclined,
  type EventEnvelope,
  HistoryNote,
  MailsNoted,
} from '#contracts';
import { NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { pendingEvent } from '#persistence';
import { type RunningService } from '#platform';
import { notificationsConfig, type Timings, timingsOf } from '../settings/settings.module.js';
import { type InvitationStanding } from '../writing/writing.module.js';
import { createNotifications } from '../service.js';

export const announcedAt = '2016-11-07T02:00:00.000Z';
/** Patient enough for a busy machine: a mail that took too long would wait for a retry that a clock at rest never reaches. */
export const quickTimings: Timings = {
  ...timingsOf(12_000),
  handOverMs: 10_000,
  serverPatienceMs: 8_000,
  lostAfterMs: 1_000,
  lostWhenEmptyAfterMs: 200,
  laneWaitMs: 100,
  togetherMs: 2_000,
  lateSeenMs: 100,
};

type Servers = {
  readonly natsUrl: string;
  readonly mongoUrl: string;
  readonly redisUrl: string;
  readonly smtpUrl: string;
  readonly database: string;
  /** Where mails come to. */
  readonly inbound?: string;
  readonly imapUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const configFor = (servers: Servers) =>
  notificationsConfig.parse({
    NODE_ENV: 'test',
    SALA_HTTP_PORT: '0',
    SALA_LOG_LEVEL: 'silent',
    SALA_SWEEP_MS: '50',
    NATS_URL: servers.natsUrl,
    MONGODB_URL: servers.mongoUrl,
    SALA_DATABASE: servers.database,
    REDIS_URL: servers.redisUrl,
    SMTP_URL: servers.smtpUrl,
    SALA_SECRET_KEY: 'a-key-that-only-the-tests-know-32+',
    SALA_MAIL_FROM: 'Sala <sala@ega.example>',
    SALA_PUBLIC_URL: 'https://sala.example/',
    SALA_MAIL_CONNECTIONS: '3',
    ...servers.env,
    ...(servers.inbound !== undefined && { SALA_INBOUND_ADDRESS: servers.inbound, SALA_INBOUND_SMTP: '127.0.0.1:0' }),
    ...(servers.imapUrl !== undefined && { SALA_INBOUND_IMAP: servers.imapUrl }),
  });

export const officeId = (index: number): string => `inv-office-${index}`;
export const officeAddress = (index: number): string => `office-${index}@chiang-mai.example`;

type Asked = { readonly invitationId: string; readonly responseRevision?: number };

/**
 * Notifications on real servers, among others that are played by the test: it tells what registration and scheduling would
 * tell, and answers for registration how an invitation stands.
 */
export class NotificationsUnderTest {
  readonly replicas: RunningService[] = [];
  readonly #answered = new Set<string>();
  /** Of those that answered: the ones that registration knows not to come. */
  readonly declining = new Set<string>();
  /** Those that registration knows to have come. */
  came: readonly string[] = [];
  /** Where offices join that do not join at the site of all. */
  readonly halls = new Map<string, Bilingual>();
  /** Where sites stand, as scheduling knows; undefined: it is away. */
  sites: readonly SiteReadiness[] | undefined = [];
  readonly #withdrawn = new Set<string>();
  /** Until when offices may answer that were given more time. */
  readonly #given = new Map<string, string>();
  /** What offices said, as registration would tell it, by invitation and revision. */
  readonly responses = new Map<string, Response>();
  /** Offices that have yet to say again that they come. */
  readonly toConfirm = new Set<string>();
  /** Of the link that holds; most tests have one issued anew at most. */
  linkVersion = 2;
  /** Told when somebody asks how an invitation stands, before it is answered. */
  beforeStanding: (invitationId: string) => void = () => undefined;
  /** Of whom registration says nothing for now. */
  readonly silentAbout = new Set<string>();
  /** Whether registration answers at all. */
  registrationIsUp = true;
  /** Whom identity knows to answer for a province. */
  focalPoints: ReturnOf<typeof ListFocalPoints>['items'] = [];
  /** Who is signed in by any session. */
  signedIn: Staff | undefined;
  #meeting: Meeting = exampleMeeting;
  #now = announcedAt;

  private constructor(
    private readonly link: NatsLink,
    private readonly servers: Servers,
    private readonly timings: Timings,
  ) {}

  static async start(
    servers: Servers,
    { replicas = 1, timings = quickTimings, now = announcedAt } = {},
  ): Promise<NotificationsUnderTest> {
    const link = await NatsLink.open('test', servers.natsUrl);
    const under = new NotificationsUnderTest(link, servers, timings);
    await under.moveClockTo(now);
    link.nc.subscribe(GetSession.subject, {
      callback: (_error, message) =>
        void message.respond(
          JSON.stringify({ response: { staff: under.signedIn, expiresAt: announcedAt }, isDisposed: true }),
        ),
    });
    link.nc.subscribe(GetInvitationStanding.subject, {
      callback: (_error, message) => {
        const response = under.#answer([message.json<{ data: Asked }>().data])?.[0];
        if (response !== undefined) message.respond(JSON.stringify({ response, isDisposed: true }));
      },
    });
    link.nc.subscribe(ListInvitationStandings.subject, {
      callback: (_error, message) => {
        const { invitations } = message.json<{ data: { invitations: Asked[] } }>().data;
        const items = under.#answer(invitations)?.map((standing) => ({ standing }));
        if (items !== undefined) message.respond(JSON.stringify({ response: { items }, isDisposed: true }));
      },
    });
    link.nc.subscribe(ReadAddressToken.subject, {
      callback: (_error, message) => {
        const { addressToken } = message.json<{ data: { addressToken: string } }>().data;
        message.respond(
          JSON.stringify({ response: { invitationId: addressToken.split('.', 1)[0] }, isDisposed: true }),
        );
      },
    });
    link.nc.subscribe(ListFocalPoints.subject, {
      callback: (_error, message) => {
        message.respond(JSON.stringify({ response: { items: under.focalPoints }, isDisposed: true }));
      },
    });
    link.nc.subscribe(ListReadiness.subject, {
      callback: (_error, message) => {
        const returns =
          under.sites === undefined
            ? { err: { kind: 'unavailable', code: 'service-away' } }
            : { response: { items: under.sites } };
        message.respond(JSON.stringify({ ...returns, isDisposed: true }));
      },
    });
    link.nc.subscribe(GetSiteLink.subject, {
      callback: (_error, message) => {
        const { meetingId, siteId } = message.json<{ data: { meetingId: string; siteId: string } }>().data;
        const siteToken = `${meetingId}.${siteId}.1.c2lnbmVk`;
        message.respond(JSON.stringify({ response: { siteToken }, isDisposed: true }));
      },
    });
    link.nc.subscribe(ListWhoCame.subject, {
      callback: (_error, message) => {
        message.respond(JSON.stringify({ response: { items: under.came }, isDisposed: true }));
      },
    });
    try {
      for (let replica = 0; replica < replicas; replica += 1) await under.addReplica();
    } catch (error) {
      await under.stop();
      throw error;
    }
    return under;
  }

  /** Where its replicas keep what they know. */
  get database(): string {
    return this.servers.database;
  }

  async addReplica(timings = this.timings): Promise<RunningService> {
    const replica = await createNotifications(configFor(this.servers), timings);
    this.replicas.push(replica);
    return replica;
  }

  async moveClockTo(instant: string): Promise<void> {
    this.#now = instant;
    await setMeetingClock(this.link, { realInstant: instant, meetingInstant: instant, speed: 0 });
  }

  async tell<Data extends z.ZodType>(
    contract: EventContract<Data>,
    at: { id: string; revision: number },
    data: z.input<Data>,
  ): Promise<void> {
    const event = pendingEvent({ contract, aggregateId: at.id, revision: at.revision, data, now: new Date(this.#now) });
    await this.link.js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
  }

  /** Announces the meeting and invites so many offices; those in `withoutAddress` have no e-mail. */
  async announce(count: number, { withoutAddress = [] as readonly number[] } = {}): Promise<void> {
    await this.tell(MeetingAnnounced, { id: exampleMeeting.id, revision: 2 }, { meeting: exampleMeeting });
    for (let index = 0; index < count; index += 1)
      await this.invite(index, withoutAddress.includes(index) ? null : officeAddress(index));
  }

  async invite(index: number, email: string | null = officeAddress(index)): Promise<void> {
    const { email: _email, ...organisation } = { ...exampleOrganisation, id: `office-${index}` };
    await this.tell(
      InvitationIssued,
      { id: officeId(index), revision: 1 },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        organisation: { ...organisation, ...(email !== null && { email }) },
        siteName: exampleSite.name,
      },
    );
  }

  /** The office has answered, as registration knows; the event may still be on its way. */
  answers(index: number): void {
    this.#answered.add(officeId(index));
  }

  /** The office, or another one that it has become, as enrolled: without an address if none is named. `linkVersion`: which of its links holds since, as those before were made void. */
  async enrol(
    index: number,
    revision: number,
    {
      email,
      language = 'th',
      contacts,
      linkVersion,
    }: { email?: string; language?: 'th' | 'en'; contacts?: readonly Contact[]; linkVersion?: number },
  ): Promise<void> {
    const { email: _email, ...organisation } = { ...exampleOrganisation, id: `office-${index}`, language };
    await this.tell(
      OrganisationEnrolled,
      { id: organisation.id, revision },
      {
        organisation: {
          ...organisation,
          ...(email !== undefined && { email }),
          ...(contacts && { contacts: [...contacts] }),
        },
        ...(linkVersion !== undefined && { renewed: [{ invitationId: officeId(index), linkVersion }] }),
      },
    );
  }

  /** Issues the invitation once more, as after a restored copy. */
  async issueAgain(index: number, revision: number): Promise<void> {
    this.#answered.delete(officeId(index));
    const organisation = { ...exampleOrganisation, id: `office-${index}`, email: officeAddress(index) };
    await this.tell(
      InvitationIssued,
      { id: officeId(index), revision },
      { invitationId: officeId(index), meetingId: exampleMeeting.id, organisation, siteName: exampleSite.name },
    );
  }

  /** Invites an office again that was withdrawn, with what it had said in a revision. */
  async inviteAgain(index: number, revision: number, responseRevision?: number): Promise<void> {
    this.#withdrawn.delete(officeId(index));
    if (responseRevision !== undefined) this.#answered.add(officeId(index));
    const organisation = { ...exampleOrganisation, id: `office-${index}`, email: officeAddress(index) };
    const counts = { answer: 'attend' as const, channel: 'web' as const, late: false, attendeeCount: 1 };
    await this.tell(
      InvitationIssued,
      { id: officeId(index), revision },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        organisation,
        siteName: exampleSite.name,
        again: { linkVersion: 2, ...(responseRevision !== undefined && { counts: { ...counts, responseRevision } }) },
      },
    );
  }

  async extend(index: number, revision: number, answersUntil: string): Promise<void> {
    this.#given.set(officeId(index), answersUntil);
    await this.tell(
      InvitationExtended,
      { id: officeId(index), revision },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        class: 'revenue',
        provinceCode: 'TH-50',
        answersUntil,
        previous: this.#meeting.replyBy,
        reason: 'น้ำท่วม',
      },
    );
  }

  async withdraw(index: number, revision: number): Promise<void> {
    this.#withdrawn.add(officeId(index));
    await this.tell(
      InvitationWithdrawn,
      { id: officeId(index), revision },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        siteId: 'th-50',
        class: 'revenue',
        provinceCode: 'TH-50',
      },
    );
  }

  /** The answer is taken back; what is named counts instead. */
  /** The office joins at a hall called so from now on, or at its own after all. */
  async decideHall(index: number, revision: number, siteName = exampleSite.name): Promise<void> {
    const invitationId = officeId(index);
    const previousSiteName = this.halls.get(invitationId) ?? exampleSite.name;
    this.halls.set(invitationId, siteName);
    const { meetingId, organisationId, class: ofClass, provinceCode, from, to } = InvitationMoved.example;
    const office = { invitationId, meetingId, organisationId, class: ofClass, provinceCode, siteName };
    const of = { id: invitationId, revision };
    if (isDeepStrictEqual(siteName, previousSiteName))
      await this.tell(OtherHallDeclined, of, { ...office, siteId: from, reason: 'ห้องเต็ม' });
    else await this.tell(InvitationMoved, of, { ...office, from, to, previousSiteName, reason: 'ใกล้กว่า' });
  }

  async takeBack(
    index: number,
    revision: number,
    responseRevision: number,
    counts?: { responseRevision: number; answer: 'attend' | 'decline'; attendeeCount: number },
  ): Promise<void> {
    if (counts === undefined) this.#answered.delete(officeId(index));
    await this.tell(
      ResponseTakenBack,
      { id: officeId(index), revision },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        organisationId: `office-${index}`,
        siteId: 'th-50',
        class: 'revenue',
        provinceCode: 'TH-50',
        responseRevision,
        ...(counts && { counts: { ...counts, channel: 'web', late: false } }),
      },
    );
  }

  async hearAnswer(index: number, responseRevision = 1): Promise<void> {
    this.answers(index);
    const key = `${officeId(index)} ${responseRevision}`;
    if (!this.responses.has(key)) this.responses.set(key, { ...exampleResponse, revision: responseRevision });
    await this.tell(
      ResponseRecorded,
      { id: officeId(index), revision: 1 + responseRevision },
      {
        invitationId: officeId(index),
        meetingId: exampleMeeting.id,
        organisationId: `office-${index}`,
        siteId: 'th-50',
        class: 'revenue',
        provinceCode: 'TH-50',
        responseRevision,
        answer: 'attend',
        attendeeCount: 1,
        channel: 'web',
        receivedAt: '2016-11-09T03:12:00.000Z',
        late: false,
      },
    );
  }

  async extendDeadline(replyBy: string, revision = 3): Promise<void> {
    await this.changeMeeting({ replyBy, answersUntil: replyBy }, revision);
  }

  async changeMeeting(changes: Partial<Meeting>, revision = 3): Promise<void> {
    const previous = this.#meeting;
    this.#meeting = { ...previous, ...changes, revision };
    const changed = Object.keys(changes).filter((name) => name !== 'answersUntil');
    await this.tell(MeetingChanged, { id: exampleMeeting.id, revision }, { meeting: this.#meeting, previous, changed });
  }

  async cancelMeeting(revision = 3): Promise<void> {
    this.#meeting = { ...this.#meeting, status: 'cancelled' };
    await this.tell(
      MeetingCancelled,
      { id: exampleMeeting.id, revision },
      { meetingId: exampleMeeting.id, reason: 'test', meeting: this.#meeting, wasAnnounced: true },
    );
  }

  async enrolSite(email = exampleSite.email, revision = 1): Promise<void> {
    await this.tell(SiteEnrolled, { id: exampleSite.id, revision }, { site: { ...exampleSite, email } });
  }

  call<C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> {
    return new RpcClient(this.link).call(contract, request);
  }

  async deliveries(filter: Partial<RequestOf<typeof ListDeliveries>> = {}): Promise<Delivery[]> {
    return (await this.call(ListDeliveries, { meetingId: exampleMeeting.id, limit: 1000, ...filter })).items;
  }

  /** What was told for the history of a meeting, in its order. */
  async noted(): Promise<(HistoryNote & { readonly by: EventEnvelope['by'] })[]> {
    const { jsm } = this.link;
    const { last_seq: last } = (await jsm.streams.info('EVENTS')).state;
    const stored = await Promise.all(
      Array.from({ length: last }, (_, index) => jsm.streams.getMessage('EVENTS', { seq: index + 1 })),
    );
    return stored.flatMap((message) => {
      if (message?.subject !== MailsNoted.subject) return [];
      const { data, by } = message.json<EventEnvelope>();
      return [{ ...HistoryNote.parse(data), by }];
    });
  }

  /** Whether nothing is in hand at the instant that the clock was last moved to; for `eventually`. */
  async idle(now?: string): Promise<boolean> {
    const state = await this.call(GetNotificationsWorkState, {});
    return state.idle && (now === undefined || state.now === now);
  }

  async stop(): Promise<void> {
    for (const replica of this.replicas) await replica.close();
    await this.link.close();
  }

  /** Nothing while registration does not answer, or will say nothing of one of them. */
  #answer(asked: readonly Asked[]): InvitationStanding[] | undefined {
    if (!this.registrationIsUp || asked.some(({ invitationId }) => this.silentAbout.has(invitationId)))
      return undefined;
    return asked.map(({ invitationId, responseRevision }) => {
      this.beforeStanding(invitationId);
      const response = this.responses.get(`${invitationId} ${responseRevision}`);
      return {
        ...this.#standing(invitationId),
        replyCode: `CODE-${invitationId.toUpperCase()}`,
        ...(response && { response }),
      };
    });
  }

  #standing(invitationId: string): InvitationStanding {
    const { status, replyBy: ofAll } = this.#meeting;
    const given = this.#given.get(invitationId) ?? ofAll;
    const replyBy = given > ofAll ? given : ofAll;
    return {
      status: this.#withdrawn.has(invitationId) ? 'withdrawn' : 'issued',
      answered: this.#answered.has(invitationId),
      toConfirm: this.toConfirm.has(invitationId),
      comes: this.#answered.has(invitationId) && !this.declining.has(invitationId),
      siteName: this.halls.get(invitationId) ?? exampleSite.name,
      meetingStatus: status,
      replyBy,
      open: status === 'announced' && !this.#withdrawn.has(invitationId) && this.#now <= replyBy,
      answersUntil: replyBy,
      linkVersion: this.linkVersion,
      replyToken: `${invitationId}.1.c2lnbmF0dXJl`,
      addressToken: `${invitationId}.1.YWRkcmVzcw`,
    };
  }
}
