import { Answer, QuestionKind, takesOptions } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { OptionFields } from './option-fields.js';
import { mayWaitFor, ofKind, questionPath, type TypedQuestion } from './questions.js';
import { idOfPath } from './text-fields.js';

export type QuestionOf = {
  readonly questions: readonly TypedQuestion[];
  readonly index: number;
  readonly question: TypedQuestion;
  readonly mistakes: readonly Mistake[];
  readonly onChange: (question: TypedQuestion) => void;
  readonly goTo: (id: string) => void;
};

const toggled = <Item,>(items: readonly Item[], item: Item, isIn: boolean): readonly Item[] =>
  isIn ? [...items.filter((each) => each !== item), item] : items.filter((each) => each !== item);

/** When a question is asked at all: with which answers, and after what was said to an earlier one. */
const Condition = ({ questions, index, question, mistakes, onChange }: QuestionOf) => {
  const words = usePrepareWords('questions');
  const { names } = useReader();
  const earlier = mayWaitFor(questions, index);
  const chosen = questions.find(({ id }) => id === question.waitsFor);
  const offered = chosen === undefined || earlier.includes(chosen) ? earlier : [...earlier, chosen];
  const id = idOfPath(`${questionPath(index)}.when`);
  const nameOf = (each: TypedQuestion) => `${questions.indexOf(each) + 1}. ${each.label.th}`;
  return (
    <fieldset>
      <legend>{words.when}</legend>
      <p className="hint">{words.whenHint}</p>
      <div>
        {Answer.options.map((answer) => (
          <label className="choice" key={answer}>
            <input
              type="checkbox"
              checked={question.answers.includes(answer)}
              onChange={({ target }) =>
                onChange({
                  ...question,
                  answers: Answer.options.filter((each) =>
                    each === answer ? target.checked : question.answers.includes(each),
                  ),
                })
              }
            />
            {names.answers[answer]}
          </label>
        ))}
      </div>
      {offered.length > 0 && (
        <Field id={id} label={words.waitsFor} wrong={wrongAt(mistakes, id)}>
          {(described) => (
            <select
              {...described}
              value={question.waitsFor}
              onChange={({ target }) => onChange({ ...question, waitsFor: target.value, has: [] })}
            >
              <option value="">{words.waitsForNone}</option>
              {offered.map((each) => (
                <option key={each.id} value={each.id}>
                  {nameOf(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {chosen !== undefined && (
        <fieldset>
          <legend>{words.has}</legend>
          {chosen.options
            .filter(({ th }) => th.trim() !== '')
            .map((option) => (
              <label className="choice" key={option.id}>
                <input
                  type="checkbox"
                  checked={question.has.includes(option.id)}
                  onChange={({ target }) =>
                    onChange({ ...question, has: toggled(question.has, option.id, target.checked) })
                  }
                />
                {option.th}
              </label>
            ))}
        </fieldset>
      )}
    </fieldset>
  );
};

/** All that a question is. */
export const QuestionFields = (of: QuestionOf) => {
  const { index, question, mistakes, onChange, goTo } = of;
  const words = usePrepareWords('questions');
  const path = questionPath(index);
  const labelId = idOfPath(`${path}.label.th`);
  return (
    <>
      <Field id={labelId} label={words.label} wrong={wrongAt(mistakes, labelId)}>
        {(described) => (
          <input
            {...described}
            maxLength={500}
            autoComplete="off"
            value={question.label.th}
            onChange={({ target }) => onChange({ ...question, label: { ...question.label, th: target.value } })}
          />
        )}
      </Field>
      <Field label={words.labelInEnglish}>
        {(described) => (
          <input
            {...described}
            lang="en"
            maxLength={500}
            autoComplete="off"
            value={question.label.en}
            onChange={({ target }) => onChange({ ...question, label: { ...question.label, en: target.value } })}
          />
        )}
      </Field>
      <Field label={words.kind}>
        {(described) => (
          <select
            {...described}
            value={question.kind}
            onChange={({ target }) => onChange(ofKind(question, QuestionKind.parse(target.value)))}
          >
            {QuestionKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {takesOptions(question) && (
        <OptionFields
          path={`${path}.options`}
          options={question.options}
          mistakes={mistakes}
          onChange={(options) => onChange({ ...question, options })}
          goTo={goTo}
        />
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={question.required}
          onChange={({ target }) => onChange({ ...question, required: target.checked })}
        />
        {words.required}
      </label>
      <Condition {...of} />
    </>
  );
};
