import type { Contact, Organisation, Site } from '#contracts';
import { textAt, withTexts } from '../../kit/form/paths.js';

export const contactTexts = ['name', 'phone', 'mobile', 'fax', 'email'] as const;
export type ContactDraft = Pick<Contact, 'role'> & Readonly<Partial<Record<(typeof contactTexts)[number], string>>>;

/** What somebody has typed over what is kept: texts by their paths, aliases a line each, contacts as a whole list. */
export type Edits = { readonly texts: Readonly<Record<string, string>>; readonly contacts?: readonly ContactDraft[] };
export const nothingTyped: Edits = { texts: {} };

type Entry = Partial<Organisation> | Partial<Site>;
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What stands in a field: what was typed, else what is kept. */
export const shownAt = (base: Entry, { texts }: Edits, path: string): string =>
  texts[path] ?? (path === 'aliases' ? ('aliases' in base ? (base.aliases ?? []) : []).join('\n') : textAt(base, path));

const contactOf = (draft: ContactDraft): ContactDraft => ({
  role: draft.role,
  ...Object.fromEntries(
    contactTexts.flatMap((name) => {
      const typed = draft[name]?.trim() ?? '';
      return typed === '' ? [] : [[name, typed]];
    }),
  ),
});

/** The entry as it would be kept; whether that can be is for its schema to say. */
export const contentOf = (base: Entry, { texts, contacts }: Edits): object => {
  const { aliases, ...others } = texts;
  return {
    ...withTexts(base, others),
    ...(aliases !== undefined && { aliases: linesOf(aliases) }),
    ...(contacts !== undefined && { contacts: contacts.map(contactOf) }),
  };
};

/** Other names that an office may have. */
const mostAliases = 20;

/** What an office was called until now stays one of the names that it is found by. */
export const withFormerName = (base: Partial<Organisation>, content: Partial<Organisation>): Partial<Organisation> => {
  const [before, after] = [base.name?.th, content.name?.th];
  const aliases = content.aliases ?? [];
  const isRenamed = before !== undefined && before !== '' && before !== after;
  if (!isRenamed || aliases.includes(before) || aliases.length >= mostAliases) return content;
  return { ...content, aliases: [...aliases, before] };
};

const saidOf = ({ contacts = [] }: Entry): string =>
  contacts.map(({ role: _role, ...rest }) => Object.values(rest).join(' ')).join(' · ');

/** Where somebody else has saved something since, of what was typed over: what they saved, by its path. */
export const othersSaved = (
  seen: Entry,
  base: Entry,
  { texts, contacts }: Edits,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.keys(texts).flatMap((path) => {
      const [before, after] = [shownAt(seen, nothingTyped, path), shownAt(base, nothingTyped, path)];
      return before === after ? [] : [[path, after]];
    }),
  ),
  ...(contacts !== undefined && saidOf(seen) !== saidOf(base) && { contacts: saidOf(base) }),
});

/** The field of the form in which a field of the request stands, whatever stands within it. */
export const pathOf = (field: string, paths: readonly string[]): string | undefined => {
  const within = field.replace(/^(organisation|site)\./, '');
  const contact = /^contacts\.\d+\.\w+$/.test(within) ? within : undefined;
  return (
    contact ?? paths.find((path) => path === within || path.startsWith(`${within}.`) || within.startsWith(`${path}.`))
  );
};
