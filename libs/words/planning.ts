import { type PlanningWords } from './dictionary.js';
import { planningWords as en } from './en/planning.js';
import { type Language } from './language.js';
import { planningWords as th } from './th/planning.js';

const inEach: Readonly<Record<Language, PlanningWords>> = { th, en };

export const planningWordsOf = (language: Language): PlanningWords => inEach[language];
