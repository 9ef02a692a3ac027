import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packagesMatchLock } from './node-packages.mjs';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sala-tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('whether the packages are installed', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    },
  };
  const write = (path: string, value: unknown) => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(value));
  };
  const installed = (packages: object) => {
    write('package-lock.json', lock);
    write('node_modules/.package-lock.json', { packages });
    return packagesMatchLock(folder);
  };

  it('says yes when each is there in its version, or is for another platform', () => {
    expect(installed({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });
  it('says no to another version', () => expect(installed({ 'node_modules/a': { version: '1.0.1' } })).toBe(false));
  it('says no when one is missing', () => expect(installed({ 'node_modules/b': { version: '2.0.0' } })).toBe(false));
  it('says no when an installation was broken off', () => {
    write('package-lock.json', lock);
    expect(packagesMatchLock(folder)).toBe(false);
  });
});
