import { type DirectoryWords } from './dictionary.js';
import { directoryWords as en } from './en/directory.js';
import { type Language } from './language.js';
import { directoryWords as th } from './th/directory.js';

const inEach: Readonly<Record<Language, DirectoryWords>> = { th, en };

export const directoryWordsOf = (language: Language): DirectoryWords => inEach[language];
