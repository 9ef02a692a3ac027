import { type Response, type TakenBack } from '#contracts';

/** When the office last said it, in milliseconds. */
const saidAt = ({ saidAgainAt, receivedAt }: Response): number => Date.parse(saidAgainAt ?? receivedAt);
const byWhenSaid = (a: Response, b: Response): number => saidAt(a) - saidAt(b) || a.revision - b.revision;

/** What was taken back first, then by when the office last said it, ties by entry: the last one counts unless it was taken back. */
export const inCountingOrder = (responses: readonly Response[]): Response[] =>
  responses.toSorted(
    (a, b) => Number(a.takenBack === undefined) - Number(b.takenBack === undefined) || byWhenSaid(a, b),
  );

export const inEntryOrder = (responses: readonly Response[]): Response[] =>
  responses.toSorted((a, b) => a.revision - b.revision);

/** What the office has said as far as an instant, or at all: the latest by when it was received that was not taken back. */
export const lastSaid = (responses: readonly Response[], until = Infinity): Response | undefined => {
  let last: Response | undefined;
  for (const each of responses)
    if (each.takenBack === undefined && saidAt(each) <= until && (last === undefined || byWhenSaid(each, last) > 0))
      last = each;
  return last;
};

/** When the office last said it: in one form, so that comparing texts compares times. */
export const lastSaidAt = (response: Response): string => new Date(saidAt(response)).toISOString();

export const isComing = (response: Pick<Response, 'answer'> | undefined): boolean =>
  response !== undefined && response.answer !== 'decline';

/** Whether an office that comes has yet to say so again, since it was asked to. What is said in that very moment is said since. */
export const isUnconfirmed = (
  response: Response | undefined,
  { confirmedFrom }: { readonly confirmedFrom?: string | undefined },
): boolean =>
  response !== undefined
  && response.answer !== 'decline'
  && confirmedFrom !== undefined
  && saidAt(response) < Date.parse(confirmedFrom);

/** What was taken back last, of an office of which nothing counts instead. */
export const lastTakenBack = (responses: readonly Response[]): TakenBack | undefined =>
  lastSaid(responses) !== undefined
    ? undefined
    : responses
        .flatMap(({ takenBack }) => takenBack ?? [])
        .reduce<TakenBack | undefined>(
          (last, each) => (last === undefined || Date.parse(each.at) > Date.parse(last.at) ? each : last),
          undefined,
        );

/** What the board and events tell of a response that counted. */
export const previousOf = (response: Response | undefined) =>
  response === undefined ? {} : { previous: countedAs(response) };
export const countedAs = ({ answer, channel, late }: Response) => ({ answer, channel, late });
/** What of it counts again, where something else than the answer has changed. */
export const countsAgain = (response: Response) => ({
  ...countedAs(response),
  responseRevision: response.revision,
  attendeeCount: response.attendees.length,
});
