export { type Dictionary } from './dictionary.js';
export { isLanguage, type Language, languages, preferredLanguage, usualLanguage, wordsOf } from './language.js';
export { furtherLanguages, type InLanguages, textIn, writtenLanguages } from './in-languages.js';
export { collatorOf } from './collation.js';
export { clockText, dayText, momentText, shortDayText, shortMomentText, spanText, usualZone, zoneName } from './moments.js';
export { provinceCodes, provinceName } from './provinces.js';
