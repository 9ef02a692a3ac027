import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, provenIn, reasonToRun } from './prove.js';

const now = { digest: 'a1', node: '26.10.0' };
const proven = { ...now, tests: 300 };

describe('the long suites', () => {
  it('need not run again with the sources and the Node that they passed with', () =>
    expect(reasonToRun(proven, now)).toBeUndefined());
  it.each([
    ['it is not written that they passed', undefined, /not written/],
    ['the sources are others', { ...proven, digest: 'b2' }, /sources have changed/],
    ['Node is another', { ...proven, node: '24.0.0' }, /passed on Node 24\.0\.0/],
  ])('run where %s', (_what, written, why) => expect(reasonToRun(written, now)).toMatch(why));
});

describe('what the sources are', () => {
  let folder: string;
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'proof-'));
    write('server.ts', 'one');
    write('wire/message.ts', 'two');
    write('package.json', '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['a source changes', () => write('wire/message.ts', 'three')],
    ['a suite is added', () => write('proof/read.long.spec.ts', '')],
    ['a dependency changes', () => write('package.json', '{"dependencies":{}}')],
    ['text moves from one file to the next', () => (write('server.ts', 'onet'), write('wire/message.ts', 'wo'))],
    ['a file gets another name', () => (rmSync(join(folder, 'server.ts')), write('serve.ts', 'one'))],
  ])('is known to be another when %s', (_what, change) => {
    const before = digestOf(folder);
    change();
    expect(digestOf(folder)).not.toBe(before);
  });

  it.each([
    ['the readme changes', () => write('README.md', 'more words')],
    ['it was built', () => write('dist/server.js', 'one')],
    ['it is written that the suites passed', () => write('proven.json', '{}')],
    ['a bench changes', () => write('bench/documents.ts', 'fast')],
  ])('stays the same when %s', (_what, change) => {
    const before = digestOf(folder);
    change();
    expect(digestOf(folder)).toBe(before);
  });

  it('is not proven by a torn file', () => {
    write('proven.json', '{"digest":');
    expect(provenIn(join(folder, 'proven.json'))).toBeUndefined();
  });
});
