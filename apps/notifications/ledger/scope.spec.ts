import { describe, expect, it } from '@jest/globals';
import { covers, type Scope, scopeId } from './scope.js';

const mail = { meetingId: 'own', kind: 'reminder' } as const;

describe('what is paused', () => {
  it.each<[Scope, boolean]>([
    [{}, true],
    [{ kind: 'reminder' }, true],
    [{ kind: 'invitation' }, false],
    [{ meetingId: 'own' }, true],
    [{ meetingId: 'other' }, false],
    [{ meetingId: 'own', kind: 'reminder' }, true],
    [{ meetingId: 'own', kind: 'receipt' }, false],
    [{ meetingId: 'other', kind: 'reminder' }, false],
  ])('%j is that mail: %p', (scope, isCovered) => expect(covers(scope, mail)).toBe(isCovered));

  it('has an id of its own, whatever a meeting is called', () =>
    expect(
      new Set(
        [{}, { kind: 'reminder' as const }, { meetingId: 'all' }, { meetingId: 'all', kind: 'reminder' as const }].map(
          scopeId,
        ),
      ).size,
    ).toBe(4));
});
