import { type ConferenceWords, conferenceWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages of joining. Apart from `useWords`, so that they come with these pages. */
export const useConferenceWords = <Part extends keyof ConferenceWords>(part: Part): ConferenceWords[Part] =>
  conferenceWordsOf(useReader().language)[part];
