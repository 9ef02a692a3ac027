import { type Bilingual } from '#contracts';
import { foldForSearch, languages, provinceName } from '#words';

export type Named = { readonly id: string; readonly name: Bilingual; readonly provinceCode?: string };

/** Whether each word stands in what a recipient is called, or its province. */
export const isFoundBy = (words: readonly string[], { name, provinceCode }: Named): boolean => {
  if (words.length === 0) return true;
  const provinces = provinceCode === undefined ? [] : languages.map((each) => provinceName(provinceCode, each));
  const text = foldForSearch([...Object.values(name), ...provinces].join('\n'));
  return words.every((word) => text.includes(word));
};
