import { describe, expect, it } from '@jest/globals';
import { type BsonDocument, compileProjection, compileSort } from './index.js';

const project = (spec: BsonDocument, document: BsonDocument, filter: BsonDocument = {}): BsonDocument =>
  compileProjection(spec, filter, {})(document);
const refused = (spec: BsonDocument, code: number, filter: BsonDocument = {}, document: BsonDocument = {}): void =>
  expect(() => project(spec, document, filter)).toThrow(expect.objectContaining({ code }));
const document = { _id: 1, a: 1, b: { c: 2, d: 3 }, e: [{ f: 1, g: 2 }, { f: 3 }, 5], h: [1, 2, 3, 4] };

describe('inclusion and exclusion', () => {
  it('of nothing gives the whole document', () => expect(project({}, document)).toEqual(document));
  it("inclusion keeps _id and the document's order", () =>
    expect(Object.keys(project({ b: 1, a: true }, document))).toEqual(['_id', 'a', 'b']));
  it('inclusion may leave out _id', () => expect(project({ a: 1, _id: 0 }, document)).toEqual({ a: 1 }));
  it('exclusion keeps the rest', () =>
    expect(project({ e: 0, h: 0, 'b.c': 0 }, document)).toEqual({ _id: 1, a: 1, b: { d: 3 } }));
  it('_id alone decides for itself', () =>
    expect([project({ _id: 1 }, document), Object.keys(project({ _id: 0 }, document))]).toEqual([
      { _id: 1 },
      ['a', 'b', 'e', 'h'],
    ]));
  it('exclusion may name _id: 1', () =>
    expect(Object.keys(project({ _id: 1, e: 0, h: 0 }, document))).toEqual(['_id', 'a', 'b']));
  it('of a path goes through arrays, leaving out scalars only when including', () =>
    expect([
      project({ 'e.f': 1, _id: 0 }, document),
      project({ 'e.f': 0, h: 0, b: 0, a: 0, _id: 0 }, document),
    ]).toEqual([{ e: [{ f: 1 }, { f: 3 }] }, { e: [{ g: 2 }, {}, 5] }]));
  it('of a path below a scalar leaves the field out', () =>
    expect(project({ 'a.x': 1 }, document)).toEqual({ _id: 1 }));
  it('may be written nested', () => expect(project({ b: { c: 1 } }, document)).toEqual({ _id: 1, b: { c: 2 } }));
  it('does not change the document', () => {
    project({ 'b.c': 0 }, document);
    expect(document.b).toEqual({ c: 2, d: 3 });
  });
  it('inclusion in an exclusion is refused with 31253', () => refused({ a: 0, b: 1 }, 31253));
  it('exclusion in an inclusion is refused with 31254', () => refused({ a: 1, b: 0 }, 31254));
  it('a path and one within it are refused with 31249, the other way round with 31250', () => {
    refused({ a: 1, 'a.b': 1 }, 31249);
    refused({ 'a.b': 1, a: 1 }, 31250);
  });
  it('an empty document is refused with 51270', () => refused({ a: {} }, 51270));
  it('a path that ends in a dot is refused with 40353', () => refused({ 'a.': 1 }, 40353));
});

describe('expressions, $slice, $elemMatch and the positional operator', () => {
  it('an expression computes a field, after those that are included', () =>
    expect(Object.entries(project({ x: { $add: ['$a', 1] }, a: 1 }, document))).toEqual([
      ['_id', 1],
      ['a', 1],
      ['x', 2],
    ]));
  it('a string is a literal and "$a" a path', () =>
    expect(project({ x: 'y', z: '$b.c', _id: 0 }, document)).toEqual({ x: 'y', z: 2 }));
  it('$slice by itself keeps the other fields', () =>
    expect(project({ h: { $slice: -2 } }, document)).toEqual({ ...document, h: [3, 4] }));
  it('$slice with _id: 1 includes only these, with _id: 0 keeps the other fields', () =>
    expect([
      project({ _id: 1, h: { $slice: 1 } }, document),
      Object.keys(project({ _id: 0, h: { $slice: 1 } }, document)),
    ]).toEqual([{ _id: 1, h: [1] }, ['a', 'b', 'e', 'h']]));
  it('$elemMatch with _id: 0 includes only its field', () =>
    expect(project({ _id: 0, e: { $elemMatch: { f: 3 } } }, document)).toEqual({ e: [{ f: 3 }] }));
  it('a computed _id includes only what is named', () =>
    expect(project({ _id: '$b.c', a: 1 }, document)).toEqual({ _id: 2, a: 1 }));
  it('$slice takes skip and limit', () =>
    expect([
      project({ h: { $slice: [1, 2] }, a: 1 }, document),
      project({ h: { $slice: [-3, 2] }, a: 1 }, document),
    ]).toEqual([
      { _id: 1, a: 1, h: [2, 3] },
      { _id: 1, a: 1, h: [2, 3] },
    ]));
  it('$elemMatch gives the first element that matches, and only that field', () =>
    expect([
      project({ e: { $elemMatch: { f: { $gt: 1 } } } }, document),
      project({ e: { $elemMatch: { f: 99 } } }, document),
    ]).toEqual([{ _id: 1, e: [{ f: 3 }] }, { _id: 1 }]));
  it('$elemMatch beside an exclusion leaves the rest', () =>
    expect(project({ e: { $elemMatch: { f: 3 } }, h: 0, b: 0 }, document)).toEqual({ _id: 1, a: 1, e: [{ f: 3 }] }));
  it('$elemMatch and $ together are refused with 31256', () =>
    refused({ e: { $elemMatch: { f: 1 } }, 'h.$': 1 }, 31256));
  it('$ gives the element that the filter matched', () =>
    expect(project({ 'h.$': 1 }, document, { h: { $gte: 3 } })).toEqual({ _id: 1, h: [3] }));
  it('$ without a match is refused with 51246', () => refused({ 'h.$': 1 }, 51246, { _id: 1 }, document));
  it('$ twice is refused with 31276', () => refused({ 'a.$': 1, 'b.$': 1 }, 31276));
  it('$ in an exclusion is refused with 31395', () => refused({ 'a.$': 0 }, 31395));
  it('$elemMatch on a nested path is refused with 31275', () => refused({ 'a.b': { $elemMatch: { c: 1 } } }, 31275));
  it('an unknown expression is refused with 31325', () => refused({ x: { $foo: 1 } }, 31325));
  it('$meta is refused with 238', () => refused({ x: { $meta: 'textScore' } }, 238));
});

describe('sorting', () => {
  const sorted = (spec: BsonDocument, documents: BsonDocument[]): BsonDocument[] =>
    [...documents].sort(compileSort(spec));
  it('takes a missing field for null', () =>
    expect(sorted({ a: 1, b: 1 }, [{ a: 1 }, { a: null, b: 2 }, { b: 1 }])).toEqual([
      { b: 1 },
      { a: null, b: 2 },
      { a: 1 },
    ]));
  it("ascending goes by an array's least element, descending by its greatest", () => {
    const documents = [{ a: [1, 9] }, { a: 5 }, { a: [] }];
    expect([sorted({ a: 1 }, documents), sorted({ a: -1 }, documents)]).toEqual([
      [{ a: [] }, { a: [1, 9] }, { a: 5 }],
      [{ a: [1, 9] }, { a: 5 }, { a: [] }],
    ]);
  });
  it('goes through arrays of documents', () =>
    expect(sorted({ 'a.b': -1 }, [{ a: [{ b: 1 }, { b: 3 }] }, { a: { b: 2 } }])).toEqual([
      { a: [{ b: 1 }, { b: 3 }] },
      { a: { b: 2 } },
    ]));
  it('takes 1n and 1.0 for a direction, and refuses 2 with 15975 and a string with 15974', () => {
    expect(sorted({ a: -1n }, [{ a: 1 }, { a: 2 }])).toEqual([{ a: 2 }, { a: 1 }]);
    expect(() => compileSort({ a: 2 })).toThrow(expect.objectContaining({ code: 15975 }));
    expect(() => compileSort({ a: 'up' })).toThrow(expect.objectContaining({ code: 15974 }));
  });
  it('refuses a collation other than simple with 238', () =>
    expect(() => compileSort({ a: 1 }, { collation: { locale: 'th' } })).toThrow(
      expect.objectContaining({ code: 238 }),
    ));
});
