import { type SitePageWords } from './dictionary.js';
import { sitePageWords as en } from './en/site-page.js';
import { type Language } from './language.js';
import { sitePageWords as th } from './th/site-page.js';

const inEach: Readonly<Record<Language, SitePageWords>> = { th, en };

export const sitePageWordsOf = (language: Language): SitePageWords => inEach[language];
