import { type Letter, type LetterForm } from './letter.js';
import { letterWordsEn } from './letter-words-en.js';
import { letterWordsTh } from './letter-words-th.js';

export const letterOf = (form: LetterForm): Letter => (form.language === 'th' ? letterWordsTh(form) : letterWordsEn(form));
