import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { exampleReplyToken } from '#contracts';
import { qrModules, qrPicture } from './qr-picture.js';

const link = `https://sala.example/r/${exampleReplyToken}`;
const chunksOf = (png: Buffer): Map<string, Buffer> => {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4));
    at += 12 + length;
  }
  return chunks;
};

describe('a QR code as a picture', () => {
  it('is a PNG file of black and white, in which each module is as it is drawn on paper', () => {
    const png = Buffer.from(qrPicture(link));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const chunks = chunksOf(png);
    expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
    const head = chunks.get('IHDR')!;
    const modules = qrModules(link);
    const side = head.readUInt32BE(0);
    expect([side, head.readUInt32BE(4), ...head.subarray(8)]).toEqual([modules.length * 4, side, 1, 0, 0, 0, 0]);
    const rows = inflateSync(chunks.get('IDAT')!);
    const stride = 1 + Math.ceil(side / 8);
    expect(rows).toHaveLength(stride * side);
    const isDark = (x: number, y: number): boolean => ((rows[y * stride + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1) === 0;
    for (const corner of [0, 3])
      expect(modules.map((row, y) => row.map((_dark, x) => isDark(x * 4 + corner, y * 4 + corner)))).toEqual(modules);
  });
});
