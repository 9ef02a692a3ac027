/** Days that nobody works on beside Saturdays and Sundays, as YYYY-MM-DD. */
export type DaysOff = ReadonlySet<string>;

export const isDayOff = (day: Temporal.PlainDate, off: DaysOff): boolean =>
  day.dayOfWeek > 5 || off.has(day.toString());
