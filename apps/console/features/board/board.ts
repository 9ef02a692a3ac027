import type { Tally } from '#contracts';

export const answers = ['attend', 'representative', 'decline'] as const;
/** One line of the board: a class of offices or a province, and its counts. */
export type Counted = { readonly id: string; readonly name: string; readonly tally: Tally };

export const silentOf = ({ invited, answered }: Tally): number => invited - answered;
/** In percent; where nobody is invited nothing is missing. */
export const shareAnswered = ({ invited, answered }: Tally): number =>
  invited === 0 ? 100 : (100 * answered) / invited;
