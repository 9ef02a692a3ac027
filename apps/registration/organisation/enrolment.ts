import { isDeepStrictEqual } from 'node:util';
import { fieldProblem, type FieldProblem, type Organisation, type Site } from '#contracts';
import { conflict, invalid } from '#platform';

/** What enrolling one entry makes of it: a new one, a changed one, or nothing. */
export type EnrolmentStep<Entry> =
  | { readonly kind: 'added'; readonly entry: Entry }
  | { readonly kind: 'changed'; readonly entry: Entry; readonly revision: number }
  | { readonly kind: 'unchanged' }
  /** Merged into another office: it comes back by nothing but undoing that. */
  | { readonly kind: 'merged'; readonly entry: Entry; readonly into: string };

/** `gave`: what the office that it was merged into is called by since. */
export type Merged = {
  readonly into: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly gave: { readonly aliases: readonly string[]; readonly codes: readonly string[] };
};
export type Enrolled<Entry> = {
  readonly entry: Entry;
  readonly revision: number;
  readonly removed?: true;
  readonly merged?: Merged;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isBlank = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const hasBlanks = (entry: object): boolean =>
  Object.values(entry).some(
    (value: unknown) =>
      isBlank(value) || (Array.isArray(value) && value.some((each) => isObject(each) && hasBlanks(each))),
  );

/**
 * What is left blank, or is an empty list, is not there: it makes no difference to what is kept without it. Nearly no office of a list
 * has any, and to look takes a fraction of making each of them anew.
 */
export const withoutBlanks = <Entry extends object>(entry: Entry): Entry =>
  hasBlanks(entry)
    ? (Object.fromEntries(
        Object.entries(entry)
          .filter(([, value]) => !isBlank(value))
          .map(([name, value]: [string, unknown]) => [
            name,
            Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? withoutBlanks(each) : each)) : value,
          ]),
      ) as Entry)
    : entry;

export const decideEnrolment = <Entry extends { readonly id: string }>(
  wanted: readonly Entry[],
  present: ReadonlyMap<string, Enrolled<Entry>>,
): EnrolmentStep<Entry>[] =>
  wanted.map((entry) => {
    const kept = present.get(entry.id);
    if (kept === undefined) return { kind: 'added', entry };
    if (kept.merged !== undefined) return { kind: 'merged', entry, into: kept.merged.into };
    return kept.removed !== true && isDeepStrictEqual(kept.entry, entry)
      ? { kind: 'unchanged' }
      : { kind: 'changed', entry, revision: kept.revision };
  });

/**
 * What saving one entry makes of it: it is kept if it is still as it was seen, or new if nobody has seen it; the same again changes nothing.
 * Throws conflict 'revision-conflict'.
 */
export const decideSaving = <Entry extends { readonly id: string }>(
  wanted: Entry,
  kept: Enrolled<Entry> | undefined,
  expectedRevision: number | undefined,
): EnrolmentStep<Entry> => {
  const [step] = decideEnrolment([wanted], new Map(kept === undefined ? [] : [[wanted.id, kept]]));
  if (step === undefined || step.kind === 'unchanged') return { kind: 'unchanged' };
  const seen = kept === undefined || kept.removed === true ? undefined : kept.revision;
  if (seen !== expectedRevision) throw conflict('revision-conflict', { why: wanted.id });
  return step;
};

/** Every field but the id that there may be: one that was left out is named, so that it is taken away from what is kept. */
export const withEvery = <Content extends object>(
  shape: Readonly<Record<string, unknown>>,
  content: Content,
): Content => ({
  ...Object.fromEntries(
    Object.keys(shape)
      .filter((name) => name !== 'id')
      .map((name) => [name, undefined]),
  ),
  ...content,
});

export const refuseAll = (fields: readonly FieldProblem[]): void => {
  if (fields.length === 0) return;
  throw invalid('invalid-input', { details: { fields } });
};

const splitProblem = (
  at: string,
  { id, splitFrom }: Pick<Organisation, 'id' | 'splitFrom'>,
  known: ReadonlySet<string>,
): FieldProblem[] =>
  splitFrom === undefined || (splitFrom !== id && known.has(splitFrom))
    ? []
    : [fieldProblem(`${at}.splitFrom`, 'office-unknown', { id: splitFrom })];

/** Throws invalid where one was split from an office that nobody knows, or from itself. */
export const checkSplits = (organisations: readonly Organisation[], known: ReadonlySet<string>): void =>
  refuseAll(organisations.flatMap((each, index) => splitProblem(`organisations.${index}`, each, known)));

const twice = (list: 'sites' | 'organisations', entries: readonly { readonly id: string }[]): FieldProblem[] => {
  const first = new Map<string, number>();
  return entries.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    return earlier === undefined ? [] : [fieldProblem(`${list}.${index}.id`, 'listed-already', { entry: earlier + 1 })];
  });
};

/** Throws invalid when an id stands twice. */
export const checkSites = (sites: readonly Site[]): void => refuseAll(twice('sites', sites));

const siteProblems = (
  at: string,
  { siteId, provinceCode }: Pick<Organisation, 'siteId' | 'provinceCode'>,
  sites: ReadonlyMap<string, Pick<Site, 'provinceCode'>>,
): FieldProblem[] => {
  const site = sites.get(siteId);
  if (site === undefined) return [fieldProblem(`${at}.siteId`, 'site-unknown', { id: siteId })];
  if (site.provinceCode === provinceCode) return [];
  return [fieldProblem(`${at}.provinceCode`, 'province-differs', { own: provinceCode, site: site.provinceCode })];
};

/**
 * Throws invalid when its site is not enrolled or lies in another province, its code is that of another: `sameCode`, or it
 * was split from an office that is not `known`.
 */
export const checkOrganisation = (
  organisation: Organisation,
  sites: ReadonlyMap<string, Pick<Site, 'provinceCode'>>,
  sameCode: readonly Organisation[],
  known: ReadonlySet<string> = new Set(),
): void => {
  const other = sameCode.find(({ id }) => id !== organisation.id);
  refuseAll([
    ...siteProblems('organisation', organisation, sites),
    ...splitProblem('organisation', organisation, known),
    ...(other === undefined ? [] : [fieldProblem('organisation.code', 'code-of-another', { name: other.name.th })]),
  ]);
};

/** Throws invalid where a site would leave the province in which its organisations are. */
export const checkSite = (wanted: Site, kept: Site | undefined, organisations: number): void => {
  if (kept === undefined || kept.provinceCode === wanted.provinceCode || organisations === 0) return;
  refuseAll([
    fieldProblem('site.provinceCode', 'province-differs', { own: wanted.provinceCode, site: kept.provinceCode }),
  ]);
};

/** Throws invalid when an id stands twice, or a site is not enrolled or lies in another province: all of them at once. */
export const checkOrganisations = (
  organisations: readonly Organisation[],
  sites: ReadonlyMap<string, Pick<Site, 'provinceCode'>>,
): void =>
  refuseAll([
    ...twice('organisations', organisations),
    ...organisations.flatMap((each, index) => siteProblems(`organisations.${index}`, each, sites)),
  ]);
