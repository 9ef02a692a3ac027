import { describe, expect, it } from '@jest/globals';
import { mobileNumber, mobileOf } from './mobile.js';

describe('a mobile', () => {
  it.each([
    ['08 1000 0000', '+66810000000'],
    ['๐๘๑-๐๐๐-๐๐๐๐', '+66810000000'],
    ['+66 81 000 0000', '+66810000000'],
    ['0066810000000', '+66810000000'],
    ['+66(0)61-234-5678', '+66612345678'],
    ['0 2141 7000', undefined],
    ['0 5311 2222 ต่อ 0810000000', undefined],
    ['081', undefined],
    ['', undefined],
  ])('%s is %s', (typed, number) => expect(mobileNumber(typed)).toBe(number));

  it('is that of whoever sees to the meeting, else any that the office has', () => {
    const technical = { role: 'technical' as const, mobile: '0900000001' };
    const coordinator = { role: 'coordinator' as const, phone: '0 2000 0000', mobile: '0800000002' };
    expect(mobileOf({ contacts: [technical, coordinator], phone: '0600000003' })).toBe('+66800000002');
    expect(mobileOf({ contacts: [technical] })).toBe('+66900000001');
    expect(mobileOf({ phone: '0600000003' })).toBe('+66600000003');
    expect(mobileOf({ contacts: [{ role: 'saraban', phone: '0 2000 0000' }] })).toBeUndefined();
  });
});
