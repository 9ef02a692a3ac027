import { describe, expect, it } from '@jest/globals';
import { placeOfOldLink } from './old-links.js';

describe('a link of the earlier form', () => {
  it.each([
    ['#/egov-readiness-2559/callList', '/meetings/egov-readiness-2559/call-list'],
    ['#/egov-readiness-2559/board', '/meetings/egov-readiness-2559/board'],
    ['#/egov-readiness-2559/constructor', '/meetings/egov-readiness-2559'],
    ['#/egov-readiness-2559', '/meetings/egov-readiness-2559'],
  ])('%s leads to %s', (hash, place) => expect(placeOfOldLink(hash)).toBe(place));
  it.each(['', '#', '#content', '#/'])('%j is none', (hash) => expect(placeOfOldLink(hash)).toBeUndefined());
});
