import { contactColumns, type ImportField, type Organisation, saidOfContact } from '#contracts';

export type Difference = { readonly field: ImportField; readonly before: string; readonly after: string };

/** What a list says of an office, by the columns that it may have. */
const texts: readonly (readonly [ImportField, (of: Organisation) => string | undefined])[] = [
  ['code', ({ code }) => code],
  ['name', ({ name }) => name.th],
  ['english-name', ({ name }) => name.en],
  ['alias', ({ aliases }) => aliases?.join(', ')],
  ['class', (of) => of.class],
  ['province', ({ provinceCode }) => provinceCode],
  ['site', ({ siteId }) => siteId],
  ['email', ({ email }) => email],
  ['phone', ({ phone }) => phone],
  ['fax', ({ fax }) => fax],
  ...contactColumns.map((column): readonly [ImportField, (of: Organisation) => string | undefined] => [
    column.field,
    (of) => saidOfContact(column, of),
  ]),
];

/** What a row would change of an office that is there. */
export const differencesOf = (before: Organisation, after: Organisation): Difference[] =>
  texts.flatMap(([field, of]) => {
    const [was, is] = [of(before) ?? '', of(after) ?? ''];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
