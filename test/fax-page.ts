import { deflateSync } from 'node:zlib';
import { encodeQR } from 'qr';

/** Runs are put together of these and of runs of nothing between them, so that the tables of T.4 need not stand here whole. */
const codes = {
  white: {
    1024: '011010101',
    512: '01100101',
    256: '0110111',
    128: '10010',
    64: '11011',
    32: '00011011',
    16: '101010',
    8: '10011',
    4: '1011',
    2: '0111',
    1: '000111',
    0: '00110101',
  },
  black: {
    64: '0000001111',
    32: '000001101010',
    16: '0000010111',
    8: '000101',
    4: '011',
    2: '11',
    1: '010',
    0: '0000110111',
  },
} as const;
type Colour = keyof typeof codes;
const endOfLine = '000000000001';

/** A run as codes of its own colour. */
const runOf = (colour: Colour, length: number): string[] => {
  const known: Readonly<Record<string, string>> = codes[colour];
  const parts: string[] = [];
  let left = length;
  for (const size of Object.keys(known)
    .map(Number)
    .sort((one, other) => other - one))
    for (; size > 0 && left >= size; left -= size) parts.push((known[size] ?? '') + (size >= 64 ? known[0] : ''));
  return parts.length === 0 ? [codes[colour][0]] : parts;
};
/** White and black by turns, beginning with white, as T.4 wants them. */
const lineOf = (row: readonly boolean[]): string[] => {
  const line: string[] = [];
  for (let from = 0, isBlack = false; from < row.length; isBlack = !isBlack) {
    const end = row.indexOf(!isBlack, from);
    const to = end === -1 ? row.length : end;
    const nothing = codes[isBlack ? 'white' : 'black'][0];
    runOf(isBlack ? 'black' : 'white', to - from).forEach((code, at) =>
      line.push(...(at === 0 ? [] : [nothing]), code),
    );
    from = to;
  }
  return line;
};
const bytesOf = (bits: string): Buffer =>
  Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));

type Rows = readonly (readonly boolean[])[];
const fax3 = (rows: Rows): Buffer =>
  bytesOf(rows.map((row) => endOfLine + lineOf(row).join('')).join('') + endOfLine.repeat(6));
const changesOf = (row: readonly boolean[]): number => row.filter((dot, at) => dot !== (row[at - 1] ?? false)).length;
const fax4 = (rows: Rows): Buffer => {
  const line = (row: readonly boolean[], before: readonly boolean[]): string => {
    if (row.every((dot, at) => dot === before[at])) return '1'.repeat(changesOf(row) + 1);
    const runs = lineOf(row);
    const pairs: string[] = [];
    for (let at = 0; at < runs.length; at += 2) pairs.push(`001${runs[at]}${runs[at + 1] ?? codes.black[0]}`);
    return pairs.join('');
  };
  const blank = rows[0]?.map(() => false) ?? [];
  return bytesOf(rows.map((row, at) => line(row, rows[at - 1] ?? blank)).join('') + endOfLine.repeat(2));
};
/** A dictionary that is never used: each byte as it is, and the table begun anew before codes grow. */
const lzw = (content: Buffer): Buffer => {
  const nine = (code: number): string => code.toString(2).padStart(9, '0');
  return bytesOf([...content].map((byte, at) => (at % 200 === 0 ? nine(256) : '') + nine(byte)).join('') + nine(257));
};
const dotsOf = (rows: Rows): Buffer =>
  Buffer.concat(rows.map((row) => bytesOf(row.map((dot) => (dot ? '1' : '0')).join(''))));

const packings = {
  none: [1, dotsOf],
  fax3: [3, fax3],
  fax4: [4, fax4],
  lzw: [5, (rows: Rows) => lzw(dotsOf(rows))],
  deflate: [8, (rows: Rows) => deflateSync(dotsOf(rows))],
} as const;
export type Packing = keyof typeof packings;

/** A page of a fax in black and white, with a QR code in its corner where it says something. */
export const faxRows = (text?: string): Rows => {
  const [width, height, dots, from] = [1728, 2200, 6, 96];
  const modules = text === undefined ? [] : encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  return Array.from({ length: height }, (_, y) =>
    Array.from(
      { length: width },
      (__, x) => modules[Math.floor((y - from) / dots)]?.[Math.floor((x - from) / dots)] === true,
    ),
  );
};

/** A TIFF as a fax server writes it: a page after another, each in one strip. `height` is what it says of itself. */
export const faxTiff = (packing: Packing, pages: readonly Rows[], height?: number): Buffer => {
  const [number, pack] = packings[packing];
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])];
  let at = 8;
  pages.forEach((rows, page) => {
    const strip = pack(rows);
    const tags = [
      [256, rows[0]?.length ?? 0],
      [257, height ?? rows.length],
      [258, 1],
      [259, number],
      [262, 0],
      [273, 0],
      [277, 1],
      [278, height ?? rows.length],
      [279, strip.length],
    ] as const;
    const size = 2 + tags.length * 12 + 4;
    const directory = Buffer.alloc(size);
    directory.writeUInt16LE(tags.length, 0);
    tags.forEach(([tag, value], index) => {
      const place = 2 + index * 12;
      directory.writeUInt16LE(tag, place);
      directory.writeUInt16LE(4, place + 2);
      directory.writeUInt32LE(1, place + 4);
      directory.writeUInt32LE(tag === 273 ? at + size : value, place + 8);
    });
    at += size + strip.length;
    directory.writeUInt32LE(page + 1 < pages.length ? at : 0, size - 4);
    parts.push(directory, strip);
  });
  return Buffer.concat(parts);
};

/** The same page in a PDF that holds no photograph. */
export const faxPdf = (rows: Rows): Buffer => {
  const width = rows[0]?.length ?? 0;
  const picture = fax4(rows);
  const [parts, places]: [Buffer[], number[]] = [[Buffer.from('%PDF-1.4\n')], []];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const object = (head: string, content?: Buffer): void => {
    places.push(length());
    const stream = content === undefined ? [] : [Buffer.from('stream\n'), content, Buffer.from('\nendstream\n')];
    parts.push(Buffer.from(`${places.length} 0 obj\n<< ${head} >>\n`), ...stream, Buffer.from('endobj\n'));
  };
  const draws = Buffer.from('q 595 0 0 842 0 0 cm /I Do Q');
  object('/Type /Catalog /Pages 2 0 R');
  object('/Type /Pages /Count 1 /Kids [3 0 R]');
  object('/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >>');
  object(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${rows.length} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${rows.length} >> /Length ${picture.length}`,
    picture,
  );
  object(`/Length ${draws.length}`, draws);
  const start = length();
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};
