import { type ChecksWords, checksWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages of checks. Apart from `useWords`, so that they come with these pages. */
export const useChecksWords = <Part extends keyof ChecksWords>(part: Part): ChecksWords[Part] =>
  checksWordsOf(useReader().language)[part];
