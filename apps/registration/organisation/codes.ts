import { fieldProblem, type Organisation } from '#contracts';
import { codeKey } from './code-key.js';
import { type Enrolled, refuseAll } from './enrolment.js';

/** A code and whose it is. */
export type HeldCode = { readonly id: string; readonly code: string };

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : codeKey(one) === codeKey(other);

/** Codes that one of these organisations gives up and another of them takes. */
export const codesHandedOn = (
  wanted: readonly Organisation[],
  present: ReadonlyMap<string, Enrolled<Organisation>>,
): HeldCode[] => {
  const takenBy = new Map(wanted.flatMap(({ id, code }) => (code === undefined ? [] : [[codeKey(code), id] as const])));
  return wanted.flatMap(({ id, code }) => {
    const kept = present.get(id);
    const before = kept?.removed === true ? undefined : kept?.entry.code;
    const taker = before === undefined ? undefined : takenBy.get(codeKey(before));
    return before === undefined || isSame(before, code) || taker === undefined || taker === id
      ? []
      : [{ id, code: before }];
  });
};

/** Why one of many is not kept, and what the office is called of which that speaks. */
export type Refusal = { readonly code: 'code-of-another' | 'merged-into'; readonly name: string };

/** Whose code each of these is, by their ids, where it is another's; `sameCode`: who has these codes now. */
export const codeHolders = (
  organisations: readonly Organisation[],
  sameCode: readonly Organisation[],
): ReadonlyMap<string, Refusal> =>
  new Map(
    organisations.flatMap(({ id, code }) => {
      const other = code === undefined ? undefined : sameCode.find((each) => isSame(each.code, code) && each.id !== id);
      return other === undefined ? [] : [[id, { code: 'code-of-another', name: other.name.th }] as const];
    }),
  );

/** Throws invalid for those that are named, each with the office of which its refusal speaks. */
export const refuse = (organisations: readonly Organisation[], refused: ReadonlyMap<string, Refusal>): void =>
  refuseAll(
    organisations.flatMap(({ id }, index) => {
      const { code, name = '' } = refused.get(id) ?? {};
      if (code === undefined) return [];
      return [fieldProblem(`organisations.${index}.${code === 'merged-into' ? 'id' : 'code'}`, code, { name })];
    }),
  );

/**
 * Throws invalid where a code is another office's: of one that stands in this list before it, or of one that is in the
 * directory and keeps it.
 */
export const checkCodes = (organisations: readonly Organisation[], sameCode: readonly Organisation[]): void => {
  const wanted = new Map(organisations.map((each) => [each.id, each]));
  const keeping = sameCode.filter(({ id, code }) => !wanted.has(id) || isSame(wanted.get(id)?.code, code));
  const first = new Map<string, Organisation>();
  for (const each of organisations) {
    const key = each.code === undefined ? undefined : codeKey(each.code);
    if (key !== undefined && !first.has(key)) first.set(key, each);
  }
  refuse(
    organisations,
    new Map([...codeHolders(organisations, keeping), ...codeHolders(organisations, [...first.values()])]),
  );
};
