import { type PaperWords } from './dictionary.js';
import { paperWords as en } from './en/paper.js';
import { type Language } from './language.js';
import { paperWords as th } from './th/paper.js';

const inEach: Readonly<Record<Language, PaperWords>> = { th, en };

export const paperWordsOf = (language: Language): PaperWords => inEach[language];
