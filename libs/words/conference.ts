import { type ConferenceWords } from './dictionary.js';
import { conferenceWords as en } from './en/conference.js';
import { type Language } from './language.js';
import { conferenceWords as th } from './th/conference.js';

const inEach: Readonly<Record<Language, ConferenceWords>> = { th, en };

export const conferenceWordsOf = (language: Language): ConferenceWords => inEach[language];
