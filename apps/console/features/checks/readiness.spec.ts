import { describe, expect, it } from '@jest/globals';
import { ListReadiness, ReadinessStatus, type SiteReadiness } from '#contracts';
import { everySite, isShown, readyOf, statusOrder } from './readiness.js';

const [example] = ListReadiness.example.returns.items as [SiteReadiness];

describe('readiness', () => {
  it('has a place for every status', () =>
    expect(ReadinessStatus.options.map(statusOrder).toSorted()).toEqual([0, 1, 2, 3, 4, 5]));
  it('counts the sites where somebody comes', () =>
    expect(
      readyOf([example, { ...example, status: 'passed' }, { ...example, status: 'passed', attending: 0 }]),
    ).toEqual({ ready: 1, joining: 2 }));

  it.each([
    [everySite, true],
    [{ ...everySite, province: 'TH-50' }, true],
    [{ ...everySite, province: 'TH-51' }, false],
    [{ ...everySite, status: 'booked' }, true],
    [{ province: 'TH-50', status: 'passed', by: '' }, false],
    [{ ...everySite, by: 'staff-vc' }, false],
  ])('is narrowed to %j: %s', (only, shown) => expect(isShown(example, only)).toBe(shown));
});
