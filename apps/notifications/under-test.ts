import { type z } from 'zod';
import {
  DeadlineExtended, type Delivery, type EventContract, exampleMeeting, exampleOrganisation, exampleSite, GetInvitationStanding, GetNotificationsWorkState, InvitationIssued,
  ListDeliveries, type Meeting, MeetingAnnounced, MeetingCancelled, type ReplyOf, type RequestOf, ResponseRecorded, type RpcContract, SiteEnrolled,
} from '#contracts';
import { NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { pendingEvent } from '#persistence';
import { type RunningService } from '#platform';
import { notificationsConfig } from './config.js';
import { type InvitationStanding } from './delivery/re-check.js';
import { createNotifications } from './service.js';
import { defaultTimings, type Timings } from './timings.js';

export const announcedAt = '2016-11-07T02:00:00.000Z';
/** Patient enough for a busy machine: a mail that took too long would wait for a retry that a clock at rest never reaches. */
export const quickTimings: Timings = { ...defaultTimings, leaseMs: 12_000, errandLimitMs: 10_000, serverPatienceMs: 8_000, lostAfterMs: 1_000, lostWhenEmptyAfterMs: 200 };

type Servers = { readonly natsUrl: string; readonly mongoUrl: string; readonly redisUrl: string; readonly smtpUrl: string; readonly database: string };

const configFor = (servers: Servers) =>
  notificationsConfig.parse({
    NODE_ENV: 'test', SALA_HTTP_PORT: '0', SALA_LOG_LEVEL: 'silent', SALA_SWEEP_MS: '50', NATS_URL: servers.natsUrl, MONGODB_URL: servers.mongoUrl, SALA_DATABASE: servers.database,
    REDIS_URL: servers.redisUrl, SMTP_URL: servers.smtpUrl, SALA_MAIL_FROM: 'Sala <sala@ega.example>', SALA_PUBLIC_URL: 'https://sala.example/', SALA_MAIL_CONNECTIONS: '3',
  });

export const officeId = (index: number): string => `inv-office-${index}`;
export const officeAddress = (index: number): string => `office-${index}@chiang-mai.example`;

/**
 * Notifications on real servers, among others that are played by the test: it tells what registration and scheduling would
 * tell, and answers for registration how an invitation stands.
 */
export class NotificationsUnderTest {
  readonly replicas: RunningService[] = [];
  readonly #answered = new Set<string>();
  /** Told when somebody asks how an invitation stands, before it is answered. */
  beforeStanding: (invitationId: string) => void = () => undefined;
  /** Whether registration answers at all. */
  registrationIsUp = true;
  #meeting: Meeting = exampleMeeting;

  private constructor(
    private readonly link: NatsLink,
    private readonly servers: Servers,
    private readonly timings: Timings,
  ) {}

  static async start(servers: Servers, { replicas = 1, timings = quickTimings, now = announcedAt } = {}): Promise<NotificationsUnderTest> {
    const link = await NatsLink.open('test', servers.natsUrl);
    const under = new NotificationsUnderTest(link, servers, timings);
    await under.moveClockTo(now);
    link.nc.subscribe(GetInvitationStanding.subject, {
      callback: (_error, message) => {
        if (!under.registrationIsUp) return;
        const { data } = message.json<{ data: { invitationId: string } }>();
        under.beforeStanding(data.invitationId);
        message.respond(JSON.stringify({ response: under.#standing(data.invitationId), isDisposed: true }));
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

  async addReplica(timings = this.timings): Promise<RunningService> {
    const replica = await createNotifications(configFor(this.servers), timings);
    this.replicas.push(replica);
    return replica;
  }

  async moveClockTo(instant: string): Promise<void> {
    await setMeetingClock(this.link, { realInstant: instant, meetingInstant: instant, speed: 0 });
  }

  async tell<Data extends z.ZodType>(contract: EventContract<Data>, at: { id: string; revision: number }, data: z.input<Data>): Promise<void> {
    const event = pendingEvent({ contract, aggregateId: at.id, revision: at.revision, data, now: new Date(announcedAt) });
    await this.link.js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
  }

  /** Announces the meeting and invites so many offices; those in `withoutAddress` have no e-mail. */
  async announce(count: number, { withoutAddress = [] as readonly number[] } = {}): Promise<void> {
    await this.tell(MeetingAnnounced, { id: exampleMeeting.id, revision: 2 }, { meeting: exampleMeeting });
    for (let index = 0; index < count; index += 1) {
      const { email: _email, ...organisation } = { ...exampleOrganisation, id: `office-${index}` };
      const address = withoutAddress.includes(index) ? {} : { email: officeAddress(index) };
      await this.tell(InvitationIssued, { id: officeId(index), revision: 1 }, { invitationId: officeId(index), meetingId: exampleMeeting.id, organisation: { ...organisation, ...address }, siteName: exampleSite.name });
    }
  }

  /** The office has answered, as registration knows; the event may still be on its way. */
  answers(index: number): void {
    this.#answered.add(officeId(index));
  }

  async hearAnswer(index: number, responseRevision = 1): Promise<void> {
    this.answers(index);
    await this.tell(ResponseRecorded, { id: officeId(index), revision: 1 + responseRevision }, {
      invitationId: officeId(index), meetingId: exampleMeeting.id, organisationId: `office-${index}`, siteId: 'th-50', class: 'revenue', provinceCode: 'TH-50',
      responseRevision, answer: 'attend', attendeeCount: 1, channel: 'web', receivedAt: '2016-11-09T03:12:00.000Z', late: false,
    });
  }

  async extendDeadline(replyBy: string, revision = 3): Promise<void> {
    const previousReplyBy = this.#meeting.replyBy;
    this.#meeting = { ...this.#meeting, replyBy };
    await this.tell(DeadlineExtended, { id: exampleMeeting.id, revision }, { meetingId: exampleMeeting.id, replyBy, previousReplyBy });
  }

  async cancelMeeting(revision = 3): Promise<void> {
    this.#meeting = { ...this.#meeting, status: 'cancelled' };
    await this.tell(MeetingCancelled, { id: exampleMeeting.id, revision }, {
      meetingId: exampleMeeting.id, reason: 'test', meeting: this.#meeting, wasAnnounced: true,
    });
  }

  async enrolSite(): Promise<void> {
    await this.tell(SiteEnrolled, { id: exampleSite.id, revision: 1 }, { site: exampleSite });
  }

  call<C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
    return new RpcClient(this.link).call(contract, request);
  }

  async deliveries(filter: Partial<RequestOf<typeof ListDeliveries>> = {}): Promise<Delivery[]> {
    return (await this.call(ListDeliveries, { meetingId: exampleMeeting.id, limit: 1000, ...filter })).items;
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

  #standing(invitationId: string): InvitationStanding {
    const { status, replyBy } = this.#meeting;
    return { status: 'issued', answered: this.#answered.has(invitationId), meetingStatus: status, replyBy, replyToken: `${invitationId}.1.c2lnbmF0dXJl` };
  }
}
