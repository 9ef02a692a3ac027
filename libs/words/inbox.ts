import { type InboxWords } from './dictionary.js';
import { inboxWords as en } from './en/inbox.js';
import { type Language } from './language.js';
import { inboxWords as th } from './th/inbox.js';

const inEach: Readonly<Record<Language, InboxWords>> = { th, en };

export const inboxWordsOf = (language: Language): InboxWords => inEach[language];
