import { mailsOf, type Meeting } from '#contracts';
import { type DaysOff, isDayOff } from '#platform';
import { onDay, wallOf } from '../reminder/reminder.module.js';

type Timed = Pick<Meeting, 'announcedAt' | 'startsAt' | 'status' | 'timeZone' | 'mails'>;
export type DigestTime = { readonly day: string; readonly at: string };

/** When nothing is said of hours. */
const usualHours = { from: '08:30', to: '16:30' };
/** The days in a row that are looked at for one that is worked on. */
const mostDaysOff = 400;

const instantOf = (at: Temporal.ZonedDateTime): string => new Date(at.epochMilliseconds).toISOString();

/** The digest of a day, where it has one: of a working day between the announcement and the meeting, as its hours begin. */
const ofDay = (meeting: Timed, day: Temporal.PlainDate, off: DaysOff): DigestTime | undefined => {
  const { announcedAt, startsAt, timeZone } = meeting;
  if (announcedAt === undefined || isDayOff(day, off)) return undefined;
  const at = instantOf(onDay(day, (mailsOf(meeting).hours ?? usualHours).from, timeZone));
  return at > announcedAt && at < startsAt ? { day: day.toString(), at } : undefined;
};
const isWanted = (meeting: Timed): boolean => meeting.status === 'announced' && mailsOf(meeting).digest === true;

/** The digest that is due now: today's, from the beginning of its hours to their end. What an outage kept longer is no news of the day. */
export const digestDue = (meeting: Timed, now: string, off: DaysOff): DigestTime | undefined => {
  if (!isWanted(meeting) || now >= meeting.startsAt) return undefined;
  const day = wallOf(now, meeting.timeZone).toPlainDate();
  const digest = ofDay(meeting, day, off);
  const until = instantOf(onDay(day, (mailsOf(meeting).hours ?? usualHours).to, meeting.timeZone));
  return digest !== undefined && digest.at <= now && now <= until ? digest : undefined;
};

/** When the next one falls due after an instant. */
export const nextDigest = (meeting: Timed, now: string, off: DaysOff): string | undefined => {
  if (!isWanted(meeting)) return undefined;
  let day = wallOf(now, meeting.timeZone).toPlainDate();
  for (let looked = 0; looked < mostDaysOff; looked += 1) {
    const digest = ofDay(meeting, day, off);
    if (digest !== undefined && digest.at > now) return digest.at;
    day = day.add({ days: 1 });
    if (instantOf(day.toZonedDateTime(meeting.timeZone)) >= meeting.startsAt) return undefined;
  }
  return undefined;
};
