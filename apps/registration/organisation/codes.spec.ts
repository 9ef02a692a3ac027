import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation } from '#contracts';
import { checkCodes, codesHandedOn } from './codes.js';

const fieldsOf = (work: () => void): unknown => {
  try {
    work();
    return [];
  } catch (error) {
    return (error as { details: { fields: { field: string }[] } }).details.fields.map(({ field }) => field);
  }
};

describe('codes of a list', () => {
  const office = (id: string, code?: string) => ({
    ...exampleOrganisation,
    id,
    name: { th: id },
    ...(code !== undefined && { code }),
  });

  it('are each one office’s: the second that names one is refused, and so is one that another office keeps', () => {
    expect(fieldsOf(() => checkCodes([office('a', '1'), office('b', '1'), office('c')], []))).toEqual([
      'organisations.1.code',
    ]);
    expect(fieldsOf(() => checkCodes([office('a', '1')], [office('other', '1')]))).toEqual(['organisations.0.code']);
    expect(fieldsOf(() => checkCodes([office('a', '1')], [office('a', '1')]))).toEqual([]);
  });

  it('are one however their digits, letters and spaces are written', () => {
    expect(fieldsOf(() => checkCodes([office('a', '๐1 a'), office('b', '01  A')], []))).toEqual([
      'organisations.1.code',
    ]);
    expect(fieldsOf(() => checkCodes([office('a', '๐1')], [office('other', '01')]))).toEqual(['organisations.0.code']);
    expect(fieldsOf(() => checkCodes([office('a', '๐1')], [office('a', '01')]))).toEqual([]);
    const present = new Map([['a', { entry: office('a', '01'), revision: 1 }]]);
    expect(codesHandedOn([office('a', '๐๑')], present)).toEqual([]);
    expect(codesHandedOn([office('a', '2'), office('b', '๐๑')], present)).toEqual([{ id: 'a', code: '01' }]);
  });

  it('may be handed on from one to another within it', () => {
    const present = new Map([
      ['a', { entry: office('a', '1'), revision: 1 }],
      ['b', { entry: office('b', '2'), revision: 1 }],
      ['c', { entry: office('c', '3'), revision: 1 }],
    ]);
    const swapped = [office('a', '2'), office('b', '1'), office('c', '4')];
    expect(fieldsOf(() => checkCodes(swapped, [office('a', '1'), office('b', '2')]))).toEqual([]);
    expect(codesHandedOn(swapped, present)).toEqual([
      { id: 'a', code: '1' },
      { id: 'b', code: '2' },
    ]);
    expect(fieldsOf(() => checkCodes([office('a'), office('new', '1')], [office('a', '1')]))).toEqual([]);
  });
});
