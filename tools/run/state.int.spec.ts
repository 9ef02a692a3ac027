import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createForgiving } from './forgiving.js';
import { openState } from './state.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sala-tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a disk that is full', () => {
  /** Whatever is written to it is refused with ENOSPC. */
  const full = (path: string) => symlinkSync('/dev/full', join(folder, path));

  it('leaves what was remembered as it was, is said once, and is over when there is room again', () => {
    const said: string[] = [];
    const forgiving = createForgiving((what, reason) => said.push(`${what}: ${reason}`));
    const state = openState(folder);
    state.keep({ natsPort: 1 });
    full('state.json.new');
    for (let step = 2; step < 5; step += 1)
      expect(forgiving('noting', () => state.keep({ natsPort: step }))).toBe(false);
    expect(said).toEqual([expect.stringContaining('ENOSPC')]);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toEqual({ natsPort: 1 });
    rmSync(join(folder, 'state.json.new'));
    expect(forgiving('noting', () => state.keep({ natsPort: 5 }))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toEqual({ natsPort: 5 });
  });
});

describe('a data folder’s lock', () => {
  it.each([
    ['empty', ''],
    ['torn', '{\n  "pi'],
    ['zeros', '\0\0\0\0'],
    ['something else', 'null'],
    ['of a process that is gone', '{"pid":4194303}'],
  ])('that is %s counts as none', (_what, content) => {
    writeFileSync(join(folder, 'start.json'), content);
    openState(folder).close();
  });
});
