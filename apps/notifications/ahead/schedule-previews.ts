import { Injectable } from '@nestjs/common';
import {
  mailsOf,
  type MovedMail,
  type ParsedRequestOf,
  type PlannedMailTime,
  type PreviewHoliday,
  type PreviewMailSchedule,
  type ReturnOf,
} from '#contracts';
import { Clock } from '#platform';
import { DayOffStore } from '../holidays/holidays.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RunStore, schedulePreview } from '../reminder/reminder.module.js';

/** When mails would leave by another schedule, or with other days off. */
@Injectable()
export class SchedulePreviews {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly runs: RunStore,
    private readonly daysOff: DayOffStore,
    private readonly clock: Clock,
  ) {}

  /** Of a meeting that is a draft nothing is known here: it would be announced now. */
  async schedule({
    meetingId,
    mails,
    ...times
  }: ParsedRequestOf<typeof PreviewMailSchedule>): Promise<ReturnOf<typeof PreviewMailSchedule>> {
    const now = this.clock.now().toISOString();
    const [known, runs, daysOff] = await Promise.all([
      this.meetings.find(meetingId),
      this.runs.ofMeeting(meetingId),
      this.daysOff.all(),
    ]);
    const answersUntil = known !== undefined && known.replyBy === times.replyBy ? known.answersUntil : undefined;
    const meeting = { ...times, ...(answersUntil && { answersUntil }), announcedAt: known?.announcedAt ?? now };
    return { items: schedulePreview({ mails, meeting, runs, daysOff, now }) };
  }

  async holiday({ day, off }: ParsedRequestOf<typeof PreviewHoliday>): Promise<ReturnOf<typeof PreviewHoliday>> {
    const now = this.clock.now().toISOString();
    const as = await this.daysOff.all();
    const would = new Set(as);
    if (off) would.add(day);
    else would.delete(day);
    const items: MovedMail[] = [];
    for (const meetingId of await this.meetings.toCome(now)) {
      const [meeting, runs] = await Promise.all([this.meetings.get(meetingId), this.runs.ofMeeting(meetingId)]);
      const { title, timeZone, announcedAt = now } = meeting;
      const seen = { mails: mailsOf(meeting), meeting: { ...meeting, announcedAt }, runs, now };
      const [before, after] = [as, would].map((daysOff) => schedulePreview({ ...seen, daysOff }));
      const instantOf = (times: readonly PlannedMailTime[] | undefined, index: number) => times?.[index]?.dueAt;
      for (const [index, { kind }] of (before ?? []).entries()) {
        const [was, is] = [instantOf(before, index), instantOf(after, index)];
        if (was !== is)
          items.push({ meetingId, title, timeZone, kind, ...(was && { before: was }), ...(is && { after: is }) });
      }
    }
    return { items };
  }
}
