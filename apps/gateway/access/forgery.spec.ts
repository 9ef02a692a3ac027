import { describe, expect, it } from '@jest/globals';
import { mayBeForged, type RequestOrigin } from './forgery.js';

const request = (changes: Partial<RequestOrigin>): RequestOrigin => ({
  method: 'POST',
  contentType: undefined,
  origin: undefined,
  fetchSite: undefined,
  own: ['https://sala.example'],
  ...changes,
});

describe('mayBeForged', () => {
  it.each([
    ['a read from anywhere', { method: 'GET', origin: 'https://evil.example', fetchSite: 'cross-site' }],
    [
      'JSON, which a browser asks about first',
      { contentType: 'application/json; charset=utf-8', origin: 'https://evil.example' },
    ],
    [
      'Sala’s own page by Sec-Fetch-Site',
      { fetchSite: 'same-origin', contentType: 'application/x-www-form-urlencoded' },
    ],
    ['Sala’s own page by Origin', { origin: 'https://sala.example' }],
    ['an address typed by the user', { fetchSite: 'none' }],
    ['a program without a browser', { method: 'DELETE' }],
  ])('lets through %s', (_what, changes) => {
    expect(mayBeForged(request(changes))).toBe(false);
  });

  it.each([
    ['another site’s page', { fetchSite: 'cross-site' }],
    ['a page of a sibling domain', { fetchSite: 'same-site', origin: 'https://sala.example' }],
    ['another origin in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['an old browser’s form', { contentType: 'text/plain' }],
    ['a type that only looks like JSON', { contentType: 'text/plain; application/json' }],
  ])('stops %s', (_what, changes) => {
    expect(mayBeForged(request(changes))).toBe(true);
  });
});
