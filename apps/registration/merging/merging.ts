import { type MergeEffect, mostAliases, type Organisation } from '#contracts';
import { codeKey, type Merged } from '../organisation/organisation.module.js';

type Given = Merged['gave'];

const beside = (present: readonly string[], given: readonly string[]): string[] =>
  [...new Set([...present, ...given])].slice(0, Math.max(mostAliases, present.length));

/** By what the office that stays is to be found as well: all that the other one is called, as far as it is not so already. */
export const givenBy = (from: Organisation, into: Organisation): Given => {
  const called = new Set([...Object.values(into.name), ...(into.aliases ?? [])]);
  const coded = new Set([into.code, ...(into.formerCodes ?? [])].map((code) => code && codeKey(code)));
  const names = [...Object.values<string | undefined>(from.name), ...(from.aliases ?? [])];
  const codes = [from.code, ...(from.formerCodes ?? [])];
  return {
    aliases: [...new Set(names.flatMap((each) => (each === undefined || called.has(each) ? [] : [each])))],
    codes: [...new Set(codes.flatMap((each) => (each === undefined || coded.has(codeKey(each)) ? [] : [each])))],
  };
};

const withLists = (into: Organisation, aliases: readonly string[], formerCodes: readonly string[]): Organisation => {
  const { aliases: _aliases, formerCodes: _formerCodes, ...rest } = into;
  return {
    ...rest,
    ...(aliases.length > 0 && { aliases: [...aliases] }),
    ...(formerCodes.length > 0 && { formerCodes: [...formerCodes] }),
  };
};

/** As many names and codes as an office may have; by its tombstone a list finds it all the same. */
export const withGiven = (into: Organisation, { aliases, codes }: Given): Organisation =>
  withLists(into, beside(into.aliases ?? [], aliases), beside(into.formerCodes ?? [], codes));

export const withoutGiven = (into: Organisation, { aliases, codes }: Given): Organisation =>
  withLists(
    into,
    (into.aliases ?? []).filter((each) => !aliases.includes(each)),
    (into.formerCodes ?? []).filter((each) => !codes.includes(each)),
  );

/** Which of two offices that were merged into each other at once comes back: the same on every replica. */
export const comesBack = (circle: readonly string[]): string => [...circle].sort().at(-1) ?? '';

/** The soonest meeting first. */
export const inOrderOfMeeting = (
  found: readonly (MergeEffect['invitations'][number] & { readonly startsAt: string })[],
): MergeEffect['invitations'] =>
  found
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    .map(({ startsAt: _startsAt, ...each }) => each);
