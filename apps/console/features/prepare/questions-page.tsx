import { type FormEvent, useState } from 'react';
import { FieldUse, fieldWordsOf, type Meeting, mostAttendees, meetingContentOf } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { HallSeats } from './hall-seats.js';
import { NumberField } from './number-field.js';
import { QuestionList } from './question-list.js';
import { type FormEdits, readForm, switchableFields, type TypedForm, typedForm, withForm } from './questions.js';
import { ReplyPreview } from './reply-preview.js';
import { SaveChange } from './save-change.js';
import { idOfPath } from './text-fields.js';
import { useChange } from './use-change.js';
import './prepare.css';

const quotaId = idOfPath('form.quota');

/** Where a field of the request stands on this page, or what it is a part of. */
const inputOf = (field: string): string | undefined => {
  const parts = field.replace(/^content\./, '').split('.');
  return parts
    .map((_part, index) => idOfPath(parts.slice(0, parts.length - index).join('.')))
    .find((id) => document.getElementById(id) !== null);
};

type UsesOf = {
  readonly of: 'attendee' | 'fields';
  readonly typed: TypedForm;
  readonly onType: (edits: FormEdits) => void;
};
/** Which fields the meeting asks for. */
const Uses = ({ of, typed, onType }: UsesOf) => {
  const words = usePrepareWords('questions');
  const called = fieldWordsOf(useReader().language);
  const labels = new Map<string, string>(
    of === 'attendee'
      ? Object.entries(called.attendee).map(([name, { label }]) => [name, label])
      : Object.entries(called.fields),
  );
  return (
    <fieldset>
      <legend>{words.uses[of]}</legend>
      {of === 'attendee' && <p className="hint">{words.nameAlways}</p>}
      <div className="filters uses">
        {switchableFields[of].map((name) => (
          <Field key={name} id={idOfPath(`form.${of}.${name}`)} label={labels.get(name) ?? name}>
            {(described) => (
              <select
                {...described}
                value={typed[of][name]}
                onChange={({ target }) => onType({ [of]: { ...typed[of], [name]: FieldUse.parse(target.value) } })}
              >
                {FieldUse.options.map((use) => (
                  <option key={use} value={use}>
                    {words.use[use]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
};

const QuestionsForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('questions');
  const [edits, setEdits] = useState<FormEdits>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const typed: TypedForm = { ...typedForm(meeting.form), ...edits };
  const read = readForm(typed, meeting.form);
  const own: readonly Mistake[] =
    'mistakes' in read
      ? read.mistakes.map(({ path, of }) => ({
          id: idOfPath(path),
          label: words.mistakes[of].label,
          text: words.mistakes[of].text,
        }))
      : [];
  const refused = mistakesOf(change.problem?.problem, inputOf);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const type = (more: FormEdits) => {
    setEdits({ ...(change.saved ? {} : edits), ...more });
    change.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ('form' in read) await change.save(withForm(meetingContentOf(meeting), read.form));
    setTries((before) => before + 1);
  };
  return (
    <>
      <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
        <Mistakes mistakes={mistakes} turn={tries} />
        <p>{words.intro}</p>
        <Uses of="attendee" typed={typed} onType={type} />
        <NumberField
          id={quotaId}
          label={words.quota}
          hint={words.quotaHint(mostAttendees)}
          mistakes={mistakes}
          value={typed.quota}
          digits={3}
          onType={(quota) => type({ quota })}
        />
        <HallSeats typed={typed} onType={type} mistakes={mistakes} />
        <Uses of="fields" typed={typed} onType={type} />
        <label className="choice">
          <input
            type="checkbox"
            id={idOfPath('form.opinions')}
            checked={typed.opinions}
            onChange={({ target }) => type({ opinions: target.checked })}
          />{' '}
          {words.opinions}
        </label>
        <QuestionList
          questions={typed.questions}
          mistakes={mistakes}
          turn={tries}
          onChange={(questions) => type({ questions })}
        />
        <SaveChange meeting={meeting} change={change} refused={refused.length > 0} />
      </form>
      {'form' in read && <ReplyPreview meetingId={meeting.id} form={read.form} />}
    </>
  );
};

/** What the meeting asks on its reply form: which fields, how many people, which questions of its own. */
export const QuestionsPage = () => {
  const { meeting } = useMeeting();
  return <QuestionsForm key={meeting.id} meeting={meeting} />;
};
