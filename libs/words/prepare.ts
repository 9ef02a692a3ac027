import { type PrepareWords } from './dictionary.js';
import { prepareWords as en } from './en/prepare.js';
import { type Language } from './language.js';
import { prepareWords as th } from './th/prepare.js';

const inEach: Readonly<Record<Language, PrepareWords>> = { th, en };

export const prepareWordsOf = (language: Language): PrepareWords => inEach[language];
