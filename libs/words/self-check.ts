import { type SelfCheckWords } from './dictionary.js';
import { selfCheckWords as en } from './en/self-check.js';
import { type Language } from './language.js';
import { selfCheckWords as th } from './th/self-check.js';

const inEach: Readonly<Record<Language, SelfCheckWords>> = { th, en };

export const selfCheckWordsOf = (language: Language): SelfCheckWords => inEach[language];
