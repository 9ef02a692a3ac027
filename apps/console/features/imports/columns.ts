import type { ImportField, ImportSheet } from '#contracts';

/** How a sheet is to be read, as it stands on the page; a heading row that is left blank is found. */
export type SheetEdit = {
  readonly taken: boolean;
  readonly headingRow: string;
  readonly fields: Readonly<Record<number, ImportField | ''>>;
};
export type SheetEdits = Readonly<Record<string, SheetEdit>>;
type AskedSheet = Pick<ImportSheet, 'name' | 'taken'> & Partial<Pick<ImportSheet, 'headingRow' | 'columns'>>;

const letterA = 65;
/** As office programs call a column. */
export const columnName = (column: number): string => {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(letterA + ((rest - 1) % 26)) + name;
  return name;
};

/** A sheet in which no headings were found is read once somebody says where they stand. */
export const editOf = ({ taken, hidden, headingRow, headings, columns }: ImportSheet): SheetEdit => {
  const fields = new Map(columns.map(({ column, field }) => [column, field]));
  return {
    taken: headings.length === 0 ? !hidden : taken,
    headingRow: headingRow === undefined ? '' : String(headingRow),
    fields: Object.fromEntries(headings.map(({ column }) => [column, fields.get(column) ?? ''])),
  };
};

/** The number of a row as people type it, in digits of either script; undefined for what is none. */
export const rowNumber = (text: string): number | undefined => {
  const plain = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  return /^[1-9]\d{0,6}$/.test(plain) ? Number(plain) : undefined;
};

/** Columns of a sheet that were said to hold the same. */
export const twiceIn = ({ fields }: SheetEdit): readonly number[] => {
  const all = Object.entries(fields);
  return all
    .filter(([, field]) => field !== '' && all.filter(([, other]) => other === field).length > 1)
    .map(([column]) => Number(column));
};

/** What is asked for: where the headings stand elsewhere than they were found, their columns are not known yet. */
export const askedOf = (sheets: readonly ImportSheet[], edits: SheetEdits): AskedSheet[] =>
  sheets.map((sheet) => {
    const { taken, headingRow: typed, fields } = edits[sheet.name] ?? editOf(sheet);
    const headingRow = rowNumber(typed);
    if (headingRow === undefined) return { name: sheet.name, taken };
    if (headingRow !== sheet.headingRow) return { name: sheet.name, taken, headingRow };
    const columns = Object.entries(fields).flatMap(([column, field]) =>
      field === '' ? [] : [{ column: Number(column), field }],
    );
    return { name: sheet.name, taken, headingRow, columns };
  });
