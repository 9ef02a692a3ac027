import { type ChecksWords } from './dictionary.js';
import { checksWords as en } from './en/checks.js';
import { type Language } from './language.js';
import { checksWords as th } from './th/checks.js';

const inEach: Readonly<Record<Language, ChecksWords>> = { th, en };

export const checksWordsOf = (language: Language): ChecksWords => inEach[language];
