import { type FormEvent, useState } from 'react';
import { foldText, GetImport, type Import, ListClasses, ListImportRows, SetImportColumns } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, wrongAt } from '../../kit/form/mistakes.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { askedOf, columnName, editOf, rowNumber, type SheetEdit, type SheetEdits, twiceIn } from './columns.js';
import { SheetFields } from './sheet-fields.js';

const idsOf = (index: number) => ({
  headingRow: `sheet-${index}-heading`,
  column: (column: number) => `sheet-${index}-column-${column}`,
});
const newClass = 'new';
const newClassId = 'new-class';

/** How the file is to be read: what Sala found is corrected here, and the file is read anew. */
export const ColumnsForm = ({ of, open }: { of: Import; open: boolean }) => {
  const words = useDirectoryWords('columns');
  const { named } = useReader();
  const { value: known } = useAnswer(ListClasses, {});
  const { send, busy, problem } = useCommand(SetImportColumns, { makesStale: [GetImport, ListImportRows] });
  const [edits, setEdits] = useState<SheetEdits>({});
  const [chosen, setChosen] = useState(of.defaultClass?.class ?? '');
  const [typed, setTyped] = useState('');
  const [tries, setTries] = useState(0);
  const editAt = (sheet: Import['sheets'][number]): SheetEdit => edits[sheet.name] ?? editOf(sheet);
  const classes = [
    ...(known?.items ?? []).map((each) => ({ class: each.class, name: each.name ?? { th: each.class } })),
    ...(of.defaultClass === undefined ? [] : [of.defaultClass]),
  ].filter((each, index, all) => all.findIndex((other) => other.class === each.class) === index);
  const own: readonly Mistake[] = [
    ...of.sheets.flatMap((sheet, index): Mistake[] => {
      const edit = editAt(sheet);
      const ids = idsOf(index);
      const twice = twiceIn(edit);
      return [
        ...(edit.headingRow.trim() !== '' && rowNumber(edit.headingRow) === undefined
          ? [{ id: ids.headingRow, label: words.headingRow, text: words.headingRowWrong }]
          : []),
        ...(twice[0] === undefined
          ? []
          : [
              {
                id: ids.column(twice[0]),
                label: words.sheet(sheet.name),
                text: words.twice(twice.map(columnName).join(', ')),
              },
            ]),
      ];
    }),
    ...(chosen === newClass && foldText(typed) === ''
      ? [{ id: newClassId, label: words.newClassName, text: words.newClassMissing }]
      : []),
  ];
  const mistakes = tries === 0 ? [] : own;
  const defaultClass =
    chosen === newClass
      ? { class: `class-${crypto.randomUUID().slice(0, 8)}`, name: { th: typed } }
      : classes.find((each) => each.class === chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTries((before) => before + 1);
    if (own.length > 0) return;
    void send({
      importId: of.id,
      sheets: askedOf(of.sheets, edits),
      ...(defaultClass !== undefined && { defaultClass: { class: defaultClass.class, name: defaultClass.name } }),
    });
  };
  return (
    <details open={open}>
      <summary>{words.title}</summary>
      <form noValidate onSubmit={submit}>
        <p className="hint">{words.hint}</p>
        <Mistakes mistakes={mistakes} turn={tries} />
        {of.sheets.map((sheet, index) => (
          <SheetFields
            key={sheet.name}
            sheet={sheet}
            edit={editAt(sheet)}
            onEdit={(edit) => setEdits({ ...edits, [sheet.name]: edit })}
            ids={idsOf(index)}
            mistakes={mistakes}
          />
        ))}
        <div className="filters">
          <Field label={words.defaultClass}>
            {(described) => (
              <select {...described} value={chosen} onChange={({ target }) => setChosen(target.value)}>
                {of.defaultClass === undefined && <option value="">{words.noDefault}</option>}
                {classes.map((each) => (
                  <option key={each.class} value={each.class}>
                    {named(each.name)}
                  </option>
                ))}
                <option value={newClass}>{words.newClass}</option>
              </select>
            )}
          </Field>
          {chosen === newClass && (
            <Field id={newClassId} label={words.newClassName} wrong={wrongAt(mistakes, newClassId)}>
              {(described) => (
                <input
                  {...described}
                  maxLength={500}
                  autoComplete="off"
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
              )}
            </Field>
          )}
        </div>
        <Notice problem={problem} />
        <p>
          <button className="quiet" disabled={busy}>
            {words.readAnew}
          </button>
        </p>
      </form>
    </details>
  );
};
