import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type Attendance, type Hall, type ParsedRequestOf, type RecordAttendance, type RecordHall } from '#contracts';
import { asker } from '#messaging';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, conflict, invalid, notFound } from '#platform';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import {
  attendanceId,
  attendanceOf,
  type AttendanceRecord,
  type Entry,
  entryFrom,
  mustSeeWhoPresides,
  noteOfAttendance,
  openedAttendance,
  registerClosed,
  walkInId,
  withEntry,
} from './attendance.js';
import { AttendanceStore } from './attendance.store.js';
import { HallService } from './hall.service.js';
import { HallStore } from './hall.store.js';

/** How often somebody else may come between: a hall has a few people at its door. */
const tries = 30;

@Injectable()
export class AttendanceService {
  constructor(
    private readonly lines: AttendanceStore,
    private readonly hallStore: HallStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly halls: HallService,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async record(request: ParsedRequestOf<typeof RecordAttendance>): Promise<Attendance> {
    const line = await this.#lineOf(request);
    const now = this.clock.now();
    const refused = registerClosed(await this.meetings.get(request.meetingId), now, request.reason);
    const { entryId, state, people, names, vouchedBy, source, reason, recordedBy, agoMs } = request;
    const entry: Entry = {
      entryId,
      state,
      ...(people !== undefined && { people }),
      ...(names !== undefined && { names }),
      ...(vouchedBy !== undefined && { vouchedBy }),
      source,
      at: new Date(now.getTime() - agoMs).toISOString(),
      recordedBy,
      ...(reason !== undefined && { reason }),
    };
    const who = asker();
    const kept = await retryOnConflict(async () => {
      const before = await this.lines.find(line.id);
      const earlier = before?.made ?? [];
      const made = withEntry(earlier, entry);
      // What was sent again is answered as it was, also when the books have been closed meanwhile.
      if (made === undefined && before !== undefined) return before;
      if (refused !== undefined) throw refused;
      const after = { ...line, revision: 1, made: withEntry(earlier, entryFrom(who, line, earlier, entry)) ?? [] };
      const note = noteOfAttendance(before && attendanceOf(before), attendanceOf(after));
      return before === undefined
        ? this.lines.insert(after, note, now)
        : this.lines.save(before, { made: after.made, siteId: after.siteId }, note, now);
    }, tries);
    this.relay.nudge(this.lines.outbox);
    return openedAttendance(who, attendanceOf(kept));
  }

  async recordHall({ meetingId, siteId, presiding, done, reason }: ParsedRequestOf<typeof RecordHall>): Promise<Hall> {
    const provinceCode = await this.halls.provinceOf(meetingId, siteId);
    const now = this.clock.now();
    const refused = registerClosed(await this.meetings.get(meetingId), now, reason);
    if (refused !== undefined) throw refused;
    await retryOnConflict(async () => {
      const before = await this.hallStore.find(meetingId, siteId);
      const doneAt = done === undefined ? before?.doneAt : done ? (before?.doneAt ?? now.toISOString()) : undefined;
      const presides = presiding ?? before?.presiding;
      // Said once more, as after an answer that was lost, it is no other entry.
      if (before !== undefined && before.doneAt === doneAt && isDeepStrictEqual(before.presiding, presides)) return;
      mustSeeWhoPresides(asker(), { provinceCode }, before?.presiding, presiding);
      const note = {
        meetingId,
        what: 'hall-recorded' as const,
        provinceCode,
        changes: [
          { field: 'siteId', after: siteId },
          ...(presiding === undefined ? [] : [{ field: 'presiding', personal: true as const }]),
          ...(done === undefined ? [] : [{ field: 'done', before: before?.doneAt !== undefined, after: done }]),
        ],
        ...(reason !== undefined && { reason }),
      };
      const hall = {
        meetingId,
        siteId,
        ...(presides && { presiding: presides }),
        ...(doneAt !== undefined && { doneAt }),
      };
      await this.hallStore.save(before, hall, note, now);
    }, tries);
    this.relay.nudge(this.hallStore.outbox);
    return (await this.halls.hall({ meetingId, siteId })).hall;
  }

  /** Throws invalid 'attendance-of-nobody' where neither or both are named, not-found or conflict where it can't be entered there. */
  async #lineOf({
    meetingId,
    siteId,
    invitationId,
    walkIn,
    entryId,
  }: ParsedRequestOf<typeof RecordAttendance>): Promise<Omit<AttendanceRecord, 'revision' | 'made'>> {
    if ((invitationId === undefined) === (walkIn === undefined)) throw invalid('attendance-of-nobody');
    if (walkIn !== undefined) {
      const { id, office, name = '' } = walkIn;
      const provinceCode = await this.halls.provinceOf(meetingId, siteId);
      const kept = { id, office, ...(name !== '' && { name }) };
      return { id: walkInId({ meetingId, siteId }, id), meetingId, siteId, provinceCode, walkIn: kept };
    }
    const invitation = await this.invitations.get(invitationId ?? '');
    const id = attendanceId(meetingId, invitation.id);
    const joinsHere = invitation.meetingId === meetingId && invitation.organisation.siteId === siteId;
    // What was taken here before the office moved is answered when it is sent again.
    const wasTaken = async () => (await this.lines.find(id))?.made.some((each) => each.entryId === entryId) === true;
    if (!joinsHere && !(await wasTaken())) throw notFound('invitation-not-found', { values: { id: invitation.id } });
    if (invitation.status === 'withdrawn') throw conflict('invitation-withdrawn');
    const { provinceCode } = invitation.organisation;
    await this.halls.reached(siteId, provinceCode);
    return { id, meetingId, siteId, provinceCode, invitationId: invitation.id };
  }
}
