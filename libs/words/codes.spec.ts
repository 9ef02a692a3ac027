import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes, errorText, isErrorCode, languages, problemCodes, problemText } from './index.js';

const root = join(import.meta.dirname, '../..');
const sources = ['apps', 'libs', 'tools', 'scripts', 'test'].flatMap((folder) => {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, folder, name),
    );
  } catch {
    return [];
  }
});
const texts = sources
  .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.spec\.tsx?$|embedded-mongo/.test(name))
  .map((name) => readFileSync(name, 'utf8'));

const allValues = {
  id: 'x',
  at: '2016-11-08T03:00:00Z',
  list: 'l',
  names: 'n',
  address: 'a',
  refusal: 'r',
  allowed: 'GET',
  wanted: 'application/json',
  roles: 'desk',
  why: 'w',
  state: 'passed',
  revision: 2,
  most: 20,
  minutes: 5,
  unkept: '2016-11-08T03:00:00Z',
  cell: 'B7',
  row: 7,
  after: 9,
};

describe('the code of an error', () => {
  it.each(errorCodes)('%s has words in every language, with its values and without', (code) => {
    for (const values of [allValues, {}]) {
      for (const language of languages) expect(errorText(code, values, language).trim()).not.toBe('');
    }
  });

  it('that anybody asks for as a plain text, also of what came over NATS, is one that there is', () => {
    const asked = texts.flatMap((text) =>
      [...text.matchAll(/(?:error|problem|refusal|cause|thrown)\.code\s*[!=]==\s*'([a-z][a-z-]+)'/g)].map(
        ([, code]) => code,
      ),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((code) => !isErrorCode(code))).toEqual([]);
  });

  it('that anybody throws is one that there is, and each of them is thrown or answered somewhere', () => {
    const everything = texts.join('\n');
    const thrown = [
      ...everything.matchAll(/\b(?:invalid|forbidden|notFound|conflict|unavailable)\(\s*'([a-z-]+)'/g),
    ].map(([, code]) => code);
    expect(thrown.filter((code) => !isErrorCode(code))).toEqual([]);
    const used = everything.replace(/^ {2}'[a-z-]+': .*$/gm, '');
    expect(errorCodes.filter((code) => !used.includes(`'${code}'`))).toEqual([]);
  });
});

describe('the code of a field’s problem', () => {
  it.each(problemCodes)('%s has words in every language', (code) => {
    for (const language of languages) expect(problemText({ code }, language).problem.trim()).not.toBe('');
  });
});
