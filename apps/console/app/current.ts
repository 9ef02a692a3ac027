import type { Meeting } from '#contracts';

const order: readonly Meeting['status'][] = ['announced', 'draft', 'closed', 'cancelled'];

/** In the order in which meetings concern whoever names none: one that offices answer before one that nobody has heard of, and both before what is over; among equals as they come. */
export const byConcern = <Of extends Pick<Meeting, 'status'>>(meetings: readonly Of[]): readonly Of[] =>
  meetings.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
