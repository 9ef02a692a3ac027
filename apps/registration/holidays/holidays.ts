import { type Holiday } from '#contracts';
import { thaiHolidays } from '#platform';

/** What staff wrote of a day; without a holiday it is worked on. */
export type WrittenDay = { readonly day: string; readonly holiday?: Omit<Holiday, 'day'> | undefined };

/** The days off in order: those that are known, as far as staff wrote nothing else of them, and those that staff wrote. */
export const daysOff = (
  written: readonly WrittenDay[],
  { from = '', to = '9999' }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Holiday[] => {
  const off = new Map<string, Holiday>(thaiHolidays.map((each) => [each.day, each]));
  for (const { day, holiday } of written)
    if (holiday === undefined) off.delete(day);
    else off.set(day, { day, ...holiday });
  return [...off.values()]
    .filter(({ day }) => day >= from && day <= to)
    .sort((one, other) => (one.day < other.day ? -1 : 1));
};
