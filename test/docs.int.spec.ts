import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const pages = async (): Promise<string[]> => [
  'README.md',
  ...(await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

describe('the documents', () => {
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
