import { type AfterWords } from './dictionary.js';
import { afterWords as en } from './en/after.js';
import { type Language } from './language.js';
import { afterWords as th } from './th/after.js';

const inEach: Readonly<Record<Language, AfterWords>> = { th, en };

export const afterWordsOf = (language: Language): AfterWords => inEach[language];
