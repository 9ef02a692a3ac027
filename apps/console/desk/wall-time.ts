/** What a wall clock in the zone shows at an instant, as `YYYY-MM-DDTHH:MM`. */
export const wallTimeOf = (instant: string, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone, calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
};

/** The instant at which a wall clock in the zone shows `YYYY-MM-DDTHH:MM`; in a clock change's doubled hour the earlier one. */
export const instantOf = (wallTime: string, timeZone: string): string => {
  const asUtc = Date.parse(`${wallTime}:00Z`);
  const offset = (at: number): number => Date.parse(`${wallTimeOf(new Date(at).toISOString(), timeZone)}:00Z`) - at;
  const guess = asUtc - offset(asUtc);
  return new Date(asUtc - offset(guess)).toISOString();
};
