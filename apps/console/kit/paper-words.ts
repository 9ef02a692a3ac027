import { type PaperWords, paperWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the page on which papers are made. Apart from `useWords`, so that they come with it and not with every other. */
export const usePaperWords = (): PaperWords['page'] => paperWordsOf(useReader().language).page;
