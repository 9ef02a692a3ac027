import { type FormEvent, useState } from 'react';
import { arabicDigits, AttendanceState, type HallOffice } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { Field } from '../../kit/form/field.js';
import { useReader } from '../../kit/reader.js';
import { type Line } from './waiting.js';

type Said = Required<Pick<Line, 'state'>> & Omit<Line, 'state' | 'waits'>;
type LineOf = {
  readonly office: HallOffice;
  readonly line: Line;
  readonly mayEnter: boolean;
  readonly withPersons: boolean;
  readonly onSay: (said: Said) => void;
};

const More = ({ line, onSay, withPersons }: Pick<LineOf, 'line' | 'onSay' | 'withPersons'>) => {
  const words = useAfterWords('day');
  const [open, setOpen] = useState(false);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    const people = arabicDigits(text('people'));
    onSay({
      state: line.state ?? 'present',
      people: people === '' ? null : Number(people),
      // Of what is not shown nothing is said: it stays as it is.
      ...(withPersons && { names: text('names'), vouchedBy: text('vouchedBy') }),
    });
    setOpen(false);
  };
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.more}</summary>
      {open && (
        <form onSubmit={save}>
          <Field label={words.people}>
            {(described) => (
              <input
                {...described}
                name="people"
                inputMode="numeric"
                maxLength={3}
                pattern="\s*[0-9๐-๙]{1,3}\s*"
                defaultValue={line.people ?? ''}
              />
            )}
          </Field>
          {withPersons && (
            <>
              <Field label={words.names}>
                {(described) => (
                  <textarea {...described} name="names" rows={2} maxLength={1000} defaultValue={line.names ?? ''} />
                )}
              </Field>
              <Field label={words.vouchedBy} hint={words.vouchedByHint}>
                {(described) => (
                  <input {...described} name="vouchedBy" maxLength={200} defaultValue={line.vouchedBy ?? ''} />
                )}
              </Field>
            </>
          )}
          <div className="actions">
            <button>{words.save}</button>
          </div>
        </form>
      )}
    </details>
  );
};

/** One office at the door: a thumb says how it came. */
export const OfficeLine = ({ office, line, mayEnter, withPersons, onSay }: LineOf) => {
  const words = useAfterWords('day');
  const { named, names } = useReader();
  const people = office.named.length > 0 ? office.named.length : undefined;
  const said = [
    typeof line.people !== 'number' ? '' : `${words.people} ${line.people}`,
    line.names ?? '',
    line.vouchedBy === undefined || line.vouchedBy === '' ? '' : `${words.vouchedBy} ${line.vouchedBy}`,
  ].filter((each) => each !== '');
  return (
    <li className="line">
      <h3>{named(office.name)}</h3>
      <p className="soft">
        {office.answer === undefined ? names.standings.silent : names.answers[office.answer]}
        {office.named.length > 0 && ` · ${office.named.join(', ')}`}
        {line.waits && <span className="badge"> {words.waits}</span>}
      </p>
      <div className="states" role="group" aria-label={words.howOf(named(office.name))}>
        {AttendanceState.options.map((state) => (
          <button
            key={state}
            type="button"
            className={line.state === state ? state : 'quiet'}
            aria-pressed={line.state === state}
            disabled={!mayEnter}
            onClick={() => onSay({ state, ...(line.people === undefined && people !== undefined && { people }) })}
          >
            {words.states[state]}
          </button>
        ))}
      </div>
      {said.length > 0 && <p className="printed">{said.join(' · ')}</p>}
      {mayEnter && <More line={line} onSay={onSay} withPersons={withPersons} />}
    </li>
  );
};
