import { fieldProblem, type FieldProblem, type Meeting } from '#contracts';
import { invalid } from '#platform';

type Times = Pick<Meeting, 'startsAt' | 'endsAt' | 'replyBy'>;
const timeNames = ['startsAt', 'endsAt', 'replyBy'] as const;

/** Instants in one form: those of one document are of one length, whatever spelling came in. */
export const instant = (text: string): string => new Date(text).toISOString();
export const withInstants = <Fields extends Times>(fields: Fields): Fields => ({
  ...fields,
  ...Object.fromEntries(timeNames.map((name) => [name, instant(fields[name])])),
});

const dayMs = 86_400_000;
/** A meeting lies within three years, and takes a week at most: what is further off is a slip of the pen or of the era. */
const farthestMs = 3 * 366 * dayMs;
const longestMs = 7 * dayMs;

/**
 * Throws invalid 'invalid-meeting-times': a meeting that has begun already, lies years ahead or takes weeks, or a deadline
 * that nobody could keep. Of a meeting that is changed, what stays as it was (`before`) may lie in the past.
 */
export const assertSaneTimes = (times: Times, now: Date, before?: Times): void => {
  const ahead = (name: keyof Times): number => Date.parse(times[name]) - now.getTime();
  const isNew = (name: keyof Times): boolean => before === undefined || times[name] !== before[name];
  const fields: FieldProblem[] = [
    ...(isNew('startsAt') && ahead('startsAt') <= 0 ? [fieldProblem('startsAt', 'past-or-era')] : []),
    ...(ahead('startsAt') > farthestMs ? [fieldProblem('startsAt', 'years-ahead')] : []),
    ...(isNew('endsAt') && ahead('endsAt') <= 0 && ahead('startsAt') <= 0 && !isNew('startsAt')
      ? [fieldProblem('endsAt', 'past-or-era')]
      : []),
    ...(Date.parse(times.endsAt) - Date.parse(times.startsAt) > longestMs
      ? [fieldProblem('endsAt', 'meeting-too-long')]
      : []),
    // It could never be announced: nobody could answer in time.
    ...(isNew('replyBy') && ahead('replyBy') <= 0 ? [fieldProblem('replyBy', 'past-or-era')] : []),
  ];
  if (fields.length > 0) throw invalid('invalid-meeting-times', { details: { fields } });
};
