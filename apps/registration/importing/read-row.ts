import {
  type Contact,
  contactColumns,
  ContactRole,
  Id,
  type ImportClass,
  type ImportField,
  type ImportProblem,
  Line,
  OfficeCode,
  Phone,
} from '#contracts';
import { type Row } from '#sheets';
import { provinceName } from '#words';
import { type Columns } from './columns.js';
import { type Classes, type KnownSite, mostNewClasses, mostNewSites, type Sites } from './directory.js';
import { provinceInName, provinceNamed } from './province-names.js';
import { mostShown, RowReader } from './row-reader.js';

export { lineByLine, saysSomething } from './row-reader.js';

/** What a row says of an office, each part if it says it. `sure`: whether nothing of it is wrong. */
export type Said = {
  readonly id?: string;
  readonly code?: string;
  readonly name?: string;
  readonly englishName?: string;
  readonly aliases?: readonly string[];
  readonly class?: ImportClass;
  readonly provinceCode?: string;
  readonly site?: KnownSite;
  readonly email?: string;
  readonly phone?: string;
  readonly fax?: string;
  readonly contacts?: readonly Contact[];
};
export type ReadRow = {
  readonly said: Said;
  readonly problems: readonly ImportProblem[];
  readonly cellOf: (field: ImportField) => string;
};

export type Reading = {
  readonly columns: Columns;
  readonly classes: Classes;
  readonly sites: Sites;
  /** Where the row names no class. */ readonly defaultClass: ImportClass | undefined;
};

type Present<Value> = { [Key in keyof Value]?: NonNullable<Value[Key]> };
const present = <Value extends object>(value: Value): Present<Value> => {
  const there: Present<Value> = {};
  for (const key in value) if (value[key] != null) there[key] = value[key];
  return there;
};

// To make a schema takes longer than to read a cell by it.
const longLine = Line(500);
const line = Line(200);

const readPart = (reader: RowReader, { field, part }: (typeof contactColumns)[number]): string | undefined => {
  switch (part) {
    case 'name':
      return reader.read(field, line);
    case 'email':
      return reader.email(field);
    case 'phone':
    case 'mobile':
      return reader.number(field, Phone);
    default:
      return part satisfies never;
  }
};

/** One of each role of which the row says something. */
const contactsIn = (reader: RowReader): Contact[] =>
  ContactRole.options.flatMap((role) => {
    const said = contactColumns.flatMap((column) => {
      const text = column.role === role ? readPart(reader, column) : undefined;
      return text === undefined ? [] : [[column.part, text] as const];
    });
    return said.length === 0 ? [] : [{ role, ...Object.fromEntries(said) }];
  });

/** What a row of the list says, and what is wrong or strange with it. What is compared with the directory is no matter here. */
export const readRow = (row: Row, { columns, classes, sites, defaultClass }: Reading): ReadRow => {
  const reader = new RowReader(row, columns);
  const name = reader.read('name', longLine);
  const provinceText = reader.text('province');
  const provinceCode = provinceText === undefined ? undefined : provinceNamed(provinceText);
  if (provinceText !== undefined && provinceCode === undefined)
    reader.note('province', 'province-not-known', { text: provinceText.slice(0, mostShown) });
  const inName = name === undefined ? undefined : provinceInName(name);
  if (provinceCode !== undefined && inName !== undefined && inName !== provinceCode)
    reader.note(
      'province',
      'province-unlike-name',
      { th: provinceName(inName, 'th'), en: provinceName(inName, 'en') },
      true,
    );
  const classText = reader.read('class', longLine);
  const named = classText === undefined ? defaultClass : classes.named(classText);
  if (classText !== undefined && named === undefined) reader.note('class', 'names-too-many', { most: mostNewClasses });
  const siteText = reader.read('site', longLine);
  const site = siteText !== undefined && provinceCode !== undefined ? sites.named(siteText, provinceCode) : undefined;
  if (siteText !== undefined && provinceCode !== undefined && site === undefined)
    reader.note('site', 'names-too-many', { most: mostNewSites });
  if (site !== undefined && site.provinceCode !== provinceCode)
    reader.note('site', 'province-differs', { own: provinceCode ?? '', site: site.provinceCode });
  const contacts = contactsIn(reader);
  const said = present({
    id: reader.read('id', Id),
    code: reader.number('code', OfficeCode),
    name,
    englishName: reader.read('english-name', longLine),
    aliases: reader.aliases(),
    class: named,
    provinceCode: provinceCode ?? (provinceText === undefined ? inName : undefined),
    site,
    email: reader.email('email'),
    phone: reader.number('phone', Phone),
    fax: reader.number('fax', Phone),
    contacts: contacts.length === 0 ? undefined : contacts,
  });
  return { said, problems: reader.problems, cellOf: reader.cellOf };
};
