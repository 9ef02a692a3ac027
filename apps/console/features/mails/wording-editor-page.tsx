import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { GetMailWording, Language, type MailWording, SaveMailWording, WordedKind } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useWordingState } from './wording-page.js';
import { ofWording, Versions, WordingActs } from './wording-acts.js';
import { type Chosen, usePreview, WordingPreview } from './wording-preview.js';
import { useWordsTyped } from './wording-typing.js';
import '../../kit/one-mail.css';
import './mails.css';

const Editor = ({ wording }: { wording: MailWording }) => {
  const words = useMailsWords('wording');
  const own = useId();
  const ids: Readonly<Record<string, string>> = { subject: `${own}subject`, text: `${own}text` };
  const typing = useWordsTyped(wording.words);
  const { typed, type, inputs } = typing;
  const [of, setOf] = useState<Chosen>({});
  const [done, setDone] = useState<string>();
  const { send, busy, problem, forget } = useCommand(SaveMailWording, { makesStale: ofWording });
  const preview = usePreview(wording, typed, of);
  const { meetingId, kind, language, version } = wording;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await send({ meetingId, kind, language, ...typed, expectedVersion: version });
    if (hasFailed(saved)) return;
    typing.take(saved.words);
    setDone(words.saved);
  };
  const touched = () => {
    setDone(undefined);
    forget();
  };
  const mistakes = mistakesOf(preview.problem?.problem ?? problem?.problem, (field) => ids[field]);
  const input = (part: 'subject' | 'text') => ({
    value: typed[part],
    lang: language,
    required: true,
    onFocus: () => typing.isIn(part),
    onChange: ({ target }: { target: { value: string } }) => {
      touched();
      type(part, target.value);
    },
  });
  return (
    <div className="wording">
      <form noValidate onSubmit={(event) => void save(event)}>
        <Field id={ids['subject'] ?? ''} label={words.subject} wrong={wrongAt(mistakes, ids['subject'] ?? '')}>
          {(described) => <input {...described} {...input('subject')} ref={inputs.subject} maxLength={300} />}
        </Field>
        <Field
          id={ids['text'] ?? ''}
          label={words.text}
          hint={words.textHint}
          wrong={wrongAt(mistakes, ids['text'] ?? '')}
        >
          {(described) => <textarea {...described} {...input('text')} ref={inputs.text} rows={16} maxLength={10_000} />}
        </Field>
        <fieldset>
          <legend>{words.insert}</legend>
          <p className="hint">{words.insertHint}</p>
          <div className="actions">
            {wording.placeholders.map((placeholder) => (
              <button
                key={placeholder.name}
                type="button"
                className="quiet"
                title={placeholder.says}
                onClick={() => {
                  touched();
                  typing.insert(placeholder);
                }}
              >
                {placeholder.isPart && '¶ '}
                {placeholder.name}
              </button>
            ))}
          </div>
        </fieldset>
        <Notice problem={mistakes.length > 0 ? undefined : problem} />
        <div className="actions">
          <button disabled={busy || !typing.changed || mistakes.length > 0}>{words.save}</button>
        </div>
        {done !== undefined && <output className="done">{done}</output>}
        {typing.changed && <p className="hint">{words.unsaved}</p>}
        <WordingActs wording={wording} typed={typed} of={of} onDone={setDone} onRestored={typing.forget} />
        <Versions
          wording={wording}
          onTake={(taken) => {
            touched();
            typing.take(taken);
          }}
        />
      </form>
      <WordingPreview wording={wording} typed={typed} of={of} onChoose={setOf} {...preview} />
    </div>
  );
};

/** The words of one letter: what people write on one side, what the recipient reads on the other. */
export const WordingEditorPage = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('wording');
  const { names } = useReader();
  const stateOf = useWordingState();
  const { kind, language } = useParams({ strict: false });
  const [of, inLanguage] = [WordedKind.safeParse(kind), Language.safeParse(language)];
  const letter =
    of.success && inLanguage.success ? { meetingId: meeting.id, kind: of.data, language: inLanguage.data } : undefined;
  const { value, problem, reload } = useAnswer(GetMailWording, letter);
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/wording`}>{words.back}</Link>
      </p>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && letter !== undefined && <Loading />}
      {value !== undefined && (
        <>
          <h2>
            {names.deliveryKinds[value.kind]} · {words.languages[value.language]}
          </h2>
          <p>{stateOf(value)}</p>
          <Editor key={`${value.kind}.${value.language}`} wording={value} />
        </>
      )}
    </>
  );
};
