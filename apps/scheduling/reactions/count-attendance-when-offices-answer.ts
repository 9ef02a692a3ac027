import { Controller } from '@nestjs/common';
import {
  type EventOf,
  InvitationIssued,
  InvitationMoved,
  InvitationWithdrawn,
  ResponseRecorded,
  ResponseTakenBack,
  SiteEnrolled,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { BookingService } from '../check/check.module.js';
import { ReadinessService } from '../readiness/readiness.module.js';
import { AttendanceStore, SiteStore } from '../site/site.module.js';

@Controller()
export class CountAttendanceWhenOfficesAnswer {
  constructor(
    private readonly sites: SiteStore,
    private readonly attendances: AttendanceStore,
    private readonly readiness: ReadinessService,
    private readonly booking: BookingService,
  ) {}

  /** In order, so that an older name never overtakes a newer one. */
  @HandlesEvent(SiteEnrolled, { consumer: 'sites', from: 'start', ordered: true })
  async enrolled({ revision, data }: EventOf<typeof SiteEnrolled>): Promise<void> {
    await this.sites.enrolled(data.site, revision);
    await this.readiness.rename(data.site.id);
  }

  @HandlesEvent(ResponseRecorded, { consumer: 'attendance', from: 'start' })
  async answered({ revision, data }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { invitationId, meetingId, siteId, answer } = data;
    await this.attendances.said(invitationId, revision, { meetingId, siteId, attending: answer !== 'decline' });
    await this.#follow(meetingId, siteId);
  }

  @HandlesEvent(ResponseTakenBack, { consumer: 'attendance', from: 'start' })
  async takenBack({ revision, data }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    const { invitationId, meetingId, siteId, counts } = data;
    await this.attendances.said(invitationId, revision, {
      meetingId,
      siteId,
      attending: counts !== undefined && counts.answer !== 'decline',
    });
    await this.#follow(meetingId, siteId);
  }

  /** Told again at a later revision, the office is silent again, as its answer was lost with the service's data; invited again, it stands by what it had said. */
  @HandlesEvent(InvitationIssued, { consumer: 'attendance', from: 'start' })
  async issued({ revision, data }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { invitationId, meetingId, organisation, again } = data;
    const applied = await this.attendances.said(invitationId, revision, {
      meetingId,
      siteId: organisation.siteId,
      attending: again?.counts !== undefined && again.counts.answer !== 'decline',
    });
    if (applied && (await this.readiness.isKept(meetingId, organisation.siteId)))
      await this.#follow(meetingId, organisation.siteId);
  }

  /** Whoever comes is counted at the other site from now on; where nobody ever came, none is made ready for it. */
  @HandlesEvent(InvitationMoved, { consumer: 'attendance', from: 'start' })
  async moved({ revision, data }: EventOf<typeof InvitationMoved>): Promise<void> {
    const { invitationId, meetingId, from, to, counts } = data;
    const attending = counts !== undefined && counts.answer !== 'decline';
    await this.attendances.said(invitationId, revision, { meetingId, siteId: to, attending });
    if (attending || (await this.readiness.isKept(meetingId, to))) await this.#follow(meetingId, to);
    if (await this.readiness.isKept(meetingId, from)) await this.#follow(meetingId, from);
  }

  @HandlesEvent(InvitationWithdrawn, { consumer: 'attendance', from: 'start' })
  async withdrawn({ revision, data }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    const { invitationId, meetingId, siteId } = data;
    await this.attendances.said(invitationId, revision, { meetingId, siteId, attending: false });
    await this.#follow(meetingId, siteId);
  }

  /** A site that nobody comes to any more needs no check. */
  async #follow(meetingId: string, siteId: string): Promise<void> {
    const { attending } = await this.readiness.derive(meetingId, siteId);
    if (attending === 0) await this.booking.cancelAll('nobody-attends', meetingId, { siteId });
  }
}
