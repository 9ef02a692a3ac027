import { ListClasses, ListSites } from '#contracts';
import { languages, provinceCodes, wordsOf } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useReader } from '../../kit/reader.js';
import { type Choice } from './entry-field.js';

type Choices = {
  readonly classes: readonly Choice[];
  readonly provinces: readonly Choice[];
  readonly sitesOf: (provinceCode: string) => readonly Choice[];
  readonly languages: readonly Choice[];
};

/** What an entry may be of, each as people call it, in the reader's alphabet. */
export const useChoices = (): Choices => {
  const { language, named, province, compare } = useReader();
  const { value: classes } = useAnswer(ListClasses, {});
  const { value: sites } = useAnswer(ListSites, {});
  const byName = (one: Choice, other: Choice) => compare(one.name, other.name);
  return {
    classes: (classes?.items ?? [])
      .map((each) => ({ value: each.class, name: each.name === undefined ? each.class : named(each.name) }))
      .sort(byName),
    provinces: provinceCodes(language)
      .map((code) => ({ value: code, name: province(code) }))
      .sort(byName),
    sitesOf: (provinceCode) =>
      (sites?.items ?? [])
        .filter((each) => each.provinceCode === provinceCode)
        .map(({ id, name }) => ({ value: id, name: named(name) })),
    languages: languages.map((each) => ({ value: each, name: wordsOf(each).locale.name })),
  };
};
