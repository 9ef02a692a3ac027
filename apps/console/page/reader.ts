import { createContext, useContext } from 'react';
import type { Bilingual } from '#contracts';
import { type Tongue, type Words, wordsIn } from './words.js';

/** Who reads: the language, its words, and how dates are shown in it. */
export type Reader = { tongue: Tongue; words: Words; named: (name: Bilingual) => string; dated: (instant: string, timeZone: string) => string };

export const readerOf = (tongue: Tongue): Reader => ({
  tongue,
  words: wordsIn[tongue],
  named: (name) => name[tongue],
  // Thai reads the Buddhist era, English the Gregorian; the zone is always said.
  dated: (instant, timeZone) =>
    new Intl.DateTimeFormat(tongue === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB', {
      timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
    }).format(new Date(instant)),
});

export const ReaderContext = createContext<Reader>(readerOf('th'));
export const useReader = (): Reader => useContext(ReaderContext);
