import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Bilingual } from '#contracts';
import {
  collatorOf,
  type Dictionary,
  isLanguage,
  type Language,
  momentText,
  provinceName,
  shortMomentText,
  textIn,
  usualLanguage,
  wordsOf,
} from '#words';
import { remember, remembered } from './remembered.js';

/** Who reads: the language, and how names, places and instants are said in it. */
export type Reader = {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly names: Dictionary['names'];
  readonly named: (name: Bilingual) => string;
  readonly province: (code: string) => string;
  /** With the weekday and the zone. */
  readonly moment: (instant: string, timeZone: string) => string;
  readonly shortMoment: (instant: string, timeZone: string) => string;
  readonly compare: (a: string, b: string) => number;
};

const readerOf = (language: Language, choose: (language: Language) => void): Reader => ({
  language,
  choose,
  names: wordsOf(language).names,
  named: (name) => textIn(name, language),
  province: (code) => provinceName(code, language),
  moment: (instant, timeZone) => momentText(language, timeZone, instant),
  shortMoment: (instant, timeZone) => shortMomentText(language, timeZone, instant),
  compare: collatorOf(language).compare,
});

const ReaderContext = createContext<Reader>(readerOf(usualLanguage, () => undefined));
export const useReader = (): Reader => useContext(ReaderContext);
/** The words of one part of the console, in the reader's language. */
export const useWords = <Part extends keyof Dictionary['console']>(part: Part): Dictionary['console'][Part] =>
  wordsOf(useReader().language).console[part];

const kept = 'language';
const chosenBefore = (): Language => {
  const before = remembered(kept);
  return isLanguage(before) ? before : usualLanguage;
};

export const ReaderProvider = ({ children }: { children: ReactNode }) => {
  const [language, choose] = useState(chosenBefore);
  const reader = useMemo(() => readerOf(language, choose), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    remember(kept, language);
  }, [language]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
};
