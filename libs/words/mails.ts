import { type MailsWords } from './dictionary.js';
import { mailsWords as en } from './en/mails.js';
import { type Language } from './language.js';
import { mailsWords as th } from './th/mails.js';

const inEach: Readonly<Record<Language, MailsWords>> = { th, en };

export const mailsWordsOf = (language: Language): MailsWords => inEach[language];
