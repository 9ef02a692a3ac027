import { Injectable } from '@nestjs/common';
import {
  type GetHall,
  type HallOffice,
  type ListHalls,
  type ListWhoCame,
  type ParsedRequestOf,
  type ReturnOf,
  saidOfAttendee,
} from '#contracts';
import { asker, confinedTo, mustReach } from '#messaging';
import { Clock, notFound } from '#platform';
import { usualLanguage } from '#words';
import { invitationOf, InvitationStore, openedTo } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../organisation/organisation.module.js';
import { SeatingService } from '../seating/seating.module.js';
import { attendanceOf, openedAttendance, openedHall } from './attendance.js';
import { AttendanceStore } from './attendance.store.js';
import { HallStore } from './hall.store.js';
import { cameTo, countHalls, leftBy, type Place, standingWhereTheyJoin } from './halls.js';

/** Halls as their registers stand: whom each expects, and who came. */
@Injectable()
export class HallService {
  constructor(
    private readonly lines: AttendanceStore,
    private readonly hallStore: HallStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly sites: SiteStore,
    private readonly seating: SeatingService,
    private readonly clock: Clock,
  ) {}

  async halls({ meetingId }: ParsedRequestOf<typeof ListHalls>): Promise<ReturnOf<typeof ListHalls>> {
    const meeting = await this.meetings.get(meetingId);
    const provinceCode = confinedTo();
    const [{ seats, lines, places }, records, counted] = await Promise.all([
      this.#at(meetingId, provinceCode === undefined ? undefined : await this.#sitesIn(provinceCode)),
      this.hallStore.list(meetingId),
      this.seating.seatsOf(meeting),
    ]);
    const who = asker();
    const seatsIn = new Map(seats.map(({ siteId }) => [siteId, counted(siteId)]));
    const items = countHalls(seats, lines, records, seatsIn, places).map((hall) => openedHall(who, hall));
    return { asOf: this.clock.now().toISOString(), items };
  }

  async hall({ meetingId, siteId }: ParsedRequestOf<typeof GetHall>): Promise<ReturnOf<typeof GetHall>> {
    await this.meetings.get(meetingId);
    const [{ seats, lines, places }, record, records] = await Promise.all([
      this.#at(meetingId, [siteId]),
      this.hallStore.find(meetingId, siteId),
      this.invitations.ofSite(meetingId, siteId),
    ]);
    const attended = lines.filter((line) => line.siteId === siteId);
    const [hall] = countHalls(seats, attended, record === undefined ? [] : [record], undefined, places);
    if (hall === undefined) throw notFound('site-not-found', { values: { id: siteId } });
    mustReach(hall.provinceCode);
    const who = asker();
    const byInvitation = new Map(attended.map((each) => [each.invitationId, openedAttendance(who, each)]));
    const offices = records.map((each): HallOffice => {
      const { id, organisation, response } = openedTo(who, invitationOf(each));
      const attendance = byInvitation.get(id);
      return {
        invitationId: id,
        organisationId: organisation.id,
        class: organisation.class,
        name: organisation.name,
        ...(response && { answer: response.answer }),
        named: (response?.attendees ?? []).map((attendee) => nameOf(attendee)),
        ...(attendance && { attendance }),
      };
    });
    const walkIns = attended
      .filter(({ walkIn, state }) => walkIn !== undefined && state !== 'absent')
      .map((each) => openedAttendance(who, each));
    return { hall: openedHall(who, hall), offices, walkIns };
  }

  /** Which invited offices came. */
  async whoCame({
    meetingId,
    after = '',
    limit,
  }: ParsedRequestOf<typeof ListWhoCame>): Promise<ReturnOf<typeof ListWhoCame>> {
    const [offices, lines, records] = await Promise.all([
      this.invitations.seats({ meetingId }),
      this.lines.list({ meetingId }),
      this.hallStore.list(meetingId),
    ]);
    const came = cameTo(offices, lines.map(attendanceOf), records).filter((id) => id > after);
    const items = came.slice(0, limit);
    const next = came.length > items.length ? items.at(-1) : undefined;
    return { items, ...(next !== undefined && { next }) };
  }

  /**
   * Throws not-found 'site-not-found' for a site at which the meeting invites nobody and nobody was entered, forbidden for one
   * that is not the asker's.
   */
  async provinceOf(meetingId: string, siteId: string): Promise<string> {
    const [seat] = await this.invitations.seats({ meetingId, siteIds: [siteId] });
    const [line] =
      seat === undefined ? await this.lines.list({ meetingId, at: { siteIds: [siteId], invitationIds: [] } }) : [];
    const usual = (seat ?? line)?.provinceCode;
    if (usual === undefined) throw notFound('site-not-found', { values: { id: siteId } });
    return this.reached(siteId, usual);
  }

  /** The province in which a site lies, whatever offices join there. Throws forbidden where it is not the asker's. */
  async reached(siteId: string, usual: string): Promise<string> {
    const provinceCode = (await this.sites.find([siteId])).get(siteId)?.entry.provinceCode ?? usual;
    mustReach(provinceCode);
    return provinceCode;
  }

  async #sitesIn(provinceCode: string): Promise<string[]> {
    return (await this.sites.all()).filter((site) => site.provinceCode === provinceCode).map(({ id }) => id);
  }

  /**
   * Who is expected at a meeting's sites, or at some of them, and the lines of its registers. A site lies in its own province,
   * wherever the offices that join there are from.
   */
  async #at(meetingId: string, siteIds?: readonly string[]) {
    const offices = await this.invitations.seats({ meetingId, ...(siteIds && { siteIds }) });
    const invitationIds = offices.map(({ id }) => id);
    const [sites, kept] = await Promise.all([
      this.sites.find(offices.map(({ siteId }) => siteId)),
      this.lines.list({ meetingId, ...(siteIds && { at: { siteIds, invitationIds } }) }),
    ]);
    const seats = offices.map((each) => ({
      ...each,
      provinceCode: sites.get(each.siteId)?.entry.provinceCode ?? each.provinceCode,
    }));
    const siteOf = new Map(offices.map(({ id, siteId }) => [id, siteId]));
    // Of those asked for some may have been entered here and moved since.
    const others =
      siteIds === undefined ? [] : kept.flatMap(({ invitationId: id = '' }) => (siteOf.has(id) ? [] : [id]));
    for (const { id, status, organisation } of others.length === 0 ? [] : await this.invitations.findMany(others))
      if (status === 'issued') siteOf.set(id, organisation.siteId);
    const lines = standingWhereTheyJoin(kept.map(attendanceOf), siteOf);
    // What is kept of an office that moved away is shown where it joins.
    const left = leftBy(seats, lines).filter((siteId) => siteIds === undefined || siteIds.includes(siteId));
    const places = [...(await this.sites.find(left)).values()].map(({ entry }): Place => ({
      siteId: entry.id,
      siteName: entry.name,
      provinceCode: entry.provinceCode,
    }));
    return { seats, lines, places };
  }
}

const nameOf = (attendee: Parameters<typeof saidOfAttendee>[0]): string =>
  saidOfAttendee(attendee, usualLanguage).find(({ name }) => name === 'name')?.text ?? '';
