import { describe, expect, it } from '@jest/globals';
import { exampleImport } from '#contracts';
import { commit, type ImportRecord, readAnew, stop, undo } from './import.js';

const { startedBy: _startedBy, ...example } = exampleImport;
const waiting: ImportRecord = { ...example, attempt: 1, tries: 1, asked: {} };

describe('what people decide of an import', () => {
  it('keeps all of it only where nothing is wrong, and the same again changes nothing', () => {
    expect(() => commit(waiting, 'all')).toThrow(expect.objectContaining({ code: 'import-not-clean' }));
    expect(commit(waiting, 'valid')).toMatchObject({ state: 'committing', which: 'valid' });
    expect(commit({ ...waiting, state: 'done', which: 'valid' }, 'valid')).toBeUndefined();
    expect(() => commit({ ...waiting, state: 'done', which: 'valid' }, 'all')).toThrow(
      expect.objectContaining({ code: 'import-not-waiting' }),
    );
  });

  it('keeps nothing of a file whose encoding nobody has confirmed', () => {
    const unsure = { used: 'windows-874' as const, sure: false, samples: [] };
    expect(() => commit({ ...waiting, encoding: unsure }, 'valid')).toThrow(
      expect.objectContaining({ code: 'import-encoding-unsure' }),
    );
    expect(commit({ ...waiting, encoding: { ...unsure, sure: true } }, 'valid')).toMatchObject({ state: 'committing' });
  });

  it('reads anew what waits, with what was said before', () => {
    const asked = { encoding: 'windows-874' as const };
    expect(readAnew({ ...waiting, asked }, { sheets: [] })).toMatchObject({
      state: 'received',
      asked: { ...asked, sheets: [] },
      counts: { read: 0 },
    });
    expect(() => readAnew({ ...waiting, state: 'done' }, {})).toThrow(
      expect.objectContaining({ code: 'import-not-waiting' }),
    );
  });

  it('takes back only what was kept', () => {
    expect(() => undo({ ...waiting, state: 'stopped' })).toThrow(expect.objectContaining({ code: 'import-not-kept' }));
    expect(undo({ ...waiting, state: 'stopped', which: 'valid' })).toMatchObject({ state: 'undoing' });
    expect(undo({ ...waiting, state: 'undone', which: 'valid' })).toBeUndefined();
    expect(() => stop({ ...waiting, state: 'done' })).toThrow(expect.objectContaining({ code: 'import-ended' }));
  });
});
