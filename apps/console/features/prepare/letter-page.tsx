import { type FormEvent, useState } from 'react';
import { ActingForm, type Meeting, Secrecy, Urgency, meetingContentOf } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type LetterEdits, type LetterPath, readLetter, typedLetter, withLetterEdits } from './letter.js';
import { SaveChange } from './save-change.js';
import { idOfPath, TextFields } from './text-fields.js';
import {
  letterActingTexts,
  letterBodyTexts,
  letterHeadTexts,
  letterOwnerTexts,
  letterSignerTexts,
  letterSubjectTexts,
} from './texts.js';
import { useChange } from './use-change.js';
import './prepare.css';

const datedId = idOfPath('letter.dated');
const referencesId = idOfPath('letter.references');

type ChoiceOf = {
  readonly label: string;
  readonly options: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly none: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
};
const Choice = ({ label, options, names, none, value, onChoose }: ChoiceOf) => (
  <Field label={label}>
    {(described) => (
      <select {...described} value={value} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option]}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** Where a field of the request stands on this page; of a list its whole. */
const inputOf = (field: string): string | undefined =>
  [field, field.replace(/\.\d+(\..*)?$/, '')]
    .map((each) => idOfPath(each.replace(/^content\./, '')))
    .find((id) => document.getElementById(id) !== null);

const LetterForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('letter');
  const [edits, setEdits] = useState<LetterEdits>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const time = useWords('time');
  const { language } = useReader();
  const typed = withLetterEdits(typedLetter(meeting, language), edits);
  const read = readLetter(meetingContentOf(meeting), typed);
  const own = 'mistake' in read ? [{ id: datedId, label: words.dated, text: time.mistakes[read.mistake] }] : [];
  const refused = mistakesOf(change.problem?.problem, inputOf);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const type = (more: LetterEdits) => {
    const before = change.saved ? {} : edits;
    setEdits({ ...before, ...more, texts: { ...before.texts, ...more.texts } });
    change.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ('content' in read) await change.save(read.content);
    setTries((before) => before + 1);
  };
  const texts = {
    labels: words.fields,
    typed: typed.texts,
    onType: (path: LetterPath, text: string) => type({ texts: { [path]: text } }),
    mistakes,
  };
  const choice = { none: words.none };
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <p>{words.intro}</p>
      <div className="filters">
        <Choice
          {...choice}
          label={words.urgency}
          options={Urgency.options}
          names={words.urgencies}
          value={typed.urgency}
          onChoose={(urgency) => type({ urgency })}
        />
        <Choice
          {...choice}
          label={words.secrecy}
          options={Secrecy.options}
          names={words.secrecies}
          value={typed.secrecy}
          onChoose={(secrecy) => type({ secrecy })}
        />
      </div>
      <div className="filters">
        <TextFields fields={letterHeadTexts} {...texts} />
        <Field id={datedId} label={words.dated} wrong={wrongAt(mistakes, datedId)}>
          {(described) => (
            <input
              {...described}
              autoComplete="off"
              placeholder={time.dayExample}
              value={typed.dated}
              onChange={({ target }) => type({ dated: target.value })}
            />
          )}
        </Field>
      </div>
      <TextFields fields={letterSubjectTexts} {...texts} />
      <Field id={referencesId} label={words.references} hint={words.onePerLine} wrong={wrongAt(mistakes, referencesId)}>
        {(described) => (
          <textarea
            {...described}
            rows={3}
            value={typed.references}
            onChange={({ target }) => type({ references: target.value })}
          />
        )}
      </Field>
      <TextFields fields={letterBodyTexts} {...texts} />
      <fieldset>
        <legend>{words.signer}</legend>
        <TextFields fields={letterSignerTexts} {...texts} />
        <Choice
          label={words.acting}
          options={ActingForm.options}
          names={words.actings}
          none={words.notActing}
          value={typed.acting}
          onChoose={(acting) => type({ acting })}
        />
        {typed.acting !== '' && <TextFields fields={letterActingTexts} {...texts} />}
      </fieldset>
      <fieldset>
        <legend>{words.owner}</legend>
        <TextFields fields={letterOwnerTexts} {...texts} />
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={typed.thaiDigits}
          onChange={({ target }) => type({ thaiDigits: target.checked })}
        />
        {words.thaiDigits}
      </label>
      <label className="check">
        <input type="checkbox" checked={typed.attached} onChange={({ target }) => type({ attached: target.checked })} />
        {words.attached}
      </label>
      <SaveChange meeting={meeting} change={change} refused={refused.length > 0} />
    </form>
  );
};

/** The letter by its parts; what is left out is written from the meeting. */
export const LetterPage = () => {
  const { meeting } = useMeeting();
  return <LetterForm key={meeting.id} meeting={meeting} />;
};
