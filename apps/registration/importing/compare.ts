import { isDeepStrictEqual } from 'node:util';
import { addressKey, type ImportProblem, type ImportRow, mostContacts, Organisation } from '#contracts';
import { type ProblemCode, usualLanguage } from '#words';
import { letters } from './folded.js';
import { newOrganisationId, type Sites } from './directory.js';
import { codeKey, otherZeros } from './office-codes.js';
import { type ReadRow, type Said } from './read-row.js';

export type Present = { readonly entry: Organisation };
/** Organisations of the directory that a row may mean. */
export type Candidates = {
  readonly byId: ReadonlyMap<string, Present>;
  /** By `codeKey`. */ readonly byCode: ReadonlyMap<string, Present>;
  /** By `letters` of the Thai name: several offices may have one name. */
  readonly byName: ReadonlyMap<string, readonly Present[]>;
  /** Offices that were merged into others, by what they were called, and into which. */
  readonly merged?: readonly MergedOffice[];
};
export type MergedOffice = { readonly was: Organisation; readonly into: Organisation };

/** What earlier rows of the file said: where each office, code and address stood. */
export type Seen = Readonly<Record<'offices' | 'codes' | 'addresses', Map<string, string>>>;
export const nothingSeen = (): Seen => ({ offices: new Map(), codes: new Map(), addresses: new Map() });

/** A row as it is shown and kept. */
export type ComparedRow = Pick<ImportRow, 'state' | 'name' | 'problems' | 'organisation' | 'before'>;

const samePlace = ({ class: said, provinceCode }: Said, { entry }: Present): boolean =>
  entry.provinceCode === provinceCode && (said === undefined || entry.class === said.class);
/** Two offices may have one name; their codes tell them apart. */
const codesAgree = ({ code }: Said, { entry }: Present): boolean =>
  code === undefined || entry.code === undefined || codeKey(entry.code) === codeKey(code);
const sameName = ({ name }: Said, { entry }: Present): boolean =>
  name !== undefined && letters(entry.name.th) === letters(name);

/** The name may be spaced otherwise than it was. */
const ofItsNewId = ({ code, class: said, provinceCode, name }: Said, byId: Candidates['byId']): Present | undefined =>
  said === undefined || provinceCode === undefined || name === undefined
    ? undefined
    : byId.get(newOrganisationId({ code, class: said.class, provinceCode, name }));

/** A list may still name an office that was merged into another: by its id before all, else where no office is called so now. */
const mergedOf = (said: Said, { merged = [] }: Candidates, isKnown: boolean): MergedOffice | undefined => {
  const ofId = merged.find(({ was }) => was.id === said.id);
  if (ofId !== undefined || isKnown) return ofId;
  const newId =
    said.class === undefined || said.provinceCode === undefined || said.name === undefined
      ? undefined
      : newOrganisationId({
          code: said.code,
          class: said.class.class,
          provinceCode: said.provinceCode,
          name: said.name,
        });
  return (
    merged.find(
      ({ was }) => said.code !== undefined && was.code !== undefined && codeKey(was.code) === codeKey(said.code),
    )
    ?? merged.find(({ was }) => [sameName, samePlace, codesAgree].every((agrees) => agrees(said, { entry: was })))
    ?? merged.find(({ was }) => was.id === newId)
  );
};

type Match = {
  readonly present?: Present | undefined;
  readonly conflict?: ProblemCode;
  readonly other?: Present;
  /** An office whose code differs in zeros at its start only. */ readonly zeros?: Present;
};
const ofOtherZeros = (
  code: string,
  namesakes: readonly Present[],
  byCode: Candidates['byCode'],
): Present | undefined => {
  const others = otherZeros(code);
  return (
    namesakes.find(({ entry }) => entry.code !== undefined && others.includes(codeKey(entry.code)))
    ?? others.flatMap((each) => byCode.get(each) ?? [])[0]
  );
};

const matchOf = (said: Said, { byId, byCode, byName }: Candidates): Match => {
  const { id, code, name } = said;
  const ofId = id === undefined ? undefined : byId.get(id);
  const ofCode = code === undefined ? undefined : byCode.get(codeKey(code));
  const namesakes = name === undefined ? [] : (byName.get(letters(name)) ?? []).filter((each) => samePlace(said, each));
  const ofName = namesakes.filter((each) => codesAgree(said, each));
  if (ofId !== undefined && ofCode !== undefined && ofId.entry.id !== ofCode.entry.id)
    return { present: ofId, conflict: 'code-of-another', other: ofCode };
  if (ofId === undefined && ofCode !== undefined && !sameName(said, ofCode)) {
    const [namesake] = namesakes;
    if (namesake !== undefined) return { present: namesake, conflict: 'code-of-another', other: ofCode };
  }
  if (ofId === undefined && ofCode === undefined && ofName.length > 1)
    return { present: ofName[0] as Present, conflict: 'office-unclear', other: ofName[1] as Present };
  const zeros = code === undefined || ofCode !== undefined ? undefined : ofOtherZeros(code, namesakes, byCode);
  // A sheet that takes codes for numbers would bring each office a second time.
  if (zeros !== undefined && ofId === undefined && sameName(said, zeros) && samePlace(said, zeros))
    return { present: zeros, conflict: 'code-zeros', other: zeros };
  const present = ofId ?? ofCode ?? ofName[0] ?? ofItsNewId(said, byId);
  return { present, ...(zeros !== undefined && { zeros }) };
};

/** A row speaks of the first contact of a role; what it leaves blank of it stays, as do further ones. */
const withContacts = (contacts: Organisation['contacts'], said: Said['contacts'] = []): Organisation['contacts'] =>
  said.reduce((all: Organisation['contacts'], contact) => {
    const at = (all ?? []).findIndex(({ role }) => role === contact.role);
    return at < 0 ? [...(all ?? []), contact].slice(0, mostContacts) : all?.with(at, { ...all[at], ...contact });
  }, contacts);

/** The office with what the row says; what it leaves blank stays as it is. */
const merged = (said: Said, before: Organisation | undefined, sites: Sites): Organisation | undefined => {
  const organisationClass = said.class?.class ?? before?.class;
  const provinceCode = said.provinceCode ?? before?.provinceCode;
  const name = said.name ?? before?.name.th;
  if (organisationClass === undefined || provinceCode === undefined || name === undefined) return undefined;
  const { code, email, phone, fax, aliases, englishName } = said;
  const contacts = withContacts(before?.contacts, said.contacts);
  return {
    ...(before ?? { language: usualLanguage }),
    id: before?.id ?? said.id ?? newOrganisationId({ code, class: organisationClass, provinceCode, name }),
    class: organisationClass,
    name: { ...before?.name, th: name, ...(englishName !== undefined && { en: englishName }) },
    provinceCode,
    siteId: said.site?.id ?? before?.siteId ?? sites.of(provinceCode).id,
    ...(code !== undefined && { code }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(fax !== undefined && { fax }),
    ...(aliases !== undefined && aliases.length > 0 && { aliases: [...aliases] }),
    ...(contacts !== undefined && { contacts }),
  };
};

const noted = (
  row: ReadRow,
  field: NonNullable<ImportProblem['field']>,
  code: ProblemCode,
  params: ImportProblem['params'] = {},
  warning = false,
): ImportProblem => ({
  cell: row.cellOf(field),
  field,
  warning,
  code,
  ...(Object.keys(params).length > 0 && { params }),
});

const nameAndCode = (other: Present | undefined): NonNullable<ImportProblem['params']> => ({
  name: other?.entry.name.th ?? '',
  ...(other?.entry.code !== undefined && { code: other.entry.code }),
});

/** What lacks for an office to be kept. */
const lacking = (row: ReadRow, before: Organisation | undefined): ImportProblem[] => {
  const wrong = new Set(row.problems.filter(({ warning }) => !warning).map(({ field }) => field));
  const is = (field: 'name' | 'province' | 'class', said: unknown, code: ProblemCode): ImportProblem[] =>
    said === undefined && before === undefined && !wrong.has(field) ? [noted(row, field, code)] : [];
  return [
    ...is('name', row.said.name, 'missing'),
    ...is('province', row.said.provinceCode, 'missing'),
    ...is('class', row.said.class, 'class-missing'),
  ];
};

/** What a list says of an office that was merged changes nothing of the one that it is part of now. */
const ofMerged = (row: ReadRow, { was, into }: MergedOffice): ComparedRow => ({
  state: 'unchanged',
  name: row.said.name ?? was.name.th,
  problems: [noted(row, 'name', 'merged-into', { name: into.name.th }, true)],
  organisation: into,
  before: into,
});

/** What keeping a row would do to the directory. `at` says where it stands, for rows that repeat it. */
export const compareRow = (row: ReadRow, candidates: Candidates, seen: Seen, sites: Sites, at: string): ComparedRow => {
  const { said } = row;
  const match = matchOf(said, candidates);
  const gone = mergedOf(said, candidates, match.present !== undefined);
  if (gone !== undefined) return ofMerged(row, gone);
  const before = match.present?.entry;
  const problems = [...row.problems, ...lacking(row, before)];
  const name = said.name ?? before?.name.th ?? '';
  const organisation = merged(said, before, sites);
  const is = (state: ComparedRow['state'], more: Partial<ComparedRow> = {}): ComparedRow => ({
    state,
    name,
    problems,
    ...more,
  });
  if (organisation === undefined || problems.some(({ warning }) => !warning)) return is('invalid');
  const first = seen.offices.get(organisation.id);
  if (first !== undefined) {
    problems.push(noted(row, 'name', 'row-repeated', { at: first }));
    return is('invalid');
  }
  const code = said.code === undefined ? undefined : codeKey(said.code);
  const sameCode = code === undefined ? undefined : seen.codes.get(code);
  if (sameCode !== undefined) {
    problems.push(noted(row, 'code', 'code-repeated', { at: sameCode }));
    return is('invalid');
  }
  seen.offices.set(organisation.id, at);
  if (code !== undefined) seen.codes.set(code, at);
  if (said.email !== undefined) {
    const key = addressKey(said.email);
    const whose = seen.addresses.get(key);
    if (whose === undefined) seen.addresses.set(key, at);
    else problems.push(noted(row, 'email', 'address-repeated', { at: whose }, true));
  }
  const both = { organisation, ...(before !== undefined && { before }) };
  if (match.conflict !== undefined) problems.push(noted(row, 'code', match.conflict, nameAndCode(match.other)));
  else if (match.zeros !== undefined) problems.push(noted(row, 'code', 'code-zeros', nameAndCode(match.zeros), true));
  if (before !== undefined && before.class !== organisation.class)
    problems.push(noted(row, 'class', 'class-of-office-differs', { is: before.class }));
  if (before !== undefined && before.provinceCode !== organisation.provinceCode)
    problems.push(noted(row, 'province', 'province-of-office-differs', { is: before.provinceCode }));
  const site = sites.get(organisation.siteId);
  if (site !== undefined && site.provinceCode !== organisation.provinceCode)
    problems.push(noted(row, 'site', 'province-differs', { own: organisation.provinceCode, site: site.provinceCode }));
  if (problems.some(({ warning }) => !warning)) return is('conflict', both);
  // What the file alone may have wrong is found above; this is the contract's own word on it.
  if (!Organisation.safeParse(organisation).success) {
    problems.push(noted(row, 'name', 'not-accepted'));
    return is('invalid');
  }
  if (before === undefined) return is('new', both);
  return isDeepStrictEqual(before, organisation) ? is('unchanged', both) : is('changed', both);
};
