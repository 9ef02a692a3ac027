import { type Writable } from 'node:stream';
import { Zip, ZipDeflate, type ZipInputFile, ZipPassThrough } from 'fflate';
import { inPieces, PacedWriter } from './paced-writer.js';

/** A ZIP of parts one after another, each piece compressed when it is there, at the pace of whoever takes it. */
export class PackedWriter {
  private readonly writer: PacedWriter;
  private packed: Uint8Array[] = [];
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.packed.push(bytes);
  });
  private readonly encoder = new TextEncoder();

  constructor(stream: Writable) {
    this.writer = new PacedWriter(stream);
  }

  async part(name: string, pieces: AsyncIterable<string>): Promise<void> {
    const part = this.begin(new ZipDeflate(name, { level: 6 }));
    for await (const piece of inPieces(pieces)) {
      part.push(this.encoder.encode(piece), false);
      await this.flush();
    }
    part.push(new Uint8Array(0), true);
    await this.flush();
  }

  /** A text that is there as a whole. */
  async text(name: string, content: string): Promise<void> {
    this.begin(new ZipDeflate(name, { level: 6 })).push(this.encoder.encode(content), true);
    await this.flush();
  }

  /** A picture or the like, which is packed already and goes in as it is. */
  async picture(name: string, content: Uint8Array): Promise<void> {
    this.begin(new ZipPassThrough(name)).push(content, true);
    await this.flush();
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
    await this.writer.end();
  }

  private begin<Part extends ZipInputFile>(part: Part): Part {
    // What is made at one time of the same is the same bytes.
    part.mtime = new Date(1980, 0, 1, 12);
    this.zip.add(part);
    return part;
  }

  private async flush(): Promise<void> {
    const { packed } = this;
    this.packed = [];
    for (const bytes of packed) await this.writer.write(bytes);
  }
}
