import { type MailsWords, mailsWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages of mails. Apart from `useWords`, so that they come with these pages. */
export const useMailsWords = <Part extends keyof MailsWords>(part: Part): MailsWords[Part] =>
  mailsWordsOf(useReader().language)[part];
