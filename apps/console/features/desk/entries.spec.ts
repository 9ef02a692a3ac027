import { describe, expect, it } from '@jest/globals';
import { exampleInvitation, exampleResponse, type RecordedReply } from '#contracts';
import { withEntry, withoutEntry } from './entries.js';

const entry = (id: string, revision: number, changes: Partial<RecordedReply> = {}): RecordedReply => ({
  invitation: { ...exampleInvitation, id, revision },
  response: { ...exampleResponse, revision },
  changed: true,
  counts: true,
  ...changes,
});
const shown = (entries: readonly RecordedReply[]) =>
  entries.map(({ invitation, response }) => `${invitation.id}.${response.revision} at ${invitation.revision}`);

describe('what was entered just now', () => {
  it('stands the latest first, ten of it', () => {
    let entries: readonly RecordedReply[] = [];
    for (let index = 1; index <= 12; index += 1) entries = withEntry(entries, entry(`inv-${index}`, 1));
    expect(entries).toHaveLength(10);
    expect(entries[0]?.invitation.id).toBe('inv-12');
  });

  it('is taken back from the invitation as it is after the last entry', () => {
    const entries = withEntry(withEntry([], entry('inv-a', 1)), entry('inv-a', 2));
    expect(shown(entries)).toEqual(['inv-a.2 at 2', 'inv-a.1 at 2']);
  });

  it('holds no paper that said the same again, and none that was taken back', () => {
    const first = entry('inv-a', 1);
    expect(withEntry([first], entry('inv-b', 1, { changed: false }))).toHaveLength(1);
    const now = { ...exampleInvitation, id: 'inv-a', revision: 4 };
    expect(shown(withoutEntry([entry('inv-a', 2), first, entry('inv-b', 1)], first, now))).toEqual([
      'inv-a.2 at 4',
      'inv-b.1 at 1',
    ]);
  });
});
