import { type z } from 'zod';
import {
  type Contact,
  EmailAddress,
  freeMailDomain,
  Id,
  type ImportClass,
  type ImportField,
  type ImportProblem,
  Line,
  OfficeCode,
  Phone,
} from '#contracts';
import { type Cell, cellName, type Row } from '#sheets';
import { codeOfMessage, isProblemCode, type ProblemCode, provinceName } from '#words';
import { type Columns } from './columns.js';
import { type Classes, type KnownSite, mostNewClasses, mostNewSites, type Sites } from './directory.js';
import { provinceInName, provinceNamed } from './province-names.js';

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
  readonly contact?: Omit<Contact, 'role'>;
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

const noText: Cell = { text: '' };
const mostAliases = 20;

type Params = NonNullable<ImportProblem['params']>;
/** What a contract's word finds wrong with a text, by the problem's code. */
const slipOf = (error: z.ZodError): { readonly code: ProblemCode; readonly params: Params } => {
  const issue = error.issues[0];
  const { problem, ...params } = (issue !== undefined && 'params' in issue ? issue.params : undefined) ?? {};
  if (isProblemCode(problem)) return { code: problem, params: params as Params };
  return { code: codeOfMessage(issue?.message ?? '') ?? 'not-accepted', params: {} };
};

/** Whether the row says anything in the columns that count; titles of parts and notes beside the list do not. */
export const saysSomething = ({ cells }: Row, columns: Columns): boolean =>
  columns.some(({ column }) => (cells[column - 1]?.text ?? '').trim() !== '');

class RowReader {
  readonly problems: ImportProblem[] = [];
  readonly #columns: ReadonlyMap<ImportField, number>;

  constructor(
    private readonly row: Row,
    columns: Columns,
  ) {
    this.#columns = new Map(columns.map(({ column, field }) => [field, column]));
  }

  readonly cellOf = (field: ImportField): string => cellName(this.row.number, this.#columns.get(field) ?? 1);

  note(field: ImportField, code: ProblemCode, params: Params = {}, warning = false): void {
    this.problems.push({
      cell: this.cellOf(field),
      field,
      warning,
      code,
      ...(Object.keys(params).length > 0 && { params }),
    });
  }

  /** The text of a cell, if there is one that can be used. A lone hyphen says that there is nothing. */
  text(field: ImportField): string | undefined {
    const cell = this.row.cells[(this.#columns.get(field) ?? 0) - 1] ?? noText;
    const text = cell.text.trim();
    if (cell.error === true) this.note(field, 'cell-error', { text });
    else if (text === '' && cell.formula === true) this.note(field, 'cell-formula');
    else if (text !== '' && !/^[-–—]+$/.test(text)) return text;
    return undefined;
  }

  read(field: ImportField, schema: z.ZodType<string>): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const read = schema.safeParse(text);
    if (read.success) return read.data;
    const { code, params } = slipOf(read.error);
    this.note(field, code, params);
    return undefined;
  }

  email(field: ImportField): string | undefined {
    const email = this.read(field, EmailAddress);
    const domain = email === undefined ? undefined : freeMailDomain(email);
    if (domain !== undefined) this.note(field, 'free-mail', { domain }, true);
    return email;
  }
}

const present = <Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof Value]?: NonNullable<Value[Key]>;
  };

/** Where bars stand, they alone stand between names. */
const aliasesIn = (text: string | undefined): string[] | undefined =>
  text
    ?.split(text.includes('|') ? '|' : /[,;\n/]/)
    .map((each) => each.trim())
    .filter((each) => Line(200).safeParse(each).success)
    .slice(0, mostAliases);

/** What a row of the list says, and what is wrong or strange with it. What is compared with the directory is no matter here. */
export const readRow = (row: Row, { columns, classes, sites, defaultClass }: Reading): ReadRow => {
  const reader = new RowReader(row, columns);
  const name = reader.read('name', Line(500));
  const provinceText = reader.text('province');
  const provinceCode = provinceText === undefined ? undefined : provinceNamed(provinceText);
  if (provinceText !== undefined && provinceCode === undefined)
    reader.note('province', 'province-not-known', { text: provinceText.slice(0, 100) });
  const inName = name === undefined ? undefined : provinceInName(name);
  if (provinceCode !== undefined && inName !== undefined && inName !== provinceCode)
    reader.note(
      'province',
      'province-unlike-name',
      { th: provinceName(inName, 'th'), en: provinceName(inName, 'en') },
      true,
    );
  const classText = reader.read('class', Line(500));
  const named = classText === undefined ? defaultClass : classes.named(classText);
  if (classText !== undefined && named === undefined) reader.note('class', 'names-too-many', { most: mostNewClasses });
  const siteText = reader.read('site', Line(500));
  const site = siteText !== undefined && provinceCode !== undefined ? sites.named(siteText, provinceCode) : undefined;
  if (siteText !== undefined && provinceCode !== undefined && site === undefined)
    reader.note('site', 'names-too-many', { most: mostNewSites });
  if (site !== undefined && site.provinceCode !== provinceCode)
    reader.note('site', 'province-differs', { own: provinceCode ?? '', site: site.provinceCode });
  const contact = present({
    name: reader.read('contact-name', Line(200)),
    phone: reader.read('contact-phone', Phone),
    mobile: reader.read('contact-mobile', Phone),
    email: reader.email('contact-email'),
  });
  const said = present({
    id: reader.read('id', Id),
    code: reader.read('code', OfficeCode),
    name,
    englishName: reader.read('english-name', Line(500)),
    aliases: aliasesIn(reader.text('alias')),
    class: named,
    provinceCode: provinceCode ?? (provinceText === undefined ? inName : undefined),
    site,
    email: reader.email('email'),
    phone: reader.read('phone', Phone),
    fax: reader.read('fax', Phone),
    contact: Object.keys(contact).length === 0 ? undefined : contact,
  });
  return { said, problems: reader.problems, cellOf: reader.cellOf };
};
