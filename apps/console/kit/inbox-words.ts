import { type InboxWords, inboxWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages of mails that come. Apart from `useWords`, so that they come with these pages. */
export const useInboxWords = <Part extends keyof InboxWords>(part: Part): InboxWords[Part] =>
  inboxWordsOf(useReader().language)[part];
