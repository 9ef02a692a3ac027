import { useEffect, useState } from 'react';
import { mostQuestions } from '#contracts';
import { type Mistake } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { QuestionFields } from './question-fields.js';
import { moved, newQuestion, questionPath, type TypedQuestion, withoutQuestion } from './questions.js';
import { idOfPath } from './text-fields.js';
import { useGoTo } from './use-go-to.js';

type Questions = readonly TypedQuestion[];
type ListOf = {
  readonly questions: Questions;
  readonly mistakes: readonly Mistake[];
  /** Changes whenever somebody tried to save. */
  readonly turn: number;
  readonly onChange: (questions: Questions) => void;
};

const actId = (question: TypedQuestion, act: 'edit' | 'up' | 'down'): string => `${act}-${question.id}`;
const isIn = (index: number, mistakes: readonly Mistake[]): boolean =>
  mistakes.some(({ id }) => `${id}-`.startsWith(`${idOfPath(questionPath(index))}-`));

/** The meeting's own questions in their order: one line each, and all of it where it is edited or wrong. */
export const QuestionList = ({ questions, mistakes, turn, onChange }: ListOf) => {
  const words = usePrepareWords('questions');
  const [open, setOpen] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  const goTo = useGoTo();
  const wrong = questions.filter((_question, index) => isIn(index, mistakes)).map(({ id }) => id);
  useEffect(() => {
    if (turn > 0 && wrong.length > 0) setOpen((before) => [...new Set([...before, ...wrong])]);
    // What is wrong is opened when somebody tries to save, and may be closed again.
  }, [turn]);
  const add = () => {
    const question = newQuestion();
    setOpen([...open, question.id]);
    onChange([...questions, question]);
    goTo(idOfPath(`${questionPath(questions.length)}.label.th`));
  };
  const move = (index: number, by: -1 | 1) => {
    const question = questions[index];
    if (question === undefined) return;
    const place = index + by;
    onChange(moved(questions, index, by));
    setSaid(words.movedTo(place + 1));
    const isAtEnd = by === -1 ? place === 0 : place === questions.length - 1;
    const act = by === -1 ? 'up' : 'down';
    goTo(actId(question, isAtEnd ? (by === -1 ? 'down' : 'up') : act));
  };
  const remove = (index: number) => {
    const next = questions[index + 1] ?? questions[index - 1];
    const gone = questions[index];
    if (gone !== undefined) onChange(withoutQuestion(questions, gone));
    setSaid(words.removed(index + 1));
    goTo(next === undefined ? 'add-question' : actId(next, 'edit'));
  };
  return (
    <fieldset className="questions">
      <legend>{words.title}</legend>
      <p className="hint">{questions.length === 0 ? words.none : words.hint(mostQuestions)}</p>
      <ol>
        {questions.map((question, index) => {
          const isOpen = open.includes(question.id);
          const name = question.label.th.trim() === '' ? words.unnamed : question.label.th;
          return (
            <li key={question.id}>
              <div className="line">
                <b>{name}</b> <small>{words.kinds[question.kind]}</small>
                {question.required && <small> · {words.requiredShort}</small>}
              </div>
              <div className="actions">
                <button
                  type="button"
                  className="quiet icon"
                  id={actId(question, 'edit')}
                  aria-expanded={isOpen}
                  aria-label={isOpen ? words.foldOf(name) : words.editOf(name)}
                  onClick={() => setOpen(isOpen ? open.filter((each) => each !== question.id) : [...open, question.id])}
                >
                  {isOpen ? words.fold : words.edit}
                </button>
                <button
                  type="button"
                  className="quiet icon"
                  id={actId(question, 'up')}
                  disabled={index === 0}
                  aria-label={words.upOf(name)}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className="quiet icon"
                  id={actId(question, 'down')}
                  disabled={index === questions.length - 1}
                  aria-label={words.downOf(name)}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  className="quiet icon"
                  aria-label={words.removeOf(name)}
                  onClick={() => remove(index)}
                >
                  {words.remove}
                </button>
              </div>
              {isOpen && (
                <QuestionFields
                  questions={questions}
                  index={index}
                  question={question}
                  mistakes={mistakes}
                  onChange={(changed) => onChange(questions.with(index, changed))}
                  goTo={goTo}
                />
              )}
            </li>
          );
        })}
      </ol>
      {questions.length < mostQuestions && (
        <p>
          <button type="button" className="quiet" id="add-question" onClick={add}>
            {words.add}
          </button>
        </p>
      )}
      <output className="hint">{said}</output>
    </fieldset>
  );
};
