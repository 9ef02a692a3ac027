import {
  type ParsedRequestOf,
  type ReturnOf,
  type RequestOf,
  type RpcContract,
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  exampleOrganisation,
  exampleSite,
  GetInvitationStanding,
  GetRegistrationWorkState,
  ListInvitations,
  type Organisation,
  type Site,
} from '#contracts';
import { RpcClient } from '#messaging';
import { MeetingClock, type RunningService } from '#platform';
import { chromiumPath } from '#testing';
import { registrationConfig } from '../config.js';
import { createRegistration } from '../service.js';

export const announcedAt = '2016-11-07T02:00:00.000Z';
export const meetingId = exampleMeetingDraft.id;

/** Offices of one class in several provinces, `count` of them. */
export const offices = (count: number): { sites: Site[]; organisations: Organisation[] } => {
  const provinces = Array.from({ length: Math.min(count, 4) }, (_, index) => `TH-${50 + index}`);
  const sites = provinces.map((provinceCode) => ({
    ...exampleSite,
    id: provinceCode.toLowerCase(),
    provinceCode,
    email: `hall@${provinceCode.toLowerCase()}.example`,
  }));
  const organisations = Array.from({ length: count }, (_, index) => {
    const site = sites[index % sites.length] as Site;
    const id = `office-${String(index).padStart(5, '0')}`;
    return {
      ...exampleOrganisation,
      id,
      siteId: site.id,
      provinceCode: site.provinceCode,
      email: `${id}@${site.id}.example`,
    };
  });
  return { sites, organisations };
};

/** A registration service on real servers whose clock stands where the test puts it. */
export class RegistrationUnderTest {
  private constructor(readonly service: RunningService) {}

  static async start(
    servers: { natsUrl: string; mongoUrl: string; database: string },
    now = announcedAt,
  ): Promise<RegistrationUnderTest> {
    const config = registrationConfig.parse({
      NODE_ENV: 'test',
      SALA_HTTP_PORT: '0',
      SALA_LOG_LEVEL: 'silent',
      SALA_SWEEP_MS: '250',
      NATS_URL: servers.natsUrl,
      MONGODB_URL: servers.mongoUrl,
      SALA_DATABASE: servers.database,
      SALA_LINK_KEY: 'a key that only the tests know, 32+',
      SALA_PUBLIC_URL: 'https://sala.example',
      SALA_CHROMIUM: chromiumPath() ?? '',
    });
    const under = new RegistrationUnderTest(await createRegistration(config));
    under.moveClockTo(now);
    return under;
  }

  moveClockTo(instant: string): void {
    this.service.app
      .get(MeetingClock)
      .set({ realInstant: '2026-01-01T00:00:00.000Z', meetingInstant: instant, speed: 0 });
  }

  call<C extends RpcContract>(
    contract: C,
    request: RequestOf<C>,
    options: { timeoutMs?: number } = {},
  ): Promise<ReturnOf<C>> {
    return this.service.app.get(RpcClient).call(contract, request, options);
  }

  /** Whether all is published and handled; for `eventually`. */
  async idle(): Promise<boolean> {
    return (await this.call(GetRegistrationWorkState, {})).idle;
  }

  async announceTo(count: number): Promise<void> {
    const { sites, organisations } = offices(count);
    await this.call(CreateMeeting, exampleMeetingDraft);
    await this.call(EnrolSites, { sites });
    for (let start = 0; start < count; start += 1000)
      await this.call(EnrolOrganisations, { organisations: organisations.slice(start, start + 1000) });
    await this.call(AnnounceMeeting, { meetingId });
  }

  /** All pages of a list. */
  async list(
    filter: Partial<ParsedRequestOf<typeof ListInvitations>> = {},
  ): Promise<ReturnOf<typeof ListInvitations>['items']> {
    const items = [];
    for (let after: string | undefined; ;) {
      const page = await this.call(ListInvitations, {
        meetingId,
        limit: 100,
        ...filter,
        ...(after !== undefined && { after }),
      });
      items.push(...page.items);
      if (page.next === undefined) return items;
      after = page.next;
    }
  }

  async replyToken(invitationId: string): Promise<string> {
    return (await this.call(GetInvitationStanding, { invitationId })).replyToken;
  }

  stop(): Promise<void> {
    return this.service.close();
  }
}
