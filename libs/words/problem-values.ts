/** How an edge says values to its reader; `timeZone` is the one the instant is read in, if the problem names one. */
export type Say = {
  readonly moment: (instant: string, timeZone?: string) => string;
  readonly field: (name: string) => string;
  readonly value: (name: string) => string;
};
/** Values of a problem, by name. An instant is ISO 8601, a field its path's last name: the edge says both in its reader's way. */
export type ProblemParams = Readonly<Record<string, string | number | boolean>>;

export type ProblemValues = {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly say: Say;
};
export type Phrase = readonly [problem: string, remedy?: string];
export type ProblemWords = Phrase | ((values: ProblemValues) => Phrase);

export const moment = ({ text, say }: ProblemValues): string => say.moment(text('at'), text('timeZone') || undefined);
export const other = ({ text, say }: ProblemValues): string => say.field(text('other'));
/** Both readings of a year that may be meant either way: a Buddhist one as a Gregorian one, and the other way round. */
export const readingsOf = (year: number): readonly [number, number] => [year - 543, year + 543];

const mostChoices = 20;
export const choices = (list: string, say: Say): string => {
  const values = list.split('\n');
  return values.slice(0, mostChoices).map(say.value).join(', ') + (values.length > mostChoices ? ', …' : '');
};
