import { type DirectoryWords, directoryWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of one of the directory's pages. Apart from `useWords`, so that they come with these pages and not with every other. */
export const useDirectoryWords = <Part extends keyof DirectoryWords>(part: Part): DirectoryWords[Part] =>
  directoryWordsOf(useReader().language)[part];
