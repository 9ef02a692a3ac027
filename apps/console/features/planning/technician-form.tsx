import { type FormEvent, useState } from 'react';
import { ListTechnicians, SaveTechnician, type Technician, TestedSystem } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { TextField } from '../../kit/form/text-field.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';
import { draftOf, idOfField, newShift, readTechnician, type TechnicianDraft } from './technician-draft.js';

type RowsOf = {
  readonly draft: TechnicianDraft;
  readonly mistakes: readonly Mistake[];
  readonly edit: (changes: Partial<TechnicianDraft>) => void;
};

const without = <Row,>(rows: readonly Row[], index: number): Row[] => rows.filter((_each, at) => at !== index);
const withRow = <Row,>(rows: readonly Row[], index: number, changes: Partial<Row>): Row[] =>
  rows.map((each, at) => (at === index ? { ...each, ...changes } : each));
const toggled = <Item,>(items: readonly Item[], item: Item, on: boolean): Item[] =>
  on ? [...items, item] : items.filter((each) => each !== item);

const Shifts = ({ draft: { shifts }, mistakes, edit }: RowsOf) => {
  const words = usePlanningWords('technicians');
  return (
    <fieldset>
      <legend>{words.shifts}</legend>
      {shifts.length === 0 && <p className="hint">{words.always}</p>}
      {shifts.map(({ weekdays, from, to }, index) => (
        <div key={index}>
          <fieldset className="filters" id={`tech-shifts-${index}-weekdays`} tabIndex={-1}>
            <legend>{words.days(index + 1)}</legend>
            {words.weekdays.map((name, day) => (
              <label key={name} className="check">
                <input
                  type="checkbox"
                  checked={weekdays.includes(day + 1)}
                  onChange={({ target }) =>
                    edit({ shifts: withRow(shifts, index, { weekdays: toggled(weekdays, day + 1, target.checked) }) })
                  }
                />{' '}
                {name}
              </label>
            ))}
          </fieldset>
          <div className="filters">
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                id={`tech-shifts-${index}-${end}`}
                label={words[end](index + 1)}
                value={end === 'from' ? from : to}
                mistakes={mistakes}
                onType={(text) => edit({ shifts: withRow(shifts, index, { [end]: text }) })}
              />
            ))}
            <button type="button" className="quiet" onClick={() => edit({ shifts: without(shifts, index) })}>
              {words.removeShift(index + 1)}
            </button>
          </div>
        </div>
      ))}
      <button type="button" className="quiet" onClick={() => edit({ shifts: [...shifts, newShift] })}>
        {words.addShift}
      </button>
    </fieldset>
  );
};

const Absences = ({ draft: { absences }, mistakes, edit }: RowsOf) => {
  const words = usePlanningWords('technicians');
  return (
    <fieldset>
      <legend>{words.absences}</legend>
      {absences.map((absence, index) => (
        <div className="filters" key={index}>
          {(['firstDay', 'lastDay'] as const).map((end) => (
            <TextField
              key={end}
              id={`tech-absences-${index}-${end}`}
              label={words[end](index + 1)}
              value={absence[end]}
              mistakes={mistakes}
              onType={(text) => edit({ absences: withRow(absences, index, { [end]: text }) })}
            />
          ))}
          <button type="button" className="quiet" onClick={() => edit({ absences: without(absences, index) })}>
            {words.removeAbsence(index + 1)}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="quiet"
        onClick={() => edit({ absences: [...absences, { firstDay: '', lastDay: '' }] })}
      >
        {words.addAbsence}
      </button>
    </fieldset>
  );
};

/** Somebody of the centre, new or known. */
export const TechnicianForm = ({
  kept,
  onSaved,
  onClose,
}: {
  kept: Technician | undefined;
  onSaved: (name: string) => void;
  onClose: () => void;
}) => {
  const { language } = useReader();
  const words = usePlanningWords('technicians');
  const systems = useChecksWords('systems');
  const { send, busy, problem, forget } = useCommand(SaveTechnician, { makesStale: [ListTechnicians] });
  const [id] = useState(() => kept?.id ?? `tech-${newId()}`);
  const [draft, setDraft] = useState<TechnicianDraft>(() => draftOf(kept, language));
  const [local, setLocal] = useState<readonly Mistake[]>([]);
  const [turn, setTurn] = useState(0);
  const mistakes = [...local, ...mistakesOf(problem?.problem, idOfField)];
  const edit = (changes: Partial<TechnicianDraft>) => setDraft({ ...draft, ...changes });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    forget();
    const read = readTechnician(draft);
    if ('unread' in read) {
      setLocal(
        read.unread.map(({ id: at, index, what }) =>
          what === 'mostPerDay'
            ? { id: at, label: words.mostPerDay, text: words.numberUnread }
            : { id: at, label: words[what](index + 1), text: words.dayUnread },
        ),
      );
      return setTurn((before) => before + 1);
    }
    setLocal([]);
    const outcome = await send({ id, ...read, ...(kept !== undefined && { expectedRevision: kept.revision }) });
    if (hasFailed(outcome)) setTurn((before) => before + 1);
    else onSaved(outcome.name);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{kept === undefined ? words.adding : words.editing(kept.name)}</h2>
      <Mistakes mistakes={mistakes} turn={turn} />
      <div className="filters">
        {(['name', 'phone', 'mostPerDay'] as const).map((name) => (
          <TextField
            key={name}
            id={`tech-${name}`}
            label={words[name]}
            value={draft[name]}
            mistakes={mistakes}
            onType={(text) => edit({ [name]: text })}
          />
        ))}
      </div>
      <fieldset className="filters">
        <legend>{words.systems}</legend>
        <p className="hint">{words.systemsHint}</p>
        {TestedSystem.options.map((system) => (
          <label key={system} className="check">
            <input
              type="checkbox"
              checked={draft.systems.includes(system)}
              onChange={({ target }) => edit({ systems: toggled(draft.systems, system, target.checked) })}
            />{' '}
            {systems[system]}
          </label>
        ))}
      </fieldset>
      <Shifts draft={draft} mistakes={mistakes} edit={edit} />
      <Absences draft={draft} mistakes={mistakes} edit={edit} />
      <label className="check">
        <input type="checkbox" checked={draft.active} onChange={({ target }) => edit({ active: target.checked })} />{' '}
        {words.active}
      </label>
      {mistakes.length === 0 && <Notice problem={problem} />}
      <p className="actions">
        <button disabled={busy}>{words.save}</button>
        <button type="button" className="quiet" onClick={onClose}>
          {words.close}
        </button>
      </p>
    </form>
  );
};
