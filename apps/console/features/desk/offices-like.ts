import { type Invitation } from '#contracts';
import { foldForSearch, searchedText, searchWords } from '#words';
import { mostOffered } from './offices.js';

type Searched = { readonly id: string; readonly label: string; readonly text: string };
/** Each office with the text by which it is found: made once for a list, and looked through at each key that is pressed. */
export const searchedOffices = (labels: ReadonlyMap<string, Invitation>): readonly Searched[] =>
  [...labels].map(([label, { id, organisation }]) => ({
    id,
    label,
    text: `${searchedText(organisation)} ${foldForSearch(label)}`,
  }));

/** The offices to choose from while somebody types: found as everywhere else, by every word that was typed. */
export const officesLike = (
  offices: readonly Searched[],
  typed: string,
): readonly { readonly id: string; readonly label: string }[] => {
  const wanted = searchWords(typed);
  const found: { id: string; label: string }[] = [];
  for (const { id, label, text } of offices) {
    if (wanted.every((word) => text.includes(word))) found.push({ id, label });
    if (found.length === mostOffered) break;
  }
  return found;
};
