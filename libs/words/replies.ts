import { type RepliesWords } from './dictionary.js';
import { repliesWords as en } from './en/replies.js';
import { type Language } from './language.js';
import { repliesWords as th } from './th/replies.js';

const inEach: Readonly<Record<Language, RepliesWords>> = { th, en };

export const repliesWordsOf = (language: Language): RepliesWords => inEach[language];
