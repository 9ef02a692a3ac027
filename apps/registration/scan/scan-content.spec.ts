import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { isWholeScan, scanTypeOf } from './scan-content.js';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = [Buffer.alloc(4), body, Buffer.alloc(4)];
  around[0]!.writeUInt32BE(data.length);
  around[2]!.writeUInt32BE(crc32(body));
  return Buffer.concat(around);
};
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0])),
  chunk('IDAT', Buffer.alloc(20, 7)),
  chunk('IEND', Buffer.alloc(0)),
]);
const jpeg = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1],
  ...[0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 0x11, 0, 0],
  ...[0xff, 0xda, 0, 8, 1, 0, 0, 0, 0x3f, 0, 1, 2, 3, 0xff, 0xd9],
]);
/** One page of one strip: directory at 8, three tags, its strip behind. */
const tiff = (isLittle: boolean, next = 0): Buffer => {
  const made = Buffer.alloc(60);
  const short = (value: number, at: number) =>
    isLittle ? made.writeUInt16LE(value, at) : made.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? made.writeUInt32LE(value, at) : made.writeUInt32BE(value, at);
  made.write(isLittle ? 'II' : 'MM', 'latin1');
  short(42, 2);
  long(8, 4);
  short(3, 8);
  for (const [index, [tag, value]] of [
    [256, 1],
    [273, 50],
    [279, 10],
  ].entries()) {
    const at = 10 + index * 12;
    short(tag!, at);
    short(4, at + 2);
    long(1, at + 4);
    long(value!, at + 8);
  }
  long(next, 46);
  return made;
};
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n');
const scans = [
  ['a PNG', png, 'image/png'],
  ['a JPEG', jpeg, 'image/jpeg'],
  ['a TIFF', tiff(true), 'image/tiff'],
  ['a TIFF of another machine', tiff(false), 'image/tiff'],
  ['a PDF', pdf, 'application/pdf'],
] as const;

describe('what a scan is', () => {
  it.each(scans)('is told of %s by what it holds, and that it is whole', (_what, content, type) => {
    expect(scanTypeOf(content)).toBe(type);
    expect(isWholeScan(type, content)).toBe(true);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that may hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', Buffer.from('MZ\x90\x00')],
    ['a Word document', Buffer.from('PK\x03\x04[Content_Types].xml', 'latin1')],
    ['a large TIFF of another kind', Buffer.from([0x49, 0x49, 0x2b, 0])],
  ])('is not known of %s', (_what, content) => expect(scanTypeOf(content)).toBeUndefined());
});

describe('half a scan', () => {
  it.each(scans)('is none: %s, wherever it was cut off', (_what, content, type) => {
    const cuts = type === 'application/pdf' ? [10, 30, content.length - 6] : [...content.keys()].slice(1, -1);
    for (const end of cuts) expect(`${end}: ${isWholeScan(type, content.subarray(0, end))}`).toBe(`${end}: false`);
  });

  it('is none either where something was changed on its way, or where it is a disguise', () => {
    const changed = Buffer.from(png).fill(9, 45, 46);
    expect(isWholeScan('image/png', changed)).toBe(false);
    expect(isWholeScan('image/png', Buffer.concat([png, Buffer.from('<script>')]))).toBe(false);
    expect(isWholeScan('image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<html>')]))).toBe(
      false,
    );
    expect(isWholeScan('application/pdf', Buffer.from('%PDF-1.7 and a text'))).toBe(false);
  });

  it('is found out where a page leads back to itself, without end', () => {
    expect(isWholeScan('image/tiff', tiff(true, 8))).toBe(false);
  });

  it('is found out where it says again and again where its strips are, which would take minutes to read', () => {
    const repeated = tiff(true);
    repeated.writeUInt16LE(273, 10);
    repeated.writeUInt32LE(50, 18);
    expect(isWholeScan('image/tiff', repeated)).toBe(false);
  });

  it('is not what has something of a camera behind its picture', () => {
    expect(isWholeScan('image/jpeg', Buffer.concat([jpeg, Buffer.from('a trailer')]))).toBe(true);
  });
});
