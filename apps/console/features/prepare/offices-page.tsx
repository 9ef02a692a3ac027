import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type KnownClass, ListClasses, type Meeting, UploadTable, mayAsk, meetingContentOf } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { AddClass } from './add-class.js';
import {
  type AddedClass,
  chosenIn,
  type ClassEdits,
  classesOf,
  type ClassRow,
  classRows,
  unnamedClasses,
} from './classes.js';
import { SaveChange } from './save-change.js';
import { idOfPath } from './text-fields.js';
import { useChange } from './use-change.js';
import './prepare.css';

const nameId = (row: ClassRow): string => idOfPath(`class.${row.class}`);
type Edit = (of: ClassRow, edit: ClassEdits[string]) => void;

const Row = ({ row, onEdit, wrong }: { row: ClassRow; onEdit: Edit; wrong: string | undefined }) => {
  const words = usePrepareWords('offices');
  const { named } = useReader();
  const name = row.name === undefined ? row.class : named(row.name);
  return (
    <tr>
      <th scope="row">
        <label className="check">
          <input
            type="checkbox"
            aria-label={words.inviteOf(name)}
            checked={row.invited}
            onChange={({ target }) => onEdit(row, { invited: target.checked })}
          />
          {name}
        </label>
        {row.name === undefined && row.invited && (
          <Field id={nameId(row)} label={words.nameOf(row.class)} wrong={wrong}>
            {(described) => (
              <input
                {...described}
                maxLength={500}
                autoComplete="off"
                value={row.typed}
                onChange={({ target }) => onEdit(row, { typed: target.value })}
              />
            )}
          </Field>
        )}
      </th>
      <td className="number">{row.offices}</td>
      <td>
        <input
          type="checkbox"
          aria-label={words.surveyedOf(name)}
          checked={row.surveyed}
          disabled={!row.invited}
          onChange={({ target }) => onEdit(row, { surveyed: target.checked })}
        />
      </td>
    </tr>
  );
};

type ClassesOf = { readonly meeting: Meeting; readonly known: readonly KnownClass[]; readonly imports: boolean };
const Classes = ({ meeting, known, imports }: ClassesOf) => {
  const words = usePrepareWords('offices');
  const search: { readonly choose?: unknown } = useSearch({ strict: false });
  const [edits, setEdits] = useState<ClassEdits>(() => chosenIn(search.choose));
  const [added, setAdded] = useState<readonly AddedClass[]>([]);
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const rows = classRows(meeting, known, added, edits);
  const chosen = rows.filter((each) => each.invited);
  const mistakes: readonly Mistake[] =
    tries === 0
      ? []
      : unnamedClasses(rows).map((row) => ({
          id: nameId(row),
          label: words.nameOf(row.class),
          text: words.nameMissing,
        }));
  const edit: Edit = (of, changes) => {
    change.forget();
    setEdits({ ...edits, [of.class]: { ...edits[of.class], ...changes } });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (unnamedClasses(rows).length > 0) return setTries((before) => before + 1);
    return change.save({ ...meetingContentOf(meeting), classes: classesOf(rows) });
  };
  return (
    <>
      <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
        <Mistakes mistakes={mistakes} turn={tries} />
        <p>{words.intro}</p>
        {imports && (
          <p>
            <Link to="/directory/imports" search={{ meeting: meeting.id }}>
              {words.import}
            </Link>
          </p>
        )}
        {rows.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <table className="classes">
            <caption>{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.class}</th>
                <th scope="col" className="number">
                  {words.count}
                </th>
                <th scope="col">{words.surveyed}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.class}
                  row={row}
                  onEdit={edit}
                  wrong={mistakes.find(({ id }) => id === nameId(row))?.text}
                />
              ))}
            </tbody>
          </table>
        )}
        <p role="status">
          {words.total(
            chosen.length,
            chosen.reduce((sum, each) => sum + each.offices, 0),
          )}
        </p>
        <SaveChange meeting={meeting} change={change} />
      </form>
      <AddClass
        rows={rows}
        onAdd={(each) => {
          change.forget();
          setAdded([...added, each]);
        }}
      />
    </>
  );
};

/** Which classes of offices the meeting invites; every organisation of them gets an invitation. */
export const OfficesPage = () => {
  const { meeting, staff } = useMeeting();
  const { value, problem, reload } = useAnswer(ListClasses, {}, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return <Classes key={meeting.id} meeting={meeting} known={value.items} imports={mayAsk(UploadTable, staff)} />;
};
