import { type Language, type WordedKind } from '#contracts';
import { type LetterBlank, type LetterValues, type Placeholder, placeholderWordsOf, wordsOf } from '#words';
import { type OwnWords } from './letter.js';
import { commonOf, letterCases } from './letter-cases.js';
import { plainMarkdown } from './markdown.js';

const ofBlank: Partial<Record<LetterBlank, Placeholder>> = { when: 'checkWhen' };

/** The values of a letter as the names that stand for them. */
export const namedValues = (language: Language, hasFax: boolean): LetterValues => {
  const names = placeholderWordsOf(language);
  const named = (placeholder: Placeholder): string => `{{${names[placeholder].name}}}`;
  return {
    title: named('title'),
    organiser: named('organiser'),
    purpose: named('purpose'),
    place: named('place'),
    unit: named('unit'),
    email: named('email'),
    fax: hasFax ? named('fax') : undefined,
    when: named('when'),
    startsAt: named('startsAt'),
    until: named('until'),
    variant: 'plain',
    extras: [],
    details: [],
    // Of the others nothing is said but in the facts.
    blank: (name) => {
      const placeholder = ofBlank[name] ?? name;
      return placeholder in names ? named(placeholder as Placeholder) : '';
    },
  };
};

/** Sala's letter in the form in which people word their own, to begin from: what hangs on the case stands as the parts that Sala writes. */
export const defaultWords = (kind: WordedKind, language: Language, hasFax: boolean): OwnWords => {
  const names = placeholderWordsOf(language);
  const values = namedValues(language, hasFax);
  const variant = letterCases[kind].variants[0];
  const { subject } = wordsOf(language)
    .letters({ ...values, variant })
    [kind]();
  const common = commonOf(kind, language, values);
  const part = (placeholder: Placeholder, isThere = true): string[] =>
    isThere ? [`{{${names[placeholder].name}}}`] : [];
  return {
    // A subject begins as the heading does where that hangs on the case.
    subject: common.heading ? subject : subject.replace(/^[^:]+/, `{{${names.heading.name}}}`),
    text: [
      ...common.paragraphs.map(plainMarkdown),
      ...part('circumstances', common.circumstances),
      ...part('facts'),
      ...part('link', common.action),
      ...common.after.map(plainMarkdown),
      ...part('whatToDo', common.whatToDo),
    ].join('\n\n'),
  };
};
