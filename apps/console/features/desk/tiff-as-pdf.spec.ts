import { describe, expect, it } from '@jest/globals';
import { tiffPages } from './tiff.js';
import { tiffAsPdf } from './tiff-as-pdf.js';

/** Of a `count` the value is where its numbers stand. */
type Tag = readonly [tag: number, value: number, count?: number];
const usual: readonly Tag[] = [
  [256, 8],
  [257, 2],
  [258, 1],
  [259, 1],
  [262, 0],
  [273, 0],
  [277, 1],
  [279, 2],
];
const [longType, tagBytes, headBytes] = [4, 12, 8];
/** One page whose strip, of two bytes, stands behind its directory; `next` is where it says that the next page is. */
const tiff = (changed: readonly Tag[] = [], next = 0, tags = usual): Uint8Array<ArrayBuffer> => {
  const all = tags.map((each): Tag => changed.find(([other]) => other === each[0]) ?? each);
  const rest = changed.filter(([tag]) => !tags.some(([other]) => other === tag));
  const written = [...all, ...rest];
  const end = headBytes + 2 + written.length * tagBytes + 4;
  const file = Buffer.alloc(end + 2);
  file.write('MM\0*', 'latin1');
  file.writeUInt32BE(headBytes, 4);
  file.writeUInt16BE(written.length, headBytes);
  written.forEach(([tag, value, count = 1], index) => {
    const at = headBytes + 2 + index * tagBytes;
    file.writeUInt16BE(tag, at);
    file.writeUInt16BE(longType, at + 2);
    file.writeUInt32BE(count, at + 4);
    file.writeUInt32BE(tag === 273 && value === 0 ? end : value, at + 8);
  });
  file.writeUInt32BE(next, end - 4);
  file.set([0xa5, 0x0f], end);
  return Uint8Array.from(file);
};
const pdf = async (file: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await tiffAsPdf(file, 10).arrayBuffer()).toString('latin1');

describe('a TIFF as a PDF', () => {
  it('holds the same bytes, as large as they say, white where TIFF has white', async () => {
    const text = await pdf(tiff());
    expect(text).toContain('/Width 8 /Height 2');
    expect(text).toContain('/Decode [1 0]');
    expect(text).toContain('stream\n\xa5\x0f\nendstream');
    expect(text.indexOf('xref\n')).toBe(Number(/startxref\n(\d+)/.exec(text)?.[1]));
  });

  it.each([
    ['fax, one line after the other', [[259, 3]], '/K 0 '],
    [
      'fax, lines by the one before',
      [
        [259, 3],
        [292, 1],
      ],
      '/K 1 ',
    ],
    ['fax of group 4', [[259, 4]], '/K -1 '],
    [
      'LZW over differences',
      [
        [259, 5],
        [317, 2],
      ],
      '/LZWDecode /DecodeParms << /Predictor 2',
    ],
    ['deflate', [[259, 8]], '/FlateDecode'],
    ['JPEG', [[259, 7]], '/DCTDecode'],
    ['PackBits', [[259, 32_773]], '/RunLengthDecode'],
    ['bits from the low end', [[266, 2]], 'stream\n\xa5\xf0\nendstream'],
    ['a page that lies on its side', [[274, 6]], '/Rotate 90'],
  ] satisfies [string, Tag[], string][])('says how it is packed: %s', async (_name, tags, said) =>
    expect(await pdf(tiff(tags))).toContain(said),
  );

  it('ends where a page leads back to one before it, and reads no more pages than asked', () => {
    expect(tiffPages(tiff([], headBytes), 10)).toHaveLength(1);
    expect(tiffPages(tiff(), 0)).toHaveLength(0);
  });

  it('counts what is told twice once', () => {
    const [page] = tiffPages(tiff([], 0, [...usual, [256, 4_000_000_000]]), 10);
    expect(page?.width).toBe(8);
  });

  it.each([
    ['is larger than any paper', [[256, 4_000_000_000]]],
    ['has no size', [[257, 0]]],
    ['names a piece behind its end', [[273, 4_000_000_000]]],
    ['has a piece that is longer than it', [[279, 4_000_000_000]]],
    ['has fewer pieces than its rows want', [[278, 1]]],
    ['is packed in a way that nobody knows', [[259, 34_712]]],
    ['has colours that no paper has', [[262, 8]]],
    [
      'has tiles of no width',
      [
        [322, 0],
        [323, 8],
        [324, 8],
        [325, 2],
      ],
    ],
  ] satisfies [string, Tag[]][])('is refused where it %s', (_name, tags) =>
    expect(() => tiffAsPdf(tiff(tags), 10)).toThrow(),
  );

  it('reads nothing that is not asked for, however much a file tells', () => {
    const told = Array.from({ length: 60_000 }, (_, index): Tag => [1_000 + index, headBytes, 20_000]);
    expect(tiffPages(tiff([], 0, [...usual, ...told]), 10)).toHaveLength(1);
  });

  it('is refused where it names its bytes over and over', () => {
    const rows = 1_000;
    const end = headBytes + 2 + (usual.length + 1) * tagBytes + 4;
    const head = tiff([
      [257, rows],
      [278, 1],
      [273, end, rows],
      [279, end, rows],
    ]);
    // Each strip begins and is as long as one number says: half of the file.
    const numbers = Buffer.alloc(rows * 4);
    for (let row = 0; row < rows; row += 1) numbers.writeUInt32BE(2_000, row * 4);
    const file = Uint8Array.from(Buffer.concat([head.subarray(0, end), numbers]));
    expect(() => tiffPages(file, 10)).toThrow('over and over');
  });

  it('is refused wherever it is cut off', () => {
    const whole = tiff();
    for (let length = 0; length < whole.length; length += 1)
      expect(() => tiffAsPdf(whole.slice(0, length), 10)).toThrow();
  });
});
