import { type z } from 'zod';
import { EmailAddress, foldText, freeMailDomain, type ImportField, type ImportProblem, Line } from '#contracts';
import { type Cell, cellName, type Row } from '#sheets';
import { codeOfMessage, isProblemCode, type ProblemCode } from '#words';
import { type Columns } from './columns.js';

const noText: Cell = { text: '' };
const [mostAliases, mostAlias] = [20, 200];
/** To make a schema takes longer than to read a cell by it. */
const alias = Line(mostAlias);
/** Of what is told of a cell. */
export const mostShown = 100;

type Params = NonNullable<ImportProblem['params']>;
/** What a contract's word finds wrong with a text, by the problem's code. */
const slipOf = (error: z.ZodError): { readonly code: ProblemCode; readonly params: Params } => {
  const issue = error.issues[0];
  const { problem, ...params } = (issue !== undefined && 'params' in issue ? issue.params : undefined) ?? {};
  if (isProblemCode(problem)) return { code: problem, params: params as Params };
  return { code: codeOfMessage(issue?.message ?? '') ?? 'not-accepted', params: {} };
};

/** What nearly every text has, so that it need not be folded to see that somebody sees it. */
const seen = /[\x21-\x7E\u0E01-\u0E5B]/;
const longestUnseen = 100;
/** A cell that holds nothing that anybody sees is blank. */
const isBlank = (text: string): boolean =>
  text === '' || (!seen.test(text) && text.length <= longestUnseen && foldText(text) === '');
/** A lone hyphen says that there is nothing. */
const saysNone = /^[-–—]+$/;

/** A last line with a bar alone says that names stand line by line: those of a list that is handed out, whatever marks they hold. */
export const lineByLine = '\n|';
/** Where bars stand, they alone stand between names. */
const namesIn = (text: string): string[] =>
  text.endsWith(lineByLine)
    ? text.slice(0, -lineByLine.length).split('\n')
    : text.split(text.includes('|') ? '|' : /[,;\n/]/);

/** Whether the row says anything in the columns that count; titles of parts and notes beside the list do not. */
export const saysSomething = ({ cells }: Row, columns: Columns): boolean =>
  columns.some(({ column }) => !isBlank((cells[column - 1]?.text ?? '').trim()));

/** A date in a column that holds none is what a sheet makes of a code such as 1-2. */
const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/;

const fieldsOf = new WeakMap<Columns, ReadonlyMap<ImportField, number>>();
/** Where each field stands, found out once for all rows of a sheet. */
const columnsByField = (columns: Columns): ReadonlyMap<ImportField, number> => {
  const known = fieldsOf.get(columns);
  if (known !== undefined) return known;
  const found = new Map(columns.map(({ column, field }) => [field, column]));
  fieldsOf.set(columns, found);
  return found;
};

/** The cells of a row, each by what its column holds, and what is wrong or strange with it. */
export class RowReader {
  readonly problems: ImportProblem[] = [];
  readonly #columns: ReadonlyMap<ImportField, number>;

  constructor(
    private readonly row: Row,
    columns: Columns,
  ) {
    this.#columns = columnsByField(columns);
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

  /** The text of a cell, if there is one that can be used. */
  text(field: ImportField): string | undefined {
    const cell = this.row.cells[(this.#columns.get(field) ?? 0) - 1] ?? noText;
    const text = cell.text.trim();
    if (cell.error === true) this.note(field, 'cell-error', { text: text.slice(0, mostShown) });
    else if (text === '' && cell.formula === true) this.note(field, 'cell-formula');
    else if (!isBlank(text) && !saysNone.test(text)) return text;
    return undefined;
  }

  read(field: ImportField, schema: z.ZodType<string>): string | undefined {
    return this.#parsed(field, this.text(field), schema);
  }

  /** A code or a number, which a sheet may have taken for a date. */
  number(field: ImportField, schema: z.ZodType<string>): string | undefined {
    const text = this.text(field);
    if (text === undefined || !date.test(text)) return this.#parsed(field, text, schema);
    this.note(field, 'cell-date', { text });
    return undefined;
  }

  /** What is no name is left out, and said so. */
  aliases(): string[] | undefined {
    const text = this.text('alias');
    if (text === undefined) return undefined;
    const parts = namesIn(text)
      .map((each) => each.trim())
      .filter((each) => !isBlank(each) && !saysNone.test(each));
    const read = parts.slice(0, mostAliases).map((each) => alias.safeParse(each));
    const wrong = read.find(({ success }) => !success)?.error;
    if (wrong !== undefined) {
      const { code, params } = slipOf(wrong);
      this.note('alias', code, params, true);
    }
    if (parts.length > mostAliases) this.note('alias', 'aliases-too-many', { most: mostAliases }, true);
    return read.flatMap(({ data }) => data ?? []);
  }

  email(field: ImportField): string | undefined {
    const email = this.read(field, EmailAddress);
    const domain = email === undefined ? undefined : freeMailDomain(email);
    if (domain !== undefined) this.note(field, 'free-mail', { domain }, true);
    return email;
  }

  #parsed(field: ImportField, text: string | undefined, schema: z.ZodType<string>): string | undefined {
    if (text === undefined) return undefined;
    const read = schema.safeParse(text);
    if (read.success) return read.data;
    const { code, params } = slipOf(read.error);
    this.note(field, code, params);
    return undefined;
  }
}
