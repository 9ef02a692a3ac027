import { meetingContentOf } from '#contracts';
import { type FormEvent, useState } from 'react';
import type { Meeting } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader, useWords } from '../../kit/reader.js';
import { MomentField } from '../../kit/time/moment-field.js';
import {
  type BasicsEdits,
  type BasicsPath,
  mergedEdits,
  type MomentName,
  momentNames,
  readBasics,
  typedBasics,
  withEdits,
} from './basics.js';
import { SaveChange } from './save-change.js';
import { idOfPath, TextFields } from './text-fields.js';
import { whatTexts, whomTexts } from './texts.js';
import { useChange } from './use-change.js';
import './prepare.css';

const momentIds = (name: MomentName) => ({ day: idOfPath(name), time: `${idOfPath(name)}-time` });
const numberId = idOfPath('number');

/** Where a field of the request stands on this page. */
const inputOf = (field: string): string | undefined => {
  const path = field.replace(/^content\./, '');
  if (path.startsWith('number')) return numberId;
  return document.getElementById(idOfPath(path)) === null ? undefined : idOfPath(path);
};

const useMistakes = (read: ReturnType<typeof readBasics>): readonly Mistake[] => {
  const words = usePrepareWords('basics');
  const time = useWords('time');
  if ('content' in read) return [];
  return [
    ...(read.number === undefined ? [] : [{ id: numberId, label: words.number, text: words.numberUnreadable }]),
    ...read.unread.map(({ name, read: { field, mistake } }) => ({
      id: momentIds(name)[field],
      label: field === 'day' ? words.moments[name].day : words.moments[name].time,
      text: time.mistakes[mistake],
    })),
  ];
};

const BasicsForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('basics');
  const { language } = useReader();
  const [edits, setEdits] = useState<BasicsEdits>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const typed = withEdits(typedBasics(meeting, language), edits);
  const read = readBasics(typed, meetingContentOf(meeting));
  const own = useMistakes(read);
  const refused = mistakesOf(change.problem?.problem, inputOf);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const type = (more: BasicsEdits) => {
    setEdits(mergedEdits(change.saved ? {} : edits, more));
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
    onType: (path: BasicsPath, text: string) => type({ texts: { [path]: text } }),
    mistakes,
  };
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <fieldset>
        <legend>{words.what}</legend>
        <div className="filters">
          <Field id={numberId} label={words.number} wrong={wrongAt(mistakes, numberId)}>
            {(described) => (
              <input
                {...described}
                inputMode="numeric"
                size={4}
                value={typed.ordinal}
                onChange={({ target }) => type({ ordinal: target.value })}
              />
            )}
          </Field>
          <Field label={words.year}>
            {(described) => (
              <input
                {...described}
                inputMode="numeric"
                size={6}
                value={typed.year}
                onChange={({ target }) => type({ year: target.value })}
              />
            )}
          </Field>
        </div>
        <TextFields fields={whatTexts} {...texts} />
      </fieldset>
      <fieldset>
        <legend>{words.when}</legend>
        {momentNames.map((name) => (
          <MomentField
            key={name}
            labels={words.moments[name]}
            ids={momentIds(name)}
            typed={typed.moments[name]}
            onType={(moment) => type({ moments: { [name]: moment } })}
            timeZone={meeting.timeZone}
            near={meeting[name]}
            mistakes={mistakes}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.whom}</legend>
        <TextFields fields={whomTexts} {...texts} />
      </fieldset>
      <SaveChange meeting={meeting} change={change} refused={refused.length > 0} />
    </form>
  );
};

/** What the meeting is, when, and whom to ask. What somebody else saves meanwhile is seen where nothing else was typed. */
export const BasicsPage = () => {
  const { meeting } = useMeeting();
  return <BasicsForm key={meeting.id} meeting={meeting} />;
};
