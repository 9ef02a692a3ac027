import { type RepliesWords, repliesWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages of offices and their answers. Apart from `useWords`, so that they come with these pages. */
export const useRepliesWords = <Part extends keyof RepliesWords>(part: Part): RepliesWords[Part] =>
  repliesWordsOf(useReader().language)[part];
