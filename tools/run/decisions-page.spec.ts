import { describe, expect, it } from '@jest/globals';
import { decisionsPage, readDecision } from './decisions-page.js';

const text = '# 0007 A meeting clock\nStatus: superseded by 0009 · 2026-11-23\n\n## Context\n';

describe('the index of decisions', () => {
  it('says number, title, status and date of each, with a link to it', () => {
    expect(decisionsPage([readDecision('0007-meeting-clock.md', text)])).toContain(
      '| 0007 | [A meeting clock](0007-meeting-clock.md) | superseded by 0009 | 2026-11-23 |\n',
    );
  });

  it.each([
    ['without a number', text.replace('0007 ', '')],
    ['with another status', text.replace('superseded by 0009', 'maybe')],
    ['without a date', text.replace(' · 2026-11-23', '')],
  ])('refuses a decision %s', (_what, broken) => {
    expect(() => readDecision('0007-meeting-clock.md', broken)).toThrow('0007-meeting-clock.md does not begin');
  });

  it('refuses a decision under another number than its file’s', () => {
    expect(() => readDecision('0008-meeting-clock.md', text)).toThrow('0008-meeting-clock.md calls itself 0007');
  });
});
