import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { events, messagesPage, rpcs } from './index.js';

describe('docs/messages.md', () => {
  it('says what the contracts say (else: npm run docs)', async () => {
    expect(await readFile('docs/messages.md', 'utf8')).toBe(messagesPage());
  });

  it('has a section for every message', () => {
    const page = messagesPage();
    for (const { subject } of [...rpcs, ...events]) expect(page).toContain(`### ${subject}\n`);
  });
});
