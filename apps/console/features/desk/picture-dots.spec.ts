import { describe, expect, it } from '@jest/globals';
import { dotsOfPicture } from './picture-dots.js';

const png = (width: number, height: number): Uint8Array<ArrayBuffer> => {
  const head = Buffer.alloc(33);
  head.write('\x89PNG\r\n\x1a\n', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Uint8Array.from(head);
};
const [soi, app0, filler] = [
  [0xff, 0xd8],
  [0xff, 0xe0, 0, 4, 1, 2],
  [0xff, 0xff],
];
const frame = (marker: number, width: number, height: number) => {
  const part = [0xff, marker, 0, 11, 8, height >> 8, height & 0xff, width >> 8, width & 0xff];
  return [...part, 1, 1, 0x11, 0];
};
const tables = [0xff, 0xc4, 0, 4, 0, 0];

describe('how many dots a picture says that it has', () => {
  it.each([
    ['a PNG', [...png(1654, 2339)], 1654 * 2339],
    ['a PNG of a few bytes that says it is larger than any memory', [...png(60_000, 60_000)], 3_600_000_000],
    ['a JPEG', [...soi, ...app0, ...frame(0xc0, 1654, 2339)], 1654 * 2339],
    ['a JPEG in passes, after its tables', [...soi, ...tables, ...frame(0xc2, 65_500, 65_500)], 65_500 * 65_500],
    ['a JPEG with bytes that fill', [...soi, ...filler, ...frame(0xc1, 8, 2)], 16],
    ['a JPEG that is cut off', [...soi, ...app0], undefined],
    ['a JPEG that leads nowhere', [...soi, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], undefined],
    ['a PNG that is cut off', [...png(8, 8)].slice(0, 23), undefined],
    ['nothing', [], undefined],
  ] as const)('is known of %s', (_name, bytes, dots) => expect(dotsOfPicture(Uint8Array.from(bytes))).toBe(dots));
});
