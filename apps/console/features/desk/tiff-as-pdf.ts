import { packing, type Piece, type TiffPage, tiffPages } from './tiff.js';

const pointsAnInch = 72;
const isIn = (packed: number, ...kinds: readonly number[]): boolean => kinds.includes(packed);
const isFax = ({ packed }: TiffPage): boolean => isIn(packed, packing.faxRuns, packing.fax3, packing.fax4);
const isJpeg = ({ packed }: TiffPage): boolean => isIn(packed, packing.jpeg, packing.oldJpeg);

const fax = (page: TiffPage, { width, height }: Piece): string => {
  const k = page.packed === packing.fax4 ? -1 : page.packed === packing.fax3 && page.isTwoDimensional ? 1 : 0;
  return `/Filter /CCITTFaxDecode /DecodeParms << /K ${k} /Columns ${width} /Rows ${height} /BlackIs1 ${page.photometric === 1} /EncodedByteAlign ${page.packed === packing.faxRuns} >>`;
};
const predicted = ({ predictor, samples, bits }: TiffPage, { width }: Piece): string =>
  predictor === 2
    ? ` /DecodeParms << /Predictor 2 /Colors ${samples} /BitsPerComponent ${bits} /Columns ${width} >>`
    : '';

const filterOf = (page: TiffPage, piece: Piece): string => {
  if (isFax(page)) return fax(page, piece);
  if (isJpeg(page)) return `/Filter /DCTDecode /DecodeParms << /ColorTransform ${page.photometric === 6 ? 1 : 0} >>`;
  if (isIn(page.packed, packing.lzw)) return `/Filter /LZWDecode${predicted(page, piece)}`;
  if (isIn(page.packed, packing.deflate, packing.oldDeflate)) return `/Filter /FlateDecode${predicted(page, piece)}`;
  if (isIn(page.packed, packing.packBits)) return '/Filter /RunLengthDecode';
  if (isIn(page.packed, packing.none)) return '';
  throw new Error(`packed ${page.packed}`);
};

const hex = (value: number): string => (value >> 8).toString(16).padStart(2, '0');
const paletteOf = ({ bits, colours }: TiffPage): string => {
  const count = 2 ** bits;
  const of = (index: number): string => [0, 1, 2].map((colour) => hex(colours[colour * count + index] ?? 0)).join('');
  return `[/Indexed /DeviceRGB ${count - 1} <${Array.from({ length: count }, (_, index) => of(index)).join('')}>]`;
};
/** What its colours are, with how many samples; others, as with transparency or 16 bits, are no paper's. */
const coloursOf = (page: TiffPage): string => {
  const { photometric, samples, bits } = page;
  const isOf = (count: number): boolean => samples === count && bits <= 8;
  if (photometric <= 1 && isOf(1)) return '/DeviceGray';
  if (photometric === 2 && isOf(3)) return '/DeviceRGB';
  if (photometric === 3 && isOf(1)) return paletteOf(page);
  if (photometric === 5 && isOf(4)) return '/DeviceCMYK';
  if (photometric === 6 && isOf(3) && isJpeg(page)) return '/DeviceRGB';
  throw new Error(`colours ${photometric}`);
};

const turned = Uint8Array.from({ length: 256 }, (_, byte) =>
  parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
);
const contentOf = (page: TiffPage, { bytes }: Piece): readonly Uint8Array[] => {
  if (isJpeg(page)) return page.tables.length > 4 ? [page.tables.subarray(0, -2), bytes.subarray(2)] : [bytes];
  return [page.isLowBitFirst ? bytes.map((byte) => turned[byte] ?? 0) : bytes];
};

const turns: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

/** The first pages of a TIFF as a PDF that holds the same bytes: PDF packs pictures in the ways in which faxes and scanners do, so that one reader draws both. */
export const tiffAsPdf = (file: Uint8Array<ArrayBuffer>, most: number): Blob => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const places: number[] = [];
  let length = 0;
  const write = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : new Uint8Array(part);
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (number: number, head: string, content?: readonly Uint8Array[]): void => {
    places[number] = length;
    const size = content?.reduce((sum, each) => sum + each.length, 0);
    write(`${number} 0 obj\n<< ${head}${size === undefined ? '' : ` /Length ${size}`} >>\n`);
    if (content === undefined) return write('endobj\n');
    for (const each of [new TextEncoder().encode('stream\n'), ...content]) write(each);
    write('\nendstream\nendobj\n');
  };
  write('%PDF-1.5\n');
  let next = 3;
  const kids = tiffPages(file, most).map((page) => {
    const [acrossDot, downDot] = [pointsAnInch / page.dots[0], pointsAnInch / page.dots[1]];
    const [wide, high] = [page.width * acrossDot, page.height * downDot];
    const colours = `/ColorSpace ${coloursOf(page)} /BitsPerComponent ${page.bits}${page.photometric === 0 && !isFax(page) ? ' /Decode [1 0]' : ''}`;
    const drawn = page.pieces.map((piece) => {
      const number = next++;
      const size = `/Width ${piece.width} /Height ${piece.height}`;
      object(
        number,
        `/Type /XObject /Subtype /Image ${size} ${colours} ${filterOf(page, piece)}`,
        contentOf(page, piece),
      );
      const place = [
        piece.width * acrossDot,
        0,
        0,
        piece.height * downDot,
        piece.x * acrossDot,
        high - (piece.y + piece.height) * downDot,
      ];
      return { number, draws: `q ${place.map((each) => each.toFixed(4)).join(' ')} cm /I${number} Do Q\n` };
    });
    const [content, number] = [next++, next++];
    object(content, '', [new TextEncoder().encode(drawn.map(({ draws }) => draws).join(''))]);
    const names = drawn.map((each) => `/I${each.number} ${each.number} 0 R`).join(' ');
    const box = `[0 0 ${wide.toFixed(4)} ${high.toFixed(4)}]`;
    object(
      number,
      `/Type /Page /Parent 2 0 R /MediaBox ${box} /Rotate ${turns[page.orientation] ?? 0} /Contents ${content} 0 R /Resources << /XObject << ${names} >> >>`,
    );
    return number;
  });
  object(1, '/Type /Catalog /Pages 2 0 R');
  object(2, `/Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]`);
  const start = length;
  const lines = Array.from(
    { length: next - 1 },
    (_, index) => `${String(places[index + 1]).padStart(10, '0')} 00000 n \n`,
  );
  write(
    `xref\n0 ${next}\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return new Blob(parts, { type: 'application/pdf' });
};
