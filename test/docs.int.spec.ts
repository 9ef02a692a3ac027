import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { routed } from '#contracts';
import { repliesWordsOf, wordsOf } from '#words';
import { decisionsPage, readDecision } from '../tools/run/decisions-page.js';

const pages = ['*.md', '{apps,deploy,docs,libs,packages,sample,test,tools}/**/*.md']
  .flatMap((pattern) => globSync(pattern, { exclude: (name) => /(^|\/)(node_modules|dist|\.cache)$/.test(name) }))
  .sort();
const decisions = globSync('docs/decisions/[0-9]*.md').sort();
const numberOf = (file: string): string => file.slice('docs/decisions/'.length).slice(0, 4);

const unfenced = (text: string): string => text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
/** What stands in backticks on each page that people wrote: messages.md shows what is on the wire. */
const codes = pages
  .filter((page) => page !== 'docs/messages.md')
  .flatMap((page) =>
    [...unfenced(readFileSync(page, 'utf8')).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => ({ page, code })),
  );

/** Names and slashes alone, with a slash or with the ending of a source. An ending by itself (`.store.ts`) is no path, nor is an address (`/r/…`). */
const isPath = (code: string): boolean =>
  /^[\w.<>-]+(\/[\w.<>-]+)*\/?$/.test(code)
  && (code.includes('/') || /^[^.].*\.(ts|tsx|mjs|cjs|js|json|css|html|md|yml)$/.test(code));
/** What .gitignore names, and what the document server's long suites write, is made on the way: it is there or not. */
const madeFolders = readFileSync('.gitignore', 'utf8')
  .split('\n')
  .filter((line) => line.endsWith('/'))
  .map((line) => line.replace(/^\//, ''));
const isMade = (path: string): boolean =>
  madeFolders.some((folder) => `${path}/`.startsWith(folder)) || /(^|\/)proven\.json$/.test(path);
/** `<service>` stands for any name: something must be there that the pattern fits. From the top, or from the folder of the page. */
const isThere = (path: string, page: string): boolean =>
  [path, join(dirname(page), path)]
    .map(normalize)
    .some((from) =>
      from.includes('<') ? globSync(from.replaceAll(/<[^>]+>/g, '*').replace(/\/$/, '')).length > 0 : existsSync(from),
    );

describe('the documents', () => {
  it('link only to what is there', async () => {
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, target = ''] of (await readFile(page, 'utf8')).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (!/^https?:/.test(target) && !existsSync(join(dirname(page), target))) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('name only paths that are there', () => {
    const paths = codes.filter(({ code }) => isPath(code) && !isMade(code));
    expect(paths.length).toBeGreaterThan(150);
    expect(paths.filter(({ page, code }) => !isThere(code, page)).map(({ page, code }) => `${page}: ${code}`)).toEqual(
      [],
    );
  });

  it('name only requests that can be sent', () => {
    const plain = (address: string): string => address.replace(/\?.*$/, '').replaceAll(/:\w+|\{\w+\}/g, '*');
    const known = new Set(routed.map(({ http: { method, path } }) => `${method} ${plain(path)}`));
    const asked = codes.filter(({ code }) => /^(GET|PUT|POST|DELETE) \/api\/v1\/[^…]*$/.test(code));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ code }) => !known.has(plain(code)))).toEqual([]);
  });

  it('name only commands that package.json has', async () => {
    const scriptsOf = (folder: string): string[] => {
      const file = join(folder, 'package.json');
      return existsSync(file)
        ? Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> }).scripts)
        : [];
    };
    const wrong: string[] = [];
    for (const page of pages) {
      for (const [command, name = '', folder = dirname(page)] of (await readFile(page, 'utf8')).matchAll(
        /npm run (?:-s )?([\w-]+)(?: -w ([\w/-]+))?/g,
      )) {
        if (![...scriptsOf('.'), ...scriptsOf(folder)].includes(name)) wrong.push(`${page}: ${command}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('call values in the glossary what the dictionary calls them', async () => {
    const {
      answers,
      channels,
      standings,
      seats,
      meetingStatuses,
      invitationStatuses,
      deliveryStates,
      deliveryKinds,
      checkStates,
      readiness,
      roles,
    } = wordsOf('th').names;
    const groups = {
      answer: answers,
      channel: channels,
      'standing of an invitation': standings,
      seat: seats,
      meeting: meetingStatuses,
      invitation: invitationStatuses,
      'call (its outcome)': repliesWordsOf('th').calls.outcomes,
      delivery: deliveryStates,
      'kind of delivery': deliveryKinds,
      check: checkStates,
      readiness,
      role: roles,
    };
    const glossary = await readFile('docs/glossary.md', 'utf8');
    const rows = [...(glossary.split('## Values')[1] ?? '').matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
      .map(([, of = '', values = '']) => [of, values])
      .slice(1);
    expect(rows).toEqual(
      Object.entries(groups).map(([of, names]) => [
        of,
        Object.entries(names)
          .map(([value, name]) => `${value} ${name}`)
          .join(', '),
      ]),
    );
    // Where a role has a row of its own, it is called the same there.
    const called = [...glossary.matchAll(/^\| (coordinator|focal point|silent|reply desk) \| ([^|]+) \|/gm)].map(
      ([, word = '', name = '']) => [word, name],
    );
    expect(Object.fromEntries(called)).toEqual({
      coordinator: roles.coordinator,
      'focal point': roles['focal-point'],
      silent: standings.silent,
      'reply desk': roles.desk,
    });
  });

  it('give each word of the glossary one meaning', async () => {
    const [words = ''] = (await readFile('docs/glossary.md', 'utf8')).split('## Values');
    const first = [...words.matchAll(/^\| ([^|]+) \|/gm)]
      .flatMap(([, cell = '']) => cell.split(', '))
      .filter((word) => word !== 'word' && !word.startsWith('---'));
    expect(first.length).toBeGreaterThan(60);
    expect(first.filter((word, index) => first.indexOf(word) !== index)).toEqual([]);
  });

  it('say in the index of decisions what the decisions say (else: npm run docs)', async () => {
    const read = decisions.map((file) => readDecision(file.replace('docs/decisions/', ''), readFileSync(file, 'utf8')));
    expect(await readFile('docs/decisions/README.md', 'utf8')).toBe(decisionsPage(read));
  });

  it('number the decisions without a gap, each with its parts', () => {
    expect(decisions.map((file) => Number(numberOf(file)))).toEqual(decisions.map((_file, index) => index + 1));
    for (const file of decisions)
      expect([file, readFileSync(file, 'utf8').match(/^## (Context|Decision|Consequences)$/gm)]).toEqual([
        file,
        ['## Context', '## Decision', '## Consequences'],
      ]);
  });

  it('say of a decision that adds to an earlier one or changes it in both', () => {
    const headOf = new Map(
      decisions.map((file) => [numberOf(file), readFileSync(file, 'utf8').split('\n## ')[0] ?? '']),
    );
    const said = (number: string, how: string): string[] =>
      [...(headOf.get(number)?.match(new RegExp(`^${how} .*$`, 'm'))?.[0] ?? '').matchAll(/\[(\d{4})\]/g)].map(
        ([, other = '']) => other,
      );
    const pairs = (forth: string, back: string) => ({
      said: [...headOf.keys()].flatMap((later) => said(later, forth).map((earlier) => `${earlier} by ${later}`)),
      heard: [...headOf.keys()].flatMap((earlier) => said(earlier, back).map((later) => `${earlier} by ${later}`)),
    });
    for (const each of [pairs('Adds to', 'Added to by'), pairs('Changes', 'Changed by')]) {
      expect(each.said.length).toBeGreaterThan(0);
      expect(each.said.sort()).toEqual(each.heard.sort());
    }
  });
});
