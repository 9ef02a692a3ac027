import { describe, expect, it } from '@jest/globals';
import { languages, wordsOf } from '#words';
import { BrokenLink, HistoryWhat, HistoryWho } from './index.js';

describe.each(languages)('the words of a history in %s', (language) => {
  const { what, who, proof } = wordsOf(language).history;

  it('are there for everything that can be written, for whoever can have it written, and for every broken link', () => {
    expect(Object.keys(what).sort()).toEqual([...HistoryWhat.options].sort());
    expect(Object.keys(who).sort()).toEqual(HistoryWho.options.map(({ shape }) => shape.kind.value).sort());
    expect(Object.keys(proof.why).sort()).toEqual([...BrokenLink.shape.why.options].sort());
  });
});
