import { Injectable } from '@nestjs/common';
import {
  type ConferenceDay,
  type DialPlace,
  type DialPlan,
  type LoggedFault,
  type PortCount,
  type SiteAtHand,
  type SiteDossier,
  type SiteJoining,
} from '#contracts';
import { asker, mustReach, withinReach } from '#messaging';
import { Clock, conflict, notFound } from '#platform';
import { ConferenceBridge } from '../bridge/bridge.module.js';
import { DossierStore, opensSitePersons } from '../dossier/dossier.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { type ReadinessRecord, ReadinessStore } from '../readiness/readiness.module.js';
import { SiteStore } from '../site/site.module.js';
import { DialPlanStore } from './dial-plan.store.js';
import { issuesOf, type JoiningRecord, notYet, stepOf } from './joining.js';
import { JoiningStore, type KeptJoining } from './joining.store.js';
import { roomOf, RoomService } from './room.service.js';
import { portsFor, usablePorts, wavesOf } from './waves.js';

type Expected = Pick<ReadinessRecord, 'siteId' | 'name' | 'provinceCode' | 'attending'>;
/** What a day is made of: the sites that come or were entered, how each stands, and when it is called. */
export type DayOf = {
  readonly startsAt: string | undefined;
  readonly plan: DialPlan;
  readonly sites: readonly Expected[];
  readonly kept: ReadonlyMap<string, KeptJoining>;
  readonly places: ReadonlyMap<string, DialPlace>;
};

/** The telephone that is rung first: the one beside the line, which works when the line does not. */
export const phoneOf = (dossier: SiteDossier | undefined): string | undefined =>
  dossier?.backup?.phone ?? dossier?.technicians.flatMap(({ mobile, phone }) => mobile ?? phone ?? [])[0];

/** The day as whoever asks may see it. */
@Injectable()
export class DayService {
  constructor(
    private readonly joinings: JoiningStore,
    private readonly plans: DialPlanStore,
    private readonly rooms: RoomService,
    private readonly readiness: ReadinessStore,
    private readonly meetings: MeetingStore,
    private readonly sites: SiteStore,
    private readonly dossiers: DossierStore,
    private readonly bridge: ConferenceBridge,
    private readonly clock: Clock,
  ) {}

  async get(meetingId: string): Promise<ConferenceDay> {
    const [day, bridge] = await Promise.all([this.load(meetingId), this.rooms.standing(meetingId)]);
    const { plan, startsAt, sites } = day;
    const shown = withinReach(sites);
    const dossiers = await this.dossiers.some(shown.map(({ siteId }) => siteId));
    const [now, ports] = [this.clock.now(), portsFor(sites.length, plan.bridges)];
    return {
      asOf: now.toISOString(),
      ...(startsAt !== undefined && { startsAt }),
      plan,
      ...(ports !== undefined && { ports }),
      bridge,
      items: shown.map((site) => this.#row(meetingId, site, day, dossiers.get(site.siteId)?.dossier, now)),
    };
  }

  /** Throws not-found 'site-not-at-meeting', forbidden 'other-province'. */
  async row(meetingId: string, siteId: string): Promise<SiteJoining> {
    return (await this.#one(meetingId, siteId)).row;
  }

  /** Throws as `row`. */
  async atHand(meetingId: string, siteId: string): Promise<SiteAtHand> {
    const { row, kept, dossier, site } = await this.#one(meetingId, siteId);
    const opened = opensSitePersons(asker(), site.provinceCode);
    const joinAddress = opened
      ? await this.bridge.joinAddress(roomOf(meetingId), { siteId, name: site.name.th })
      : undefined;
    return {
      ...row,
      systems: dossier?.systems ?? [],
      people: opened
        ? (dossier?.technicians ?? []).map(({ name, mobile, phone }) => ({
            name,
            ...(mobile !== undefined && { mobile }),
            ...(phone !== undefined && { phone }),
          }))
        : [],
      ...(joinAddress !== undefined && { joinAddress }),
      moves: [...kept.moves],
      faults: [...kept.faults],
      ...(!opened && { withheld: true }),
    };
  }

  async faultLog(meetingId: string): Promise<LoggedFault[]> {
    const { sites, kept } = await this.load(meetingId);
    return withinReach(sites)
      .flatMap(({ siteId, name, provinceCode }) =>
        (kept.get(siteId)?.faults ?? []).map((fault) => ({ siteId, name, provinceCode, fault })),
      )
      .sort((one, other) => (one.fault.at < other.fault.at ? -1 : 1));
  }

  /**
   * Throws conflict 'ports-too-few' where more sites come than the bridges have ports, 'bridges-not-linked' where they can't make
   * a cascade, 'revision-conflict', 'meeting-cancelled'.
   */
  async setPlan(
    meetingId: string,
    content: Omit<DialPlan, 'revision'>,
    expected: number,
  ): Promise<{ plan: DialPlan; ports?: PortCount }> {
    await this.meetings.getOpen(meetingId);
    const { sites } = await this.load(meetingId);
    const ports = portsFor(sites.length, content.bridges);
    if (content.bridges.length > 0 && usablePorts(content.bridges) === undefined) throw conflict('bridges-not-linked');
    if (ports !== undefined && ports.usable < ports.needed)
      throw conflict('ports-too-few', { values: { needed: ports.needed, usable: Math.max(0, ports.usable) } });
    const plan = await this.plans.save(meetingId, content, expected);
    return { plan, ...(ports !== undefined && { ports }) };
  }

  async load(meetingId: string): Promise<DayOf> {
    const [rows, kept, plan, times] = await Promise.all([
      this.readiness.list(meetingId),
      this.joinings.of(meetingId),
      this.plans.of(meetingId),
      this.meetings.timesOf(meetingId),
    ]);
    const sites = rows.filter(({ siteId, attending }) => attending > 0 || kept.has(siteId));
    const startsAt = times?.startsAt;
    const places = startsAt === undefined ? new Map<string, DialPlace>() : wavesOf(sites, plan, startsAt);
    return { startsAt, plan, sites, kept, places };
  }

  async #one(meetingId: string, siteId: string) {
    const named = (await this.sites.namesOf([siteId])).get(siteId);
    if (named !== undefined) mustReach(named.provinceCode);
    const day = await this.load(meetingId);
    const site = day.sites.find((each) => each.siteId === siteId);
    if (site === undefined) throw notFound('site-not-at-meeting', { values: { id: siteId } });
    const dossier = (await this.dossiers.find(siteId))?.dossier;
    const row = this.#row(meetingId, site, day, dossier, this.clock.now());
    const kept: JoiningRecord = day.kept.get(siteId) ?? notYet(meetingId, siteId, site.provinceCode);
    return { row, kept, dossier, site };
  }

  #row(
    meetingId: string,
    { siteId, name, provinceCode, attending }: Expected,
    { kept, places }: DayOf,
    dossier: SiteDossier | undefined,
    now: Date,
  ): SiteJoining {
    const record = kept.get(siteId);
    const joining = record ?? notYet(meetingId, siteId, provinceCode);
    const phone = opensSitePersons(asker(), provinceCode) ? phoneOf(dossier) : undefined;
    const place = places.get(siteId);
    const { state, leftBy, since, onBridge } = joining;
    return {
      meetingId,
      siteId,
      name,
      provinceCode,
      attending,
      state,
      ...(leftBy !== undefined && { leftBy }),
      ...(since !== undefined && { since }),
      ...(onBridge !== undefined && { onBridge }),
      issues: issuesOf(joining),
      ...(phone !== undefined && { phone }),
      ...(place !== undefined && { place }),
      next: stepOf(joining, place?.dialAt, now),
      revision: record?.revision ?? 0,
    };
  }
}
