import { crc32 } from 'node:zlib';
import { type ScanType } from '#contracts';

const starts = (content: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((each, at) => content[at] === each);
/** Readers take a PDF with something before its header, within the first kilobyte. */
const headerWithin = 1024;

/** What a scan is by what it holds, whatever it is called; undefined for what is none. */
export const scanTypeOf = (content: Buffer): ScanType | undefined => {
  if (starts(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(content, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(content, 0x49, 0x49, 0x2a, 0) || starts(content, 0x4d, 0x4d, 0, 0x2a)) return 'image/tiff';
  return content.subarray(0, headerWithin).includes('%PDF-') ? 'application/pdf' : undefined;
};

const pngSignature = 8;
/** A chunk: length, type, data, checksum over type and data. */
const aroundChunk = 12;
/** From its header to its end, each chunk with the checksum that it states, and nothing behind. */
const isWholePng = (content: Buffer): boolean => {
  for (let at = pngSignature; at + aroundChunk <= content.length;) {
    const length = content.readUInt32BE(at);
    const end = at + aroundChunk + length;
    if (end > content.length) return false;
    const type = content.toString('latin1', at + 4, at + 8);
    if (at === pngSignature && type !== 'IHDR') return false;
    if (crc32(content.subarray(at + 4, end - 4)) !== content.readUInt32BE(end - 4)) return false;
    if (type === 'IEND') return end === content.length;
    at = end;
  }
  return false;
};

/** Markers that stand alone, without a length: fill bytes, TEM, restarts. */
const isAlone = (marker: number): boolean => marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Frames: all of C0 to CF but those that hold tables (C4, C8, CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** A frame with a size, a scan after it, and the end of the image; cameras write something of their own behind that. */
const isWholeJpeg = (content: Buffer): boolean => {
  let hasFrame = false;
  for (let at = 2; at + 4 <= content.length;) {
    if (content[at] !== 0xff) return false;
    const marker = content[at + 1] ?? 0;
    if (isAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = content.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > content.length) return false;
    if (isFrame(marker)) {
      if (length < 8) return false;
      hasFrame = content.readUInt16BE(at + 5) > 0 && content.readUInt16BE(at + 7) > 0;
    }
    at += 2 + length;
    if (marker === 0xda) return hasFrame && content.indexOf(Buffer.from([0xff, 0xd9]), at) !== -1;
  }
  return false;
};

const mostPages = 500;
/** Of one page; more are no paper, and would only take time. */
const mostPieces = 20_000;
const tagBytes = 12;
/** Where the strips or tiles of a page begin, and how long each is. */
const strips = { 273: 'offsets', 279: 'lengths', 324: 'offsets', 325: 'lengths' } as const;
const isStrip = (tag: number): tag is keyof typeof strips => tag in strips;

/** Every page's directory, and every piece of its picture, lies within the file; no page leads back to one before it. */
const isWholeTiff = (content: Buffer): boolean => {
  const isLittle = content[0] === 0x49;
  const short = (at: number): number => (isLittle ? content.readUInt16LE(at) : content.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? content.readUInt32LE(at) : content.readUInt32BE(at));
  const numbersAt = (tag: number): number[] | undefined => {
    const size = short(tag + 2) === 3 ? 2 : 4;
    const count = long(tag + 4);
    const at = count * size <= 4 ? tag + 8 : long(tag + 8);
    if (count > mostPieces || at + count * size > content.length) return undefined;
    return Array.from({ length: count }, (_, index) => (size === 2 ? short : long)(at + index * size));
  };
  const seen = new Set<number>();
  let page = long(4);
  for (; page !== 0 && seen.size < mostPages; page = long(page + 2 + short(page) * tagBytes)) {
    if (seen.has(page) || page + 2 > content.length) return false;
    seen.add(page);
    const tags = short(page);
    if (tags === 0 || page + 2 + tags * tagBytes + 4 > content.length) return false;
    const of: Record<'offsets' | 'lengths', number[]> = { offsets: [], lengths: [] };
    for (let index = 0; index < tags; index += 1) {
      const at = page + 2 + index * tagBytes;
      const tag = short(at);
      if (!isStrip(tag)) continue;
      // Each stands once: a directory of nothing but these would be read for minutes.
      if (of[strips[tag]].length > 0) return false;
      const numbers = numbersAt(at);
      if (numbers === undefined || numbers.length === 0) return false;
      of[strips[tag]] = numbers;
    }
    const { offsets, lengths } = of;
    if (offsets.length === 0 || offsets.length !== lengths.length) return false;
    if (offsets.some((offset, index) => offset + (lengths[index] ?? 0) > content.length)) return false;
  }
  return page === 0 && seen.size > 0;
};

/** Where its parts stand is said at its end, within what readers look through. */
const endWithin = 2048;
const isWholePdf = (content: Buffer): boolean => {
  const end = content.subarray(-endWithin);
  const marker = end.lastIndexOf('%%EOF');
  return marker !== -1 && end.lastIndexOf('startxref', marker) !== -1;
};

const checks: Readonly<Record<ScanType, (content: Buffer) => boolean>> = {
  'image/png': isWholePng,
  'image/jpeg': isWholeJpeg,
  'image/tiff': isWholeTiff,
  'application/pdf': isWholePdf,
};

/** Whether it is all there as far as its own outline goes: half a scan proves nothing. */
export const isWholeScan = (type: ScanType, content: Buffer): boolean => {
  try {
    return checks[type](content);
  } catch (error) {
    // It leads to a place behind its end.
    if (error instanceof RangeError) return false;
    throw error;
  }
};
