import { describe, expect, it } from '@jest/globals';
import { mayAsk, passedOn, requestName, type Role } from '#contracts';
import { firstPageOf, pages, pagesOf } from './pages.js';

const asksOf = (...roles: Role[]) => ({
  asks: passedOn.filter((contract) => mayAsk(contract, { roles, active: true })).map(requestName),
});
const pathsOf = (role: Role, status: 'draft' | 'announced') =>
  pagesOf(asksOf(role), { status }).map(({ path }) => path);

describe('the pages of a meeting', () => {
  it('go by requests that there are', () => {
    const names = new Set(passedOn.map(requestName));
    expect(
      pages
        .flatMap(({ needs, badge }) => [...needs, ...(badge ? [badge.needs] : [])])
        .filter((name) => !names.has(name)),
    ).toEqual([]);
    expect(pages.filter(({ needs }) => needs.length === 0)).toEqual([]);
  });

  it('are open to those who may send what the page sends', () => {
    expect(pathsOf('coordinator', 'announced')).toEqual(pages.map(({ path }) => path));
    expect(pathsOf('viewer', 'announced')).toEqual(expect.arrayContaining(['board', 'invited', 'ahead']));
    for (const closed of ['basics', 'letter', 'desk', 'remind']) {
      expect(pages.map(({ path }) => path)).toContain(closed);
      expect(pathsOf('viewer', 'announced')).not.toContain(closed);
    }
    expect(pagesOf({ asks: [] }, { status: 'announced' })).toEqual([]);
  });

  it('are those of a draft while nobody was invited', () => {
    expect(pathsOf('coordinator', 'draft')).toContain('basics');
    expect(pathsOf('coordinator', 'draft')).not.toContain('board');
    expect(pathsOf('viewer', 'draft')).toEqual([]);
  });

  it('begin at the answers, and at what is prepared while it is a draft', () => {
    expect(firstPageOf(asksOf('coordinator'), { status: 'announced' })?.stage).toBe('replies');
    expect(firstPageOf(asksOf('coordinator'), { status: 'draft' })?.path).toBe('basics');
    expect(firstPageOf(asksOf('viewer'), { status: 'draft' })).toBeUndefined();
  });
});
