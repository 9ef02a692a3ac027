const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The instant at which a zone's wall clock shows a time of a day, 00:00 to 24:00, in milliseconds. A time that the clock
 * shows twice is its first; one that it leaves out is the change itself, so that hours that are not there are empty.
 */
export const instantAt = (day: Temporal.PlainDate, time: string, timeZone: string): number => {
  const wall = day.toPlainDateTime(Temporal.PlainTime.from('00:00')).add({ minutes: minutesIn(time) });
  const shown = wall.toZonedDateTime(timeZone);
  if (shown.toPlainDateTime().equals(wall)) return shown.epochMilliseconds;
  const change = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).getTimeZoneTransition('next');
  return (change ?? shown).epochMilliseconds;
};

export const dayIn = (instant: Date | string, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
