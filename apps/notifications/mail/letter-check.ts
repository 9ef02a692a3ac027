import { fieldProblem, type FieldProblem, type Language } from '#contracts';
import { type Placeholder, placeholderNamed, placeholderWordsOf } from '#words';
import { nearestName } from '#platform';
import { type OwnWords } from './letter.js';
import { commonOf, letterCases, type LetterKind } from './letter-cases.js';
import { namedValues } from './letter-default.js';
import { isPart, type LetterPart, partOf, placeholderPattern } from './letter-own.js';
import { isWeb, markdownOf } from './markdown.js';

/** What can stand in a kind's letter: values wherever people write, parts in paragraphs of their own. */
export const placeholdersOf = (
  kind: LetterKind,
  language: Language,
  hasFax: boolean,
): { readonly values: readonly Placeholder[]; readonly parts: readonly LetterPart[] } => {
  const { action, circumstances, whatToDo } = commonOf(kind, language, namedValues(language, hasFax));
  return {
    values: [
      ...(kind === 'announcement' ? [] : (['heading'] as const)),
      ...letterCases[kind].values.filter((each) => each !== 'fax' || hasFax),
    ],
    parts: [
      ...(circumstances ? (['circumstances'] as const) : []),
      'facts',
      ...(action ? (['link'] as const) : []),
      ...(whatToDo ? (['whatToDo'] as const) : []),
    ],
  };
};

/** Why these words cannot be a kind's letter; nothing where they can. */
export const wrongWords = (
  kind: LetterKind,
  language: Language,
  hasFax: boolean,
  { subject, text }: OwnWords,
): FieldProblem[] => {
  const { values, parts } = placeholdersOf(kind, language, hasFax);
  const names = placeholderWordsOf(language);
  const known = [...values, ...parts].map((each) => names[each].name);
  const unknown = (field: string, name: string): FieldProblem =>
    fieldProblem(field, 'placeholder-unknown', {
      name: name.trim(),
      near: nearestName(name.trim(), known) ?? '',
      known: known.join(', '),
    });
  /** In the midst of words: a value that this kind's letters have, and nothing that is left open. */
  const inWords = (field: string, said: string): FieldProblem[] => {
    const named = [...said.matchAll(placeholderPattern)].flatMap(([, name = '']) => {
      const placeholder = placeholderNamed(name);
      if (isPart(placeholder)) return [fieldProblem(field, 'placeholder-not-alone', { name: name.trim() })];
      return placeholder !== undefined && values.includes(placeholder) ? [] : [unknown(field, name)];
    });
    const open = /\{\{|\}\}/.exec(said.replace(placeholderPattern, ''));
    return open === null ? named : [...named, fieldProblem(field, 'placeholder-open')];
  };
  const blocks = markdownOf(text);
  const there = new Set(blocks.map(partOf));
  const wrong = blocks.flatMap((block) => {
    const part = partOf(block);
    if (part !== undefined) return parts.includes(part) ? [] : [unknown('text', names[part].name)];
    return (block.kind === 'paragraph' ? [block.spans] : block.items).flatMap((spans) => [
      ...inWords('text', spans.map((span) => span.text).join('')),
      ...[...new Set(spans.flatMap(({ href }) => href ?? []))]
        .filter((href) => !isWeb(href) || href.toUpperCase().includes('%7B%7B'))
        .map((href) => fieldProblem('text', 'link-not-web', { link: href.slice(0, 100) })),
    ]);
  });
  // An announcement says what its writer has to say: what is not in it stands behind that.
  const asked = kind === 'announcement' ? [] : parts;
  const missing = asked.filter((part) => !there.has(part)).map((part) => `{{${names[part].name}}}`);
  return [
    ...inWords('subject', subject),
    ...wrong,
    ...(missing.length === 0 ? [] : [fieldProblem('text', 'placeholder-missing', { names: missing.join(', ') })]),
  ];
};
