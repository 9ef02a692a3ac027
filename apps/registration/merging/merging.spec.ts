import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation, Organisation } from '#contracts';
import { comesBack, givenBy, withGiven, withoutGiven } from './merging.js';

const into: Organisation = { ...exampleOrganisation, code: '1', aliases: ['สรรพากร'] };
const from: Organisation = {
  ...exampleOrganisation,
  id: 'from',
  name: { th: 'สรรพากรสอง', en: 'Second office' },
  code: '2',
  aliases: ['สรรพากร', 'ที่สอง'],
  formerCodes: ['0'],
};

describe('an office into which another is merged', () => {
  it('is found by all that the other one is called, and no longer once that is undone', () => {
    const given = givenBy(from, into);
    expect(given).toEqual({ aliases: ['สรรพากรสอง', 'Second office', 'ที่สอง'], codes: ['2', '0'] });
    const merged = withGiven(into, given);
    expect(merged).toMatchObject({ aliases: ['สรรพากร', ...given.aliases], formerCodes: ['2', '0'] });
    expect(withGiven(merged, given)).toEqual(merged);
    expect(withoutGiven(merged, given)).toEqual(into);
    expect(givenBy({ ...from, name: into.name, code: '1', aliases: [], formerCodes: [] }, into)).toEqual({
      aliases: [],
      codes: [],
    });
  });

  it('has a code of before once, however it was written', () => {
    expect(givenBy({ ...from, code: '๑', formerCodes: ['A2'] }, { ...into, formerCodes: ['a๒'] }).codes).toEqual([]);
  });

  it('has no more names than an office may have', () => {
    const aliases = Array.from({ length: 20 }, (_, at) => `name ${at}`);
    const merged = withGiven({ ...into, aliases }, givenBy(from, into));
    expect(merged.aliases).toEqual(aliases);
    expect(Organisation.safeParse(merged).success).toBe(true);
  });

  it('is one of two that were merged into each other at once, the same everywhere', () => {
    expect(comesBack(['a', 'b'])).toBe(comesBack(['b', 'a']));
  });
});
