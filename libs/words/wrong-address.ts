import { type WrongAddressWords } from './dictionary.js';
import { wrongAddressWords as en } from './en/wrong-address.js';
import { type Language } from './language.js';
import { wrongAddressWords as th } from './th/wrong-address.js';

const inEach: Readonly<Record<Language, WrongAddressWords>> = { th, en };

export const wrongAddressWordsOf = (language: Language): WrongAddressWords => inEach[language];
