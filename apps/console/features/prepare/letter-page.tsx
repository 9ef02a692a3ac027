import { type FormEvent, useState } from 'react';
import { ActingForm, type Letter, type Meeting, type MeetingContent, Secrecy, Urgency } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { withTexts } from '../../kit/form/paths.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useWords } from '../../kit/reader.js';
import { idOfPath, TextFields } from './text-fields.js';
import { letterTexts, typedTexts } from './texts.js';
import { contentOf, useChange } from './use-change.js';

type Choices = Pick<Letter, 'urgency' | 'secrecy' | 'thaiDigits'> & { readonly acting?: string };
const choicesOf = ({ letter }: Meeting): Choices => ({
  urgency: letter?.urgency,
  secrecy: letter?.secrecy,
  thaiDigits: letter?.thaiDigits,
  acting: letter?.signer?.acting,
});

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
type Lists = { readonly references: string; readonly enclosures: string };
const listsOf = ({ letter }: Meeting): Lists => ({
  references: (letter?.references ?? []).join('\n'),
  enclosures: (letter?.enclosures ?? []).map(({ title }) => title).join('\n'),
});

const Choice = ({
  label,
  options,
  names,
  none,
  value,
  onChoose,
}: {
  label: string;
  options: readonly string[];
  names: Readonly<Record<string, string>>;
  none: string;
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
}) => (
  <Field label={label}>
    {(described) => (
      <select
        {...described}
        value={value ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
      >
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

const LetterForm = ({ meeting }: { meeting: Meeting }) => {
  const words = useWords('letter');
  const [typed, setTyped] = useState(() => typedTexts(letterTexts, meeting));
  const [lists, setLists] = useState(() => listsOf(meeting));
  const [choices, setChoices] = useState(() => choicesOf(meeting));
  const [tries, setTries] = useState(0);
  const { save, busy, problem, saved, forget, dialog } = useChange(meeting);
  const mistakes =
    tries === 0
      ? []
      : mistakesOf(problem?.problem, (field) => {
          const id = idOfPath(field.replace(/^content\./, ''));
          return document.getElementById(id) === null ? undefined : id;
        });

  const content = (): MeetingContent => {
    const { acting, ...chosen } = choices;
    const before = contentOf(meeting);
    // Enclosures keep what this page does not show of them, such as how many copies there are.
    const kept = new Map((before.letter?.enclosures ?? []).map((each) => [each.title, each]));
    const enclosures = linesOf(lists.enclosures).map((title) => kept.get(title) ?? { title });
    const references = linesOf(lists.references);
    const letter = {
      ...before.letter,
      ...chosen,
      references: references.length === 0 ? undefined : references,
      enclosures: enclosures.length === 0 ? undefined : enclosures,
    };
    return withTexts(
      { ...before, letter },
      {
        ...typed,
        'letter.signer.acting': acting ?? '',
        'letter.urgency': choices.urgency ?? '',
        'letter.secrecy': choices.secrecy ?? '',
      },
    ) as MeetingContent;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save(content());
    setTries((before) => before + 1);
  };
  const lines = (name: keyof Lists) => (
    <Field id={idOfPath(`letter.${name}`)} label={words.lists[name]} hint={words.onePerLine}>
      {(described) => (
        <textarea
          {...described}
          rows={4}
          value={lists[name]}
          onChange={({ target }) => {
            forget();
            setLists({ ...lists, [name]: target.value });
          }}
        />
      )}
    </Field>
  );
  const choose = (changes: Partial<Choices>) => {
    forget();
    setChoices({ ...choices, ...changes });
  };
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <p>{words.intro}</p>
      <div className="filters">
        <Choice
          label={words.urgency}
          options={Urgency.options}
          names={words.urgencies}
          none={words.none}
          value={choices.urgency}
          onChoose={(value) => choose({ urgency: value as Letter['urgency'] })}
        />
        <Choice
          label={words.secrecy}
          options={Secrecy.options}
          names={words.secrecies}
          none={words.none}
          value={choices.secrecy}
          onChoose={(value) => choose({ secrecy: value as Letter['secrecy'] })}
        />
      </div>
      <TextFields
        fields={letterTexts}
        labels={words.fields}
        typed={typed}
        onType={(path, text) => {
          forget();
          setTyped({ ...typed, [path]: text });
        }}
        mistakes={mistakes}
      />
      <Choice
        label={words.acting}
        options={ActingForm.options}
        names={words.actings}
        none={words.notActing}
        value={choices.acting}
        onChoose={(acting) => choose({ acting })}
      />
      {lines('references')}
      {lines('enclosures')}
      <label className="check">
        <input
          type="checkbox"
          checked={choices.thaiDigits === true}
          onChange={({ target }) => choose({ thaiDigits: target.checked ? true : undefined })}
        />
        {words.thaiDigits}
      </label>
      {mistakes.length === 0 && <Notice problem={problem} />}
      <p>
        <button disabled={busy}>{words.save}</button>
      </p>
      <output className={saved ? 'done' : undefined}>{saved && words.saved}</output>
      {dialog}
    </form>
  );
};

/** The letter by its parts; what is left out is written from the meeting. */
export const LetterPage = () => {
  const { meeting } = useMeeting();
  return <LetterForm key={meeting.id} meeting={meeting} />;
};
