import { type ComponentType } from 'react';
import { type Language, mostAnswered, type Question, questionsOf, type ReplyFormSettings, shownDay } from '#contracts';
import { textIn } from '#words';
import { type Marks } from './reply-field.js';
import { ticked, type Typed } from './reply-form.js';
import { hiddenWith } from './reply-hidden.js';
import { replyWords } from './reply-words.js';

type Asking = {
  readonly language: Language;
  readonly typed: Typed;
  readonly marks: (field: string) => Marks;
  readonly wrong: ComponentType<{ readonly field: string }>;
};

/** Where an answer is typed or chosen, but for several. */
const Input = ({ question, language, typed, marks }: Omit<Asking, 'wrong'> & { question: Question }) => {
  const value = typed.answers[question.id] ?? '';
  switch (question.kind) {
    case 'choice':
      return (
        <select {...marks(`answers.${question.id}`)} defaultValue={value}>
          <option value="" />
          {(question.options ?? []).map(({ id, label }) => (
            <option key={id} value={id}>
              {textIn(label, language)}
            </option>
          ))}
        </select>
      );
    case 'number':
    case 'date':
      return (
        <input
          type="text"
          inputMode={question.kind === 'number' ? 'decimal' : undefined}
          {...marks(`answers.${question.id}`)}
          defaultValue={(question.kind === 'date' ? shownDay(value, language) : value) || undefined}
          maxLength={40}
          autoComplete="off"
        />
      );
    default:
      return <textarea {...marks(`answers.${question.id}`)} defaultValue={value} maxLength={mostAnswered} rows={2} />;
  }
};

/** What stands beside the question: whether it may be left out, and when it is asked at all. */
const Hints = ({ question, all, language }: { question: Question; all: readonly Question[]; language: Language }) => {
  const words = replyWords(language);
  const waitsFor = question.when?.question;
  const of = all.find(({ id }) => id === waitsFor?.id);
  const chosen = (of?.options ?? [])
    .filter(({ id }) => waitsFor?.has.includes(id) === true)
    .map(({ label }) => textIn(label, language));
  const hints = [
    ...(question.required ? [] : [words.optional]),
    ...(of === undefined ? [] : [words.onlyIf(textIn(of.label, language), chosen)]),
    ...(question.kind === 'several' ? [words.severalHint] : question.kind === 'date' ? [words.dateHint] : []),
  ];
  return hints.length === 0 ? null : <em> ({hints.join(' · ')})</em>;
};

/** The meeting's own questions. One that waits for another's answer says so: without script nothing hides it. */
export const Questions = ({ settings, ...asking }: Asking & { readonly settings: ReplyFormSettings | undefined }) => {
  const { language, typed, marks, wrong: Wrong } = asking;
  const all = questionsOf(settings);
  if (all.length === 0) return null;
  return (
    <fieldset>
      <legend>{replyWords(language).questions}</legend>
      {all.map((question) => {
        const field = `answers.${question.id}`;
        const hidden = hiddenWith(question.when?.answers);
        const label = (
          <>
            {textIn(question.label, language)}
            <Hints question={question} all={all} language={language} />
          </>
        );
        if (question.kind !== 'several')
          return (
            <label className={hidden} key={question.id}>
              <span>{label}</span>
              <Input question={question} language={language} typed={typed} marks={marks} />
              <Wrong field={field} />
            </label>
          );
        const { id, ...described } = marks(field);
        return (
          <fieldset
            className={hidden === undefined ? 'asked' : `asked ${hidden}`}
            key={question.id}
            aria-describedby={described['aria-describedby']}
          >
            <legend>{label}</legend>
            <Wrong field={field} />
            {(question.options ?? []).map((option, index) => (
              <label className="box-choice" key={option.id}>
                <input
                  type="checkbox"
                  id={index === 0 ? id : undefined}
                  name={`${field}.${option.id}`}
                  value={ticked}
                  defaultChecked={(typed.answers[`${question.id}.${option.id}`] ?? '') !== ''}
                />
                {textIn(option.label, language)}
              </label>
            ))}
          </fieldset>
        );
      })}
    </fieldset>
  );
};
