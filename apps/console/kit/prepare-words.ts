import { type PrepareWords, prepareWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of one of the coordinator's pages. Apart from `useWords`, so that they come with these pages and not with every other. */
export const usePrepareWords = <Part extends keyof PrepareWords>(part: Part): PrepareWords[Part] =>
  prepareWordsOf(useReader().language)[part];
