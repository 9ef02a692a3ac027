import { foldText, type Organisation } from '#contracts';
import { languages, provinceName } from '#words';

const forSearch = (text: string): string => foldText(text).toLowerCase().replace(/\s+/gu, ' ');

/** Whether an office is meant by part of its name or its province's, in any language, of its address or of its code. */
export const foundBy = (typed: string): ((office: Organisation) => boolean) => {
  const wanted = forSearch(typed);
  if (wanted === '') return () => true;
  return ({ id, name, provinceCode, email }) =>
    [
      ...Object.values(name),
      ...languages.map((language) => provinceName(provinceCode, language)),
      email ?? '',
      id,
    ].some((each) => forSearch(each).includes(wanted));
};
