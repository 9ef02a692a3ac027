import { damaged } from './damaged.js';
import { mostShared } from './limits.js';
import { TextParts } from './text-parts.js';
import { readWholeXml } from './xml.js';

const blockBytes = 1024 * 1024;
/** UTF-8 takes at most three bytes for a unit of UTF-16. */
const mostBytes = 3;
const tooLong = 0xffff_ffff;

/** A workbook's texts as bytes outside of the heap: a million of them take what they take in the file, and not three times that. */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private free = blockBytes;
  /** Where each text begins: the block, and in it the length before the text. */
  private starts = new Uint32Array(1024);
  private count = 0;

  /** Undefined stands for a text that is longer than a cell may be: it is refused where a cell shows it. */
  add(text: string | undefined): void {
    if (this.count >= mostShared) throw damaged('too many shared strings');
    if (this.count === this.starts.length) {
      const more = new Uint32Array(this.starts.length * 2);
      more.set(this.starts);
      this.starts = more;
    }
    this.starts[this.count++] = text === undefined ? tooLong : this.write(text);
  }

  /** 'too-long' instead of such a text. */
  at(index: number): { readonly text: string } | 'too-long' | undefined {
    const start = index < this.count ? this.starts[index] : undefined;
    if (start === undefined) return undefined;
    if (start === tooLong) return 'too-long';
    const block = this.blocks[Math.floor(start / blockBytes)];
    const from = (start % blockBytes) + 4;
    return block && { text: block.toString('utf8', from, from + block.readUInt32LE(from - 4)) };
  }

  private write(text: string): number {
    const needed = 4 + text.length * mostBytes;
    if (this.free + needed > blockBytes) {
      this.blocks.push(Buffer.allocUnsafe(blockBytes));
      this.free = 0;
    }
    const start = this.free;
    const block = this.blocks.at(-1);
    const bytes = block?.write(text, start + 4) ?? 0;
    block?.writeUInt32LE(bytes, start);
    this.free += 4 + bytes;
    return (this.blocks.length - 1) * blockBytes + start;
  }
}

export const readSharedStrings = async (
  chunks: AsyncIterable<Uint8Array>,
  mostLength: number,
): Promise<SharedStrings> => {
  const strings = new SharedStrings();
  const parts = new TextParts(mostLength);
  await readWholeXml(chunks, {
    open: (name) => (name === 'si' ? parts.begin() : parts.open(name)),
    text: (text) => parts.text(text),
    close: (name) => (name === 'si' ? strings.add(parts.taken()) : parts.close(name)),
  });
  return strings;
};
