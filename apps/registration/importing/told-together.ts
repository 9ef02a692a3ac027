import { mostEnrolledAtOnce, type Organisation } from '#contracts';
import { fitting } from '#messaging';

export type EnrolledOffice = { readonly organisation: Organisation; readonly revision: number };

/** A message holds 1 MB, and an event is kept beside the rows that it came from. */
const mostBytes = 400_000;

/** The offices of one event each. */
export const toldTogether = (enrolled: readonly EnrolledOffice[]): EnrolledOffice[][] => {
  const events: EnrolledOffice[][] = [];
  for (let left = enrolled; left.length > 0;) {
    const together = fitting(left.slice(0, mostEnrolledAtOnce), mostBytes);
    events.push(together);
    left = left.slice(together.length);
  }
  return events;
};
