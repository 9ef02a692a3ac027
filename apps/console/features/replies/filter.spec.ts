import { describe, expect, it } from '@jest/globals';
import { filterOf, typedOf } from './filter.js';

describe('the filter of the list of offices', () => {
  it('is what stands in the address, and nothing else of it', () => {
    const typed = typedOf({
      standing: 'silent',
      q: 303,
      late: true,
      unconfirmed: true,
      other: 'x',
      class: '',
      channel: null,
    });
    expect(typed).toEqual({ standing: 'silent', q: '303', late: 'true', unconfirmed: 'true' });
    expect(filterOf(typed)).toEqual({ standing: 'silent', q: '303', late: true, unconfirmed: true });
  });

  it('can be who asks for another hall', () =>
    expect(filterOf(typedOf({ asksOtherSite: true }))).toEqual({ asksOtherSite: true }));

  it('can be who waits for a seat', () => expect(filterOf(typedOf({ seat: 'waiting' }))).toEqual({ seat: 'waiting' }));

  it('leaves out what nobody can choose', () =>
    expect(
      filterOf(typedOf({ standing: 'gone', answer: 'maybe', channel: 'pigeon', seat: 'standing', q: '  ' })),
    ).toEqual({}));
});
