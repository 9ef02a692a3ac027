import { type FormEvent, useState } from 'react';
import { Duty, type Meeting, meetingContentOf } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { readDuties, type TypedDuties, type TypedDuty, typedDuties, withDuties } from './duties.js';
import { SaveChange } from './save-change.js';
import { useChange } from './use-change.js';
import './prepare.css';

const noteId = (duty: Duty): string => `duty-${duty}-note`;

type RowOf = {
  readonly duty: Duty;
  readonly typed: TypedDuty;
  readonly mistake: string | undefined;
  readonly onType: (typed: TypedDuty) => void;
};
const DutyRow = ({ duty, typed, mistake, onType }: RowOf) => {
  const words = usePrepareWords('duties');
  return (
    <fieldset>
      <legend>{words.duties[duty].name}</legend>
      <p className="hint">{words.duties[duty].hint}</p>
      <div className="filters">
        <Field label={words.state}>
          {(described) => (
            <select
              {...described}
              value={typed.state}
              onChange={({ target }) => onType({ ...typed, state: target.value as TypedDuty['state'] })}
            >
              <option value="">{words.open}</option>
              <option value="met">{words.met}</option>
              <option value="not-applicable">{words.notApplicable}</option>
            </select>
          )}
        </Field>
        <Field id={noteId(duty)} label={typed.state === 'not-applicable' ? words.because : words.how} wrong={mistake}>
          {(described) => (
            <input
              {...described}
              maxLength={300}
              value={typed.note}
              onChange={({ target }) => onType({ ...typed, note: target.value })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
};

const DutiesForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('duties');
  const [edits, setEdits] = useState<Partial<TypedDuties>>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const content = meetingContentOf(meeting);
  const typed: TypedDuties = { ...typedDuties(content), ...edits };
  const read = readDuties(typed);
  const own: readonly Mistake[] =
    'unexplained' in read
      ? read.unexplained.map((duty) => ({ id: noteId(duty), label: words.duties[duty].name, text: words.unexplained }))
      : [];
  const refused = mistakesOf(change.problem?.problem, () => undefined);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ('duties' in read) await change.save(withDuties(content, read.duties));
    setTries((before) => before + 1);
  };
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <p>{words.intro}</p>
      {Duty.options.map((duty) => (
        <DutyRow
          key={duty}
          duty={duty}
          typed={typed[duty]}
          mistake={mistakes.find(({ id }) => id === noteId(duty))?.text}
          onType={(next) => {
            setEdits((before) => ({ ...(change.saved ? {} : before), [duty]: next }));
            change.forget();
          }}
        />
      ))}
      <SaveChange meeting={meeting} change={change} refused={refused.length > 0} />
    </form>
  );
};

/** What a meeting by electronic means has to keep, duty by duty: how it is met, or why it does not apply. */
export const DutiesPage = () => {
  const { meeting } = useMeeting();
  return <DutiesForm key={meeting.id} meeting={meeting} />;
};
