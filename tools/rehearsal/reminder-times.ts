/** By the clock of Bangkok: 7, 3 and 1 days before the deadline's day at 09:00, and on its last morning at 08:30. */
const before = [
  { days: 7, at: '09:00' },
  { days: 3, at: '09:00' },
  { days: 1, at: '09:00' },
  { days: 0, at: '08:30' },
];
const dayMs = 86_400_000;
const zoneMs = 7 * 3_600_000;

/** When those that come are told of the day: on the afternoon before it. */
export const dayBeforeTime = (startsAt: string): string => {
  const day = new Date(Date.parse(startsAt) + zoneMs - dayMs).toISOString().slice(0, 10);
  return new Date(`${day}T15:00:00+07:00`).toISOString();
};

/** When the silent are reminded of a deadline. */
export const reminderTimes = (deadline: string): string[] => {
  const lastDay = Math.floor((Date.parse(deadline) + zoneMs) / dayMs) * dayMs;
  return before.map(({ days, at }) => {
    const day = new Date(lastDay - days * dayMs).toISOString().slice(0, 10);
    return new Date(`${day}T${at}:00+07:00`).toISOString();
  });
};

const bangkok = (day: string, at: string): string => new Date(`${day}T${at}:00+07:00`).toISOString();

/** When sites are reminded of checks, on each working day in the afternoon: of those after its day and until the next one. */
export const checkReminderTimes = (
  workingDays: readonly string[],
): { readonly at: string; readonly from: string; readonly until: string }[] =>
  workingDays
    .slice(0, -1)
    .map((day, index) => ({ at: bangkok(day, '15:00'), from: day, until: workingDays[index + 1] ?? day }));

/** When sites that have passed no check are told so: in the morning three working days before the meeting. */
export const checkMissingTime = (workingDays: readonly string[], startsAt: string): string => {
  const meetingDay = new Date(Date.parse(startsAt) + zoneMs).toISOString().slice(0, 10);
  const day = workingDays.filter((each) => each < meetingDay).at(-3);
  if (day === undefined) throw new RangeError('the meeting begins too soon');
  return bangkok(day, '09:00');
};
