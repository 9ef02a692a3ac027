/** How the pieces of a page are packed, by TIFF's numbers. */
export const packing = {
  none: 1,
  faxRuns: 2,
  fax3: 3,
  fax4: 4,
  lzw: 5,
  oldJpeg: 6,
  jpeg: 7,
  deflate: 8,
  packBits: 32_773,
  oldDeflate: 32_946,
} as const;

/** A strip or a tile: where it lies on its page, in dots, and its bytes as they stand in the file. */
export type Piece = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
};
/** A page of a TIFF, not yet unpacked. */
export type TiffPage = {
  readonly width: number;
  readonly height: number;
  /** Dots an inch, across and down: those of a fax differ. */
  readonly dots: readonly [number, number];
  readonly packed: number;
  readonly photometric: number;
  readonly bits: number;
  readonly samples: number;
  readonly orientation: number;
  readonly predictor: number;
  readonly isTwoDimensional: boolean;
  readonly isLowBitFirst: boolean;
  readonly colours: readonly number[];
  readonly tables: Uint8Array;
  readonly pieces: readonly Piece[];
};

/** An A4 page at 600 dots an inch has 35 million. */
export const mostDotsOfPicture = 40_000_000;
const mostPieces = 20_000;
const tagBytes = 12;
/** Of all that a file may tell of a page, what is asked for here. */
const asked = new Set([
  256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 296, 317, 320, 322, 323, 324, 325, 347,
  513, 514,
]);
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1 };

class UnreadableTiff extends Error {}
const wanted = <T>(value: T | undefined, isGood: boolean, what: string): T => {
  if (value === undefined || !isGood) throw new UnreadableTiff(what);
  return value;
};

type Tag = { readonly numbers: readonly number[]; readonly bytes: Uint8Array };
type Tags = ReadonlyMap<number, Tag>;

const tagsAt = (view: DataView, page: number, isLittle: boolean): Tags => {
  const tags = new Map<number, Tag>();
  const count = view.getUint16(page, isLittle);
  for (let index = 0; index < count; index += 1) {
    const at = page + 2 + index * tagBytes;
    const [tag, type, numbers] = [
      view.getUint16(at, isLittle),
      view.getUint16(at + 2, isLittle),
      view.getUint32(at + 4, isLittle),
    ];
    const size = sizes[type];
    // Told twice, and what nobody asks for, is passed over: the first counts, and nothing is read again and again.
    if (size === undefined || !asked.has(tag) || tags.has(tag) || (numbers > mostPieces && size > 1)) continue;
    const from = numbers * size <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    if (from + numbers * size > view.byteLength) continue;
    const numberAt = (place: number): number =>
      size === 8
        ? view.getUint32(place, isLittle) / view.getUint32(place + 4, isLittle)
        : size === 4
          ? view.getUint32(place, isLittle)
          : size === 2
            ? view.getUint16(place, isLittle)
            : view.getUint8(place);
    tags.set(tag, {
      numbers:
        size === 1 && numbers > mostPieces
          ? []
          : Array.from({ length: numbers }, (_, each) => numberAt(from + each * size)),
      bytes: new Uint8Array(view.buffer, view.byteOffset + from, numbers * size),
    });
  }
  return tags;
};

const dotsOf = (resolution: number | undefined, unit: number): number => {
  const dots = (resolution ?? 0) * (unit === 3 ? 2.54 : 1);
  return dots >= 20 && dots <= 5_000 ? dots : 200;
};

const piecesOf = (file: Uint8Array, tags: Tags, width: number, height: number): readonly Piece[] => {
  const numbers = (tag: number): readonly number[] => tags.get(tag)?.numbers ?? [];
  const isTiled = tags.has(324);
  const [wide] = isTiled ? numbers(322) : [width];
  const [high] = isTiled ? numbers(323) : [Math.min(numbers(278)[0] ?? height, height)];
  const [pieceWidth, pieceHeight] = [wanted(wide, Number(wide) > 0, 'tile'), wanted(high, Number(high) > 0, 'rows')];
  const [offsets, lengths] = isTiled ? [numbers(324), numbers(325)] : [numbers(273), numbers(279)];
  const across = Math.ceil(width / pieceWidth);
  wanted(offsets, offsets.length >= across * Math.ceil(height / pieceHeight), 'pieces');
  wanted(pieceWidth, pieceWidth * pieceHeight <= mostDotsOfPicture, 'size');
  return offsets.slice(0, across * Math.ceil(height / pieceHeight)).map((offset, index) => {
    const length = lengths[index] ?? file.length - offset;
    wanted(length, offset + length <= file.length, 'piece');
    const y = Math.floor(index / across) * pieceHeight;
    return {
      x: (index % across) * pieceWidth,
      y,
      width: pieceWidth,
      height: isTiled ? pieceHeight : Math.min(pieceHeight, height - y),
      bytes: file.subarray(offset, offset + length),
    };
  });
};

const pageOf = (file: Uint8Array, tags: Tags): TiffPage => {
  const first = (tag: number, otherwise: number): number => tags.get(tag)?.numbers[0] ?? otherwise;
  const [width, height, packed] = [first(256, 0), first(257, 0), first(259, packing.none)];
  wanted(width, width > 0 && height > 0 && width * height <= mostDotsOfPicture, 'size');
  const samples = first(277, 1);
  wanted(samples, first(284, 1) === 1 || samples === 1, 'planes');
  const [whole, length] = [first(513, 0), first(514, 0)];
  const isOneJpeg = packed === packing.oldJpeg && whole > 0;
  return {
    width,
    height,
    dots: [dotsOf(first(282, 0), first(296, 2)), dotsOf(first(283, 0), first(296, 2))],
    packed,
    photometric: first(262, 0),
    bits: first(258, 1),
    samples,
    orientation: first(274, 1),
    predictor: first(317, 1),
    isTwoDimensional: (first(292, 0) & 1) === 1,
    isLowBitFirst: first(266, 1) === 2,
    colours: tags.get(320)?.numbers ?? [],
    tables: tags.get(347)?.bytes ?? new Uint8Array(),
    pieces: isOneJpeg
      ? [{ x: 0, y: 0, width, height, bytes: file.subarray(whole, length > 0 ? whole + length : undefined) }]
      : piecesOf(file, tags, width, height),
  };
};

/** Pages may share a strip, such as an empty one; a file that names its bytes over and over would fill the memory. */
const mostShared = 4;

/** The first pages of a TIFF; throws where it is cut off, is larger than any paper or names its bytes over and over. A page that leads back ends it. */
export const tiffPages = (file: Uint8Array<ArrayBuffer>, most: number): readonly TiffPage[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isLittle = view.getUint8(0) === 0x49;
  const [pages, seen]: [TiffPage[], Set<number>] = [[], new Set()];
  let named = 0;
  for (let at = view.getUint32(4, isLittle); at !== 0 && !seen.has(at) && pages.length < most;) {
    seen.add(at);
    const page = pageOf(file, tagsAt(view, at, isLittle));
    named = page.pieces.reduce((sum, { bytes }) => sum + bytes.length, named);
    pages.push(wanted(page, named <= mostShared * file.length, 'pieces over and over'));
    at = view.getUint32(at + 2 + view.getUint16(at, isLittle) * tagBytes, isLittle);
  }
  return pages;
};
