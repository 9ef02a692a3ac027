const wordOf = (word: string): Uint8Array => Uint8Array.from(word, (letter) => letter.charCodeAt(0));
const begins = Uint8Array.of(0xff, 0xd8, 0xff);
const ends = Uint8Array.of(0xff, 0xd9);
const streamEnds = wordOf('endstream');

const isAt = (bytes: Uint8Array, wanted: Uint8Array, at: number): boolean =>
  wanted.every((each, index) => bytes[at + index] === each);
const nextOf = (bytes: Uint8Array, wanted: Uint8Array, from: number): number => {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (isAt(bytes, wanted, at)) return at;
  return -1;
};
const lastOf = (bytes: Uint8Array, wanted: Uint8Array, from: number, until: number): number => {
  for (let at = until - wanted.length; at >= from; at -= 1) if (isAt(bytes, wanted, at)) return at;
  return -1;
};

/**
 * The photographs in a PDF, in the order in which they stand: a copier writes each page as one, a JPEG as it is. What it
 * writes otherwise, in black and white or packed once more, is none of these.
 */
export const picturesInPdf = (bytes: Uint8Array<ArrayBuffer>, most: number): Uint8Array<ArrayBuffer>[] => {
  const pictures: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; pictures.length < most;) {
    const start = nextOf(bytes, begins, from);
    const stop = start === -1 ? -1 : nextOf(bytes, streamEnds, start);
    if (stop === -1) break;
    const end = lastOf(bytes, ends, start, stop);
    if (end !== -1) pictures.push(bytes.subarray(start, end + ends.length));
    from = stop;
  }
  return pictures;
};
