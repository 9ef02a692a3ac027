import { Injectable } from '@nestjs/common';
import { DayOffStore } from '#persistence';
import { Clock } from '#platform';
import { bookableSlots, CalendarStore, earliestMove, earliestPlanned } from '../calendar/calendar.module.js';
import { CheckStore } from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { MeetingStore, type MeetingTimes } from '../meeting/meeting.module.js';
import { ReadinessStore, readinessOf } from '../readiness/readiness.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { TechnicianStore } from '../technician/technician.module.js';
import { type Standing } from './proposal.js';

/** What plans of a meeting's checks rest on, read at one moment. */
@Injectable()
export class StandingService {
  constructor(
    private readonly checks: CheckStore,
    private readonly readiness: ReadinessStore,
    private readonly calendars: CalendarStore,
    private readonly daysOff: DayOffStore,
    private readonly meetings: MeetingStore,
    private readonly dossiers: DossierStore,
    private readonly technicians: TechnicianStore,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: SchedulingConfig,
  ) {}

  /** Of all sites that have an attending office. Throws not-found 'meeting-not-announced', 'calendar-not-set', conflict 'meeting-cancelled'. */
  async of(meetingId: string): Promise<Standing & { readonly meeting: MeetingTimes }> {
    const meeting = await this.meetings.getOpen(meetingId);
    const calendar = await this.calendars.get(meetingId);
    const now = this.clock.now();
    const daysOff = await this.daysOff.all();
    const slots = bookableSlots(calendar, meeting, earliestMove(now), daysOff);
    const earliest = earliestPlanned(calendar, meeting.timeZone, now, daysOff).toISOString();
    const [rows, checks, occupied, technicians] = await Promise.all([
      this.readiness.list(meetingId),
      this.checks.list(meetingId),
      this.checks.occupied(slots[0]?.startsAt, slots.at(-1)?.endsAt),
      this.technicians.list(),
    ]);
    const joining = rows.filter((row) => row.attending > 0);
    const siteIds = joining.map(({ siteId }) => siteId);
    const [linkChanges, busyTimes, systems] = await Promise.all([
      this.dossiers.linkChanges(siteIds),
      this.dossiers.busyTimes(siteIds),
      this.dossiers.firstSystems(siteIds),
    ]);
    const checksOf = Map.groupBy(checks, (check) => check.siteId);
    return {
      meetingId,
      meeting,
      calendar,
      timeZone: meeting.timeZone,
      now,
      slots,
      earliest,
      occupied,
      technicians: technicians.filter(({ active }) => active),
      sites: joining.map(({ siteId, name }) => {
        const ofSite = checksOf.get(siteId) ?? [];
        const system = systems.get(siteId);
        return {
          siteId,
          siteName: name,
          checks: ofSite,
          // By the checks themselves, as the kept readiness may lag behind a result of a moment ago.
          status: readinessOf(ofSite, this.config.SALA_CHECK_FRESH_DAYS, now, linkChanges.get(siteId)).status,
          busy: busyTimes.get(siteId) ?? [],
          systems: system === undefined ? [] : [system],
        };
      }),
    };
  }
}
