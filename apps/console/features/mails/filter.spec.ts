import { describe, expect, it } from '@jest/globals';
import { filterOf, typedOf } from './filter.js';

describe('which mails are shown', () => {
  it('stands in the address, without what is no filter', () =>
    expect(typedOf({ kind: 'reminder', page: '2', q: '', state: null })).toEqual({ kind: 'reminder' }));
  it('is asked for by values that there are', () =>
    expect(filterOf({ kind: 'reminder', state: 'nonsense', failure: 'technical', q: '  พาน ' })).toEqual({
      kind: 'reminder',
      failure: 'technical',
      q: 'พาน',
    }));
  it('is every failure where no kind of failure is named', () =>
    expect(filterOf({ failure: 'any' })).toEqual({ failed: true }));
});
