import { describe, expect, it } from '@jest/globals';
import { ListReadiness, ReadinessStatus, type SiteReadiness } from '#contracts';
import { readyOf, statusOrder } from './readiness.js';

const [example] = ListReadiness.example.returns.items as [SiteReadiness];

describe('readiness', () => {
  it('has a place for every status', () =>
    expect(ReadinessStatus.options.map(statusOrder).toSorted()).toEqual([0, 1, 2, 3, 4, 5]));
  it('counts the sites where somebody comes', () =>
    expect(
      readyOf([example, { ...example, status: 'passed' }, { ...example, status: 'passed', attending: 0 }]),
    ).toEqual({ ready: 1, joining: 2 }));
});
