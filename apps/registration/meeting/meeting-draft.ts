import { isDeepStrictEqual } from 'node:util';
import { fieldProblem, type MeetingContent, meetingContentOf, type MeetingDraft, withoutRetired } from '#contracts';
import { inEveryLanguage, usualZone } from '#words';
import { conflict, dayIn, type DaysOff, instantAt, invalid, isDayOff } from '#platform';
import { type MeetingRecord } from './meeting.js';
import { instant, withInstants } from './meeting-times.js';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** How many working days before the meeting's day offices answer, where no meeting says otherwise. */
const usualLead = 5;
const usualLengthMs = 2 * hourMs;

/** Sala's own words in a meeting that is the first: people put theirs in their place. */
const placeholder = {
  organiser: () => inEveryLanguage(({ meetings }) => meetings.usual.organiser),
  place: () => inEveryLanguage(({ meetings }) => meetings.usual.place),
  purpose: () => inEveryLanguage(({ meetings }) => meetings.usual.purpose),
};
/** Whether nobody has said yet who invites, or what for. */
export const isPlaceholder = (
  part: 'organiser' | 'purpose',
  meeting: Pick<MeetingContent, 'organiser' | 'purpose'>,
): boolean => isDeepStrictEqual(meeting[part], placeholder[part]());

const workingDaysBefore = (day: Temporal.PlainDate, count: number, off: DaysOff): Temporal.PlainDate => {
  let [at, left] = [day, count];
  while (left > 0) {
    at = at.subtract({ days: 1 });
    if (!isDayOff(at, off)) left -= 1;
  }
  return at;
};

/** When a meeting begins, on which days nobody works before it, and what time it is. */
type Beginning = { readonly startsAt: string; readonly timeZone: string; readonly off: DaysOff; readonly now: Date };

/**
 * The end of the fifth working day before the meeting, as deadlines are set; of the nearest one that is still to come, if the
 * meeting is sooner, and an hour before its start if none is.
 */
const usualDeadline = ({ startsAt, timeZone, off, now }: Beginning): string => {
  const day = dayIn(startsAt, timeZone);
  for (let lead = usualLead; lead > 0; lead -= 1) {
    const last = instantAt(workingDaysBefore(day, lead, off), '24:00', timeZone) - 1000;
    if (last > now.getTime()) return new Date(last).toISOString();
  }
  return new Date(Date.parse(startsAt) - hourMs).toISOString();
};

/** As long before the start as it was the last time, by the wall clock of the day; where nobody works then, on the working day before. */
const deadlineLike = (like: MeetingContent, beginning: Beginning): string => {
  const { startsAt, timeZone, off, now } = beginning;
  const [likeStart, likeEnd] = [dayIn(like.startsAt, like.timeZone), dayIn(like.replyBy, like.timeZone)];
  const days = likeEnd.until(likeStart, { largestUnit: 'days' }).days;
  const dayOf = instantAt(likeEnd, '00:00', like.timeZone);
  const minutes = Math.round((Date.parse(like.replyBy) - dayOf) / minuteMs);
  const day = dayIn(startsAt, timeZone).subtract({ days });
  const at = instantAt(isDayOff(day, off) ? workingDaysBefore(day, 1, off) : day, '00:00', timeZone);
  const same = at + (minutes >= 24 * 60 - 1 ? 24 * hourMs - 1000 : minutes * minuteMs);
  return same > now.getTime() && same < Date.parse(startsAt) ? new Date(same).toISOString() : usualDeadline(beginning);
};

/** What of the last meeting holds for the next: not its times, nor what was seen to for it; its number's ordinal is one more, and a letter has a number of its own. */
const carriedOn = (like: MeetingContent, startsAt: string, timeZone: string): Partial<MeetingContent> => {
  const {
    title: _title,
    startsAt: _startsAt,
    endsAt: _endsAt,
    replyBy: _replyBy,
    number,
    letter,
    form,
    duties: _duties,
    ...rest
  } = like;
  const { year } = dayIn(startsAt, timeZone);
  const { number: _letterNumber, dated: _dated, ...wording } = letter ?? {};
  return {
    ...rest,
    ...(number !== undefined && { number: { ordinal: number.year === year ? number.ordinal + 1 : 1, year } }),
    ...(letter !== undefined && { letter: wording }),
    ...(form !== undefined && { form: withoutRetired(form) }),
  };
};

/**
 * The draft whole. Throws invalid 'meeting-incomplete' where there is no meeting yet to take the coordinator's address from.
 */
export const draftMeeting = (
  { id, like: _like, ...said }: MeetingDraft,
  like: (MeetingContent & { readonly id?: string }) | undefined,
  now: Date,
  off: DaysOff = new Set(),
): MeetingRecord => {
  const timeZone = said.timeZone ?? like?.timeZone ?? usualZone;
  const carried = like === undefined ? {} : carriedOn(like, said.startsAt, timeZone);
  const startsAt = instant(said.startsAt);
  const beginning = { startsAt, timeZone, off, now };
  const lengthMs = like === undefined ? usualLengthMs : Date.parse(like.endsAt) - Date.parse(like.startsAt);
  const named = { ...carried, ...withoutUndefined(said) };
  const { coordinator } = named;
  if (coordinator === undefined)
    throw invalid('meeting-incomplete', { details: { fields: [fieldProblem('coordinator', 'text-empty')] } });
  return {
    organiser: placeholder.organiser(),
    purpose: placeholder.purpose(),
    place: placeholder.place(),
    classes: [],
    endsAt: new Date(Date.parse(startsAt) + lengthMs).toISOString(),
    replyBy: like === undefined ? usualDeadline(beginning) : deadlineLike(like, beginning),
    ...named,
    ...(said.endsAt !== undefined && { endsAt: instant(said.endsAt) }),
    ...(said.replyBy !== undefined && { replyBy: instant(said.replyBy) }),
    title: said.title,
    coordinator,
    timeZone,
    startsAt,
    id,
    ...(like?.id !== undefined && { madeLike: { meetingId: like.id, at: now.toISOString() } }),
    status: 'draft',
    revision: 1,
  };
};

const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

/** The same draft again is no error, so that an interrupted set-up can be run again; another draft under the same id is. */
export const assertSameDraft = (present: MeetingRecord, { id, like: _like, ...said }: MeetingDraft): void => {
  // A deadline that was moved since does not make it another meeting: the one that it was created with is the same draft.
  const created = present.extensions?.[0]?.replyBy ?? present.replyBy;
  const kept = meetingContentOf(present);
  const wanted = withInstants({ ...kept, ...withoutUndefined(said) });
  if (isDeepStrictEqual({ ...kept, replyBy: created }, wanted) || isDeepStrictEqual(kept, wanted)) return;
  throw conflict('meeting-exists', { values: { id }, details: { fields: [fieldProblem('id', 'id-taken')] } });
};
