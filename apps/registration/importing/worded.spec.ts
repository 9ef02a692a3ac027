import { describe, expect, it } from '@jest/globals';
import { exampleImport } from '#contracts';
import { importIn, worded } from './worded.js';

const classes = new Map([['class-1', { th: 'สำนักงานคลังจังหวัด', en: 'Treasury' }]]);
const problem = { cell: 'B7', warning: false };

describe('what is wrong with a row, in words', () => {
  it('names classes and provinces as people do', () => {
    const ofClass = { ...problem, code: 'class-of-office-differs', params: { is: 'class-1' } };
    expect(worded(ofClass, 'th', classes).problem).toContain('สำนักงานคลังจังหวัด');
    expect(worded(ofClass, 'en', classes).problem).toContain('Treasury');
    expect(worded({ ...problem, code: 'province-of-office-differs', params: { is: 'TH-50' } }, 'th', classes)).toEqual(
      expect.objectContaining({ code: 'province-of-office-differs', problem: expect.stringContaining('เชียงใหม่') }),
    );
  });

  it('leaves what it does not know as it is', () => {
    const newer = { ...problem, code: 'of-a-newer-release' };
    expect(worded(newer, 'th', classes)).toEqual(newer);
  });

  it('says why a file was not read', () => {
    const failed = { ...exampleImport, state: 'failed' as const, failure: { code: 'table-unknown', values: {} } };
    expect(importIn(failed, 'th').failure?.text).toContain('.xlsx');
    expect(importIn(exampleImport, 'th')).toBe(exampleImport);
  });
});
