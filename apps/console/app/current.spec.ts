import { describe, expect, it } from '@jest/globals';
import { byConcern } from './current.js';

describe('the meeting that concerns people who name none', () => {
  it('is the one that offices answer, though a draft starts later', () => {
    const meetings = [
      { id: 'next', status: 'draft' },
      { id: 'called-off', status: 'cancelled' },
      { id: 'now', status: 'announced' },
      { id: 'now-too', status: 'announced' },
      { id: 'last', status: 'closed' },
    ] as const;
    expect(byConcern(meetings).map(({ id }) => id)).toEqual(['now', 'now-too', 'next', 'last', 'called-off']);
  });
});
