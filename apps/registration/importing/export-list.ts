import { contactColumns, ImportField, saidOfContact, type Language, type Organisation } from '#contracts';
import { directoryWordsOf, textIn, provinceName } from '#words';
import { type Classes, type Sites } from './directory.js';
import { lineByLine } from './read-row.js';

/** The columns of a list that is handed out: those of one that is handed in. */
export const exportColumns = (language: Language): { readonly title: string; readonly width: number }[] =>
  ImportField.options.map((field) => ({
    title: directoryWordsOf(language).importFields[field],
    width: field === 'name' ? 48 : 20,
  }));

/** Aliases as an import takes them apart: a bar stands where another mark of theirs would be one, lines where a bar is theirs. */
export const joinedAliases = (aliases: readonly string[]): string => {
  if (aliases.some((alias) => alias.includes('|'))) return `${aliases.join('\n')}${lineByLine}`;
  return aliases.some((alias) => /[,;/]/.test(alias))
    ? aliases.map((alias) => `${alias} |`).join(' ')
    : aliases.join(', ');
};

/** A row that says of an office what an import would read: read again it changes nothing. */
export const exportRow = (
  organisation: Organisation,
  { classes, sites, language }: { readonly classes: Classes; readonly sites: Sites; readonly language: Language },
): string[] => {
  const { id, code, name, aliases = [], provinceCode, siteId } = organisation;
  const className = classes.nameOf(organisation.class);
  const site = sites.get(siteId);
  const siteName = site === undefined ? siteId : textIn(site.name, language);
  const said: Readonly<Partial<Record<ImportField, string | undefined>>> = {
    id,
    code,
    name: name.th,
    'english-name': name.en,
    alias: joinedAliases(aliases),
    // What two are called by is no name to find one by.
    class:
      className !== undefined && classes.known(textIn(className, language))?.class === organisation.class
        ? textIn(className, language)
        : organisation.class,
    province: provinceName(provinceCode, language),
    site: sites.known(siteName, provinceCode)?.id === siteId ? siteName : siteId,
    email: organisation.email,
    phone: organisation.phone,
    fax: organisation.fax,
    ...Object.fromEntries(contactColumns.map((column) => [column.field, saidOfContact(column, organisation)])),
  };
  return ImportField.options.map((field) => said[field] ?? '');
};
