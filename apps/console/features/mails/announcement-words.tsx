import { useId } from 'react';
import { type AnnouncementWords } from '#contracts';
import { languages, type Language } from '#words';
import { type ApiProblem } from '../../kit/data/ask.js';
import { Field } from '../../kit/form/field.js';
import { mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { useMailsWords } from '../../kit/mails-words.js';

type Said = { readonly subject: string; readonly text: string };
export type Typed = Readonly<Record<Language, Said>>;
export const nothingTyped = Object.fromEntries(
  languages.map((language) => [language, { subject: '', text: '' }]),
) as Typed;

const isBlank = ({ subject, text }: Said): boolean => subject.trim() === '' && text.trim() === '';
/** What is typed, as it is sent; nothing while it is not whole in the languages that it was begun in. */
export const wordsOf = (typed: Typed): AnnouncementWords | undefined => {
  const begun = languages.filter((language) => !isBlank(typed[language]));
  const isWhole = begun.every(
    (language) => typed[language].subject.trim() !== '' && typed[language].text.trim() !== '',
  );
  return begun.length > 0 && isWhole
    ? Object.fromEntries(begun.map((language) => [language, typed[language]]))
    : undefined;
};

type WordsTyped = {
  readonly typed: Typed;
  readonly problem: ApiProblem | undefined;
  readonly onType: (typed: Typed) => void;
};

/** Subject and text of an announcement, in each language. */
export const WordFields = ({ typed, problem, onType }: WordsTyped) => {
  const words = useMailsWords('announcements');
  const own = useId();
  const idOf = (language: Language, part: keyof Said) => `${own}${language}${part}`;
  const ids = new Map<string, string>(
    languages.flatMap((language) =>
      (['subject', 'text'] as const).map((part): [string, string] => [
        `words.${language}.${part}`,
        idOf(language, part),
      ]),
    ),
  );
  const mistakes = mistakesOf(problem?.problem, (field) => ids.get(field));
  return (
    <section>
      <h2>{words.wordsTitle}</h2>
      {languages.map((language) => {
        const input = (part: keyof Said) => ({
          value: typed[language][part],
          lang: language,
          onChange: ({ target }: { target: { value: string } }) =>
            onType({ ...typed, [language]: { ...typed[language], [part]: target.value } }),
        });
        const of = (part: keyof Said) => {
          const id = idOf(language, part);
          return { id, wrong: wrongAt(mistakes, id) };
        };
        return (
          <fieldset key={language}>
            <legend>{words.in[language]}</legend>
            <Field label={words.subject} {...of('subject')}>
              {(described) => <input {...described} {...input('subject')} maxLength={300} />}
            </Field>
            <Field label={words.text} hint={words.textHint} {...of('text')}>
              {(described) => <textarea {...described} {...input('text')} rows={8} maxLength={10_000} />}
            </Field>
          </fieldset>
        );
      })}
    </section>
  );
};
