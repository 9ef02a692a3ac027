import { type AfterWords, afterWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the lists, the day and the report. Apart from `useWords`, so that they come with these pages and not with every other. */
export const useAfterWords = <Part extends keyof AfterWords>(part: Part): AfterWords[Part] =>
  afterWordsOf(useReader().language)[part];
