import { ImportField, type ImportSheet } from '#contracts';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { columnName, type SheetEdit } from './columns.js';

const isField = (text: string): text is ImportField => ImportField.options.some((each) => each === text);

type SheetFieldsOf = {
  readonly sheet: ImportSheet;
  readonly edit: SheetEdit;
  readonly onEdit: (edit: SheetEdit) => void;
  readonly ids: { readonly headingRow: string; readonly column: (column: number) => string };
  readonly mistakes: readonly Mistake[];
};

/** The first rows of a sheet whose headings nobody has found: by them a person says where these stand. */
const FirstRows = ({ sheet }: { sheet: ImportSheet }) => {
  const words = useDirectoryWords('columns');
  return (
    <div className="scrolled" tabIndex={0} role="region" aria-label={words.firstRows(sheet.name)}>
      <table>
        <caption>{words.firstRows(sheet.name)}</caption>
        <tbody>
          {sheet.sample.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">
                {words.row} {row}
              </th>
              {cells.map((text, index) => (
                <td key={index}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const ColumnTable = ({ sheet, edit, onEdit, ids, mistakes }: SheetFieldsOf) => {
  const words = useDirectoryWords('columns');
  const importFields = useDirectoryWords('importFields');
  return (
    <div className="scrolled" tabIndex={0} role="region" aria-label={words.caption(sheet.name)}>
      <table>
        <caption>{words.caption(sheet.name)}</caption>
        <thead>
          <tr>
            {[words.column, words.heading, words.sample, words.field].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.headings.map(({ column, title }) => (
            <tr key={column}>
              <td>{columnName(column)}</td>
              <th scope="row">{title}</th>
              <td className="sample">
                {sheet.sample
                  .map(({ cells }) => cells[column - 1] ?? '')
                  .filter((text) => text !== '')
                  .slice(0, 3)
                  .join(' · ')}
              </td>
              <td>
                <select
                  id={ids.column(column)}
                  aria-label={words.fieldOf(columnName(column))}
                  aria-invalid={wrongAt(mistakes, ids.column(column)) === undefined ? undefined : true}
                  value={edit.fields[column] ?? ''}
                  onChange={({ target: { value } }) =>
                    onEdit({ ...edit, fields: { ...edit.fields, [column]: isField(value) ? value : '' } })
                  }
                >
                  <option value="">{words.unused}</option>
                  {ImportField.options.map((field) => (
                    <option key={field} value={field}>
                      {importFields[field]}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** How one sheet is read: whether at all, where its headings stand, what its columns hold. */
export const SheetFields = (of: SheetFieldsOf) => {
  const { sheet, edit, onEdit, ids, mistakes } = of;
  const words = useDirectoryWords('columns');
  return (
    <fieldset>
      <legend>
        {words.sheet(sheet.name)}
        {sheet.hidden && ` (${words.hidden})`}
      </legend>
      <div className="filters">
        <label className="check">
          <input
            type="checkbox"
            checked={edit.taken}
            onChange={({ target }) => onEdit({ ...edit, taken: target.checked })}
          />
          {words.take}
        </label>
        <Field
          id={ids.headingRow}
          label={words.headingRow}
          hint={words.headingRowHint}
          wrong={wrongAt(mistakes, ids.headingRow)}
        >
          {(described) => (
            <input
              {...described}
              inputMode="numeric"
              maxLength={7}
              autoComplete="off"
              value={edit.headingRow}
              onChange={({ target }) => onEdit({ ...edit, headingRow: target.value })}
            />
          )}
        </Field>
      </div>
      {sheet.headings.length === 0 ? <FirstRows sheet={sheet} /> : <ColumnTable {...of} />}
    </fieldset>
  );
};
