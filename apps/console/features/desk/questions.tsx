import { type Answered, mostAnswered, type Question, questionsFor, type ReplyFormSettings, shownDay } from '#contracts';
import { textIn } from '#words';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Answers, type Draft } from './draft.js';
import { questionInputOf } from './mistakes.js';

type QuestionsOf = {
  readonly form: ReplyFormSettings | undefined;
  readonly draft: Draft;
  readonly mistakes: readonly Mistake[];
  readonly onChange: (answers: Answers) => void;
};
type OneOf = {
  readonly question: Question;
  readonly said: Answered | undefined;
  readonly wrong: string | undefined;
  readonly onSay: (said: Answered) => void;
};

const Several = ({ question, said, wrong, onSay }: OneOf) => {
  const { named } = useReader();
  const chosen = typeof said === 'object' ? said : [];
  const id = questionInputOf(question.id);
  return (
    <fieldset className="field" aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}>
      <legend>{named(question.label)}</legend>
      {(question.options ?? []).map((option, index) => (
        <label key={option.id} className="choice">
          <input
            type="checkbox"
            id={index === 0 ? id : undefined}
            checked={chosen.includes(option.id)}
            onChange={({ target: { checked } }) =>
              onSay(checked ? [...chosen, option.id] : chosen.filter((each) => each !== option.id))
            }
          />{' '}
          {named(option.label)}
        </label>
      ))}
      {wrong !== undefined && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
};

const One = (one: OneOf) => {
  const { question, said, wrong, onSay } = one;
  const { language, named } = useReader();
  const words = useWords('desk');
  if (question.kind === 'several') return <Several {...one} />;
  const value = typeof said === 'string' ? said : '';
  return (
    <Field
      id={questionInputOf(question.id)}
      label={textIn(question.label, language)}
      hint={question.kind === 'date' ? words.dateHint : undefined}
      wrong={wrong}
    >
      {(described) => {
        switch (question.kind) {
          case 'choice':
            return (
              <select {...described} value={value} onChange={(event) => onSay(event.target.value)}>
                <option value="">{words.notSaid}</option>
                {(question.options ?? []).map((option) => (
                  <option key={option.id} value={option.id}>
                    {named(option.label)}
                  </option>
                ))}
              </select>
            );
          case 'text':
            return (
              <textarea
                {...described}
                value={value}
                maxLength={mostAnswered}
                rows={2}
                onChange={(event) => onSay(event.target.value)}
              />
            );
          default:
            return (
              <input
                {...described}
                type="text"
                inputMode={question.kind === 'number' ? 'decimal' : undefined}
                value={question.kind === 'date' ? shownDay(value, language) : value}
                maxLength={40}
                onChange={(event) => onSay(event.target.value)}
              />
            );
        }
      }}
    </Field>
  );
};

/** The meeting's own questions that are asked with what is answered so far. */
export const Questions = ({ form, draft, mistakes, onChange }: QuestionsOf) => {
  const words = useWords('desk');
  const asked = questionsFor(form, draft);
  if (asked.length === 0) return null;
  return (
    <fieldset>
      <legend>{words.questions}</legend>
      {asked.map((question) => (
        <One
          key={question.id}
          question={question}
          said={draft.answers[question.id]}
          wrong={wrongAt(mistakes, questionInputOf(question.id))}
          onSay={(said) => onChange({ ...draft.answers, [question.id]: said })}
        />
      ))}
    </fieldset>
  );
};
