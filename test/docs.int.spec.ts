import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Package = { dependencies: Record<string, string>; devDependencies: Record<string, string> };

const pages = async (): Promise<string[]> => [
  'README.md',
  ...(await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

describe('the documents', () => {
  it('give a reason for every dependency', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Package;
    const page = await readFile('docs/dependencies.md', 'utf8');
    const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !page.includes(`\`${name}\``) && !name.startsWith('@types/'),
    );
    expect(unnamed).toEqual([]);
  });

  it('name no package that is not there', async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Package;
    const rows = (await readFile('docs/dependencies.md', 'utf8')).split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => name !== '@types/…' && !(name in dependencies) && !(name in devDependencies))).toEqual([]);
  });

  it('link only to what is there', async () => {
    const broken: string[] = [];
    for (const page of await pages()) {
      for (const [, target = ''] of (await readFile(page, 'utf8')).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (!/^https?:/.test(target) && !existsSync(join(dirname(page), target))) broken.push(`${page}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('number the decisions without a gap, each with a status and a date', async () => {
    const names = (await readdir('docs/decisions')).filter((name) => /^\d{4}-/.test(name)).sort();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_name, index) => index + 1));
    for (const name of names) {
      const text = await readFile(join('docs/decisions', name), 'utf8');
      expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} .+\\nStatus: (accepted|superseded by \\d{4}) · \\d{4}-\\d{2}-\\d{2}\\n`));
      expect(text).toContain('## Decision');
    }
  });
});
