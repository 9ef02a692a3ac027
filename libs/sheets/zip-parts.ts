import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { invalid } from '#platform';
import { asDamaged, damaged } from './damaged.js';
import { harmlessBytes, inMebibytes, mostParts, type TableLimits } from './limits.js';

type Limits = Pick<TableLimits, 'unpackedBytes' | 'unpackedRatio'>;

const encrypted = 1;

/** The parts of a workbook by their names in small letters, read by name from the file's own list; nothing is ever written to a disk. */
export class ZipParts {
  private readonly counted = new Map<string, number>();

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: Limits,
    private readonly signal: AbortSignal | undefined,
  ) {}

  static async open(path: string, limits: Limits, signal?: AbortSignal): Promise<ZipParts> {
    let zip: ZipFile | undefined;
    try {
      zip = await openPromise(path, { lazyEntries: true, autoClose: false });
      return new ZipParts(zip, await entriesOf(zip, signal), limits, signal);
    } catch (error) {
      zip?.close();
      throw asDamaged(error, signal);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** A part as it is unpacked: no further than its size says, all parts that are read no further than the limit, and whole. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(`no part ${name}`);
    this.count(name.toLowerCase(), entry);
    let bytes = 0;
    let sum = 0;
    try {
      const stream = await this.zip.openReadStreamPromise(entry);
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          this.signal?.throwIfAborted();
          bytes += chunk.length;
          if (bytes > entry.uncompressedSize) throw damaged('a part is larger than the file says');
          sum = crc32(chunk, sum);
          yield chunk;
        }
      } finally {
        stream.destroy();
      }
    } catch (error) {
      throw asDamaged(error, this.signal);
    }
    if (bytes !== entry.uncompressedSize || sum !== entry.crc32) throw damaged('a part is not what the file says');
  }

  close(): void {
    this.zip.close();
  }

  private count(name: string, { compressedSize, uncompressedSize }: Entry): void {
    this.counted.set(name, uncompressedSize);
    const all = [...this.counted.values()].reduce((sum, bytes) => sum + bytes, 0);
    const steep = uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * this.limits.unpackedRatio;
    if (steep || all > this.limits.unpackedBytes) {
      throw invalid('table-unpacks-too-large', { values: { most: inMebibytes(this.limits.unpackedBytes) } });
    }
  }
}

const entriesOf = async (zip: ZipFile, signal: AbortSignal | undefined): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > mostParts) throw damaged('too many parts');
  for await (const entry of zip.eachEntry()) {
    signal?.throwIfAborted();
    const name = entry.fileName.toLowerCase();
    // Of two parts with one name one program would read the first and another the last.
    if (entries.has(name)) throw damaged('two parts have one name');
    if ((entry.generalPurposeBitFlag & encrypted) !== 0) throw invalid('table-encrypted');
    entries.set(name, entry);
  }
  return entries;
};
